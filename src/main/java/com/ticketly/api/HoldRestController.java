package com.ticketly.api;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.api.FareView.AmountView;
import com.ticketly.api.FareView.PaymentView;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.HoldService;
import com.ticketly.booking.Rejection;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.FieldRules;
import com.ticketly.input.Input;
import com.ticketly.input.Text;
import com.ticketly.limit.SeatQuota;
import com.ticketly.listing.HoldDetails;
import com.ticketly.listing.TicketLookup;
import com.ticketly.price.Payment;
import com.ticketly.programme.PricesInput;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.ticket.Ticket;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static com.ticketly.api.Responses.found;
import static java.util.Objects.requireNonNull;

/**
 * Holds.
 */
@RestController
@RequestMapping(path = "/v1/holds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Holds")
record HoldRestController(HoldService holds, TicketLookup lookup) {

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<HoldView> holdSeats(@Input HoldInput input, IdempotencyKey key, SeatQuota quota) {
		BookingOrder order = input.booking().toOrder();
		HoldView hold = HoldView
			.of(quota.take(order.seats().count(), () -> this.holds.hold(order, input.lasts(), key)).orElseThrow());
		return Responses.created(hold, "v1", "holds", hold.holdId());
	}

	@GetMapping("/{holdId}")
	HoldView getHold(@PathVariable HoldId holdId) {
		return HoldView.of(found(this.lookup.hold(holdId), Rejection.NotFound.HOLD).details());
	}

	@PostMapping("/{holdId}/confirm")
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<List<TicketView>> confirmHold(@Input(optional = true) ConfirmationInput input, IdempotencyKey key,
			@PathVariable HoldId holdId) {
		Payment payment = (input.payment() != null) ? input.payment().toPayment() : null;
		return TicketRestController
			.created(TicketView.ofBooking(this.holds.confirm(holdId, payment, key).orElseThrow()));
	}

	@PostMapping("/{holdId}/prolong")
	HoldView prolongHold(IdempotencyKey key, @PathVariable HoldId holdId) {
		return HoldView.of(this.holds.prolong(holdId, key).orElseThrow());
	}

	@DeleteMapping("/{holdId}")
	@ApiResponse(responseCode = "204")
	ResponseEntity<Void> releaseHold(IdempotencyKey key, @PathVariable HoldId holdId) {
		this.holds.release(holdId, key).orElseThrow();
		return ResponseEntity.noContent().build();
	}

	/**
	 * Input for confirming a hold.
	 *
	 * @param payment the payment, required if the hold costs anything
	 */
	@Schema(name = "Confirmation")
	record ConfirmationInput(@Nullable PaymentInput payment) {
	}

	/**
	 * A payment that somebody else has taken.
	 *
	 * @param reference what whoever took it calls it
	 * @param amount what the hold costs, in minor units of the currency
	 * @param currency the code of the currency by ISO 4217
	 */
	@Schema(name = "Payment")
	record PaymentInput(@NotNull @Text @Nullable String reference,
			@NotNull @Min(value = 0, message = "must not be negative") @Nullable Integer amount,
			@NotNull @Text(max = 3) @Nullable String currency) implements FieldRules {

		@Override
		public void check(Violations violations) {
			if (this.currency != null && PricesInput.currencyUnit(this.currency) == null) {
				violations.add("currency", PricesInput.CURRENCY);
			}
		}

		private Payment toPayment() {
			return new Payment(requireNonNull(this.reference),
					Money.ofMinor(CurrencyUnit.of(requireNonNull(this.currency)), requireNonNull(this.amount)));
		}

	}

	/**
	 * A hold in a response.
	 *
	 * @param held the seats
	 * @param fares what each seat costs; absent if the slot has no prices
	 * @param total what the hold costs
	 * @param payment the payment with which it was confirmed
	 * @param tickets the tickets of the booking; absent until the hold is confirmed
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "Hold")
	record HoldView(String holdId, HoldStatus holdStatus, Instant expiresAt, boolean prolonged, String ticketSlotId,
			String userId, @JsonUnwrapped HeldSeats held, List<FareView> fares, @Nullable AmountView total,
			@Nullable PaymentView payment, List<TicketView> tickets) {

		static HoldView of(HoldDetails details) {
			Booking booking = details.booking();
			List<TicketView> tickets = booking.isTicketed() ? TicketView.ofBooking(booking) : List.of();
			return new HoldView(details.id().value(), details.status(), details.expiresAt(), details.isProlonged(),
					booking.section().slot().value(), booking.user().value(), HeldSeats.of(booking),
					booking.tickets().stream().map(Ticket::fare).flatMap(Stream::ofNullable).map(FareView::of).toList(),
					AmountView.of(booking.total()), PaymentView.of(details.payment()), tickets);
		}

	}

	/**
	 * The seats of a hold.
	 *
	 * @param severalRows whether they are in several rows; absent if they are not
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record HeldSeats(String section, List<String> seats, @Nullable Boolean severalRows) {

		private static HeldSeats of(Booking booking) {
			return new HeldSeats(booking.sectionName(),
					booking.tickets().stream().map((ticket) -> ticket.seat().name()).toList(),
					booking.isInSeveralRows() ? true : null);
		}

	}

}
