package com.ticketly.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.HoldService;
import com.ticketly.booking.Rejection;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.Input;
import com.ticketly.limit.SeatQuota;
import com.ticketly.listing.HoldDetails;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static com.ticketly.api.Responses.found;

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
	ResponseEntity<List<TicketView>> confirmHold(IdempotencyKey key, @PathVariable HoldId holdId) {
		return TicketRestController.created(TicketView.ofBooking(this.holds.confirm(holdId, key).orElseThrow()));
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
	 * A hold in a response.
	 *
	 * @param tickets the tickets of the booking; absent until the hold is confirmed
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "Hold")
	record HoldView(String holdId, HoldStatus holdStatus, Instant expiresAt, boolean prolonged, String ticketSlotId,
			String userId, String section, List<String> seats, List<TicketView> tickets) {

		static HoldView of(HoldDetails details) {
			Booking booking = details.booking();
			List<TicketView> tickets = booking.isTicketed() ? TicketView.ofBooking(booking) : List.of();
			return new HoldView(details.id().value(), details.status(), details.expiresAt(), details.isProlonged(),
					booking.section().slot().value(), booking.user().value(), booking.sectionName(),
					booking.tickets().stream().map((ticket) -> ticket.seat().name()).toList(), tickets);
		}

	}

}
