package com.ticketly.api;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.http.InvalidRequestException.FieldError;
import com.ticketly.http.Problems;
import com.ticketly.sale.SaleState;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.TicketId;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Creates responses of results and rejections.
 */
public final class Responses {

	private Responses() {
	}

	/**
	 * Returns the response of a request that was refused.
	 */
	public static ResponseEntity<ProblemDetail> answer(Rejection rejection) {
		return switch (rejection) {
			case Rejection.NotFound missing -> answer(missing, Map.of());
			case Rejection.SalesClosed(var slot) -> answer(rejection, Map.of("slotId", slot.value()));
			case Rejection.SalesNotOpen(var slot, var state) -> salesNotOpen(rejection, slot, state);
			case Rejection.SalesEnded(var slot, var until) ->
				answer(rejection, Map.of("slotId", slot.value(), "salesUntil", until));
			case Rejection.SlotCanceled(var slot, var reason) ->
				answer(rejection, Map.of("slotId", slot.value(), "cancelReason", reason));
			case Rejection.HallOccupied occupied -> hallOccupied(occupied);
			case Rejection.HallChanged() -> answer(rejection, Map.of());
			case Rejection.ShowChanged() -> answer(rejection, Map.of());
			case Rejection.SlotChanged() -> answer(rejection, Map.of());
			case Rejection.SoldOut(var slot, int left) -> answer(rejection,
					(left == 0) ? "The slot is sold out." : "The slot has too few seats left: %d.".formatted(left),
					Map.of("slotId", slot.value(), "availTickets", left));
			case Rejection.AccessibleSeatsTaken(var slot) -> answer(rejection, Map.of("slotId", slot.value()));
			case Rejection.SeatsTaken(var slot, var taken) ->
				answer(rejection, Map.of("slotId", slot.value(), "taken", taken));
			case Rejection.SingleSeatLeft(var slot, var seats) ->
				answer(rejection, Map.of("slotId", slot.value(), "singleSeats", seats));
			case Rejection.InvalidRequest(var field, var reason) ->
				Problems.invalid(List.of(new FieldError(field, reason)));
			case Rejection.SameSlot(var slot) -> answer(rejection, Map.of("slotId", slot.value()));
			case Rejection.TicketNotBooked(var ticket, var status) ->
				answer(rejection, "The ticket is not booked: its status is %s.".formatted(status),
						Map.of("ticketId", ticket.value(), "ticketStatus", status));
			case Rejection.TicketAdmitted(var ticket) -> answer(rejection, Map.of("ticketId", ticket.value()));
			case Rejection.ChangesClosed(var slot, var until) ->
				answer(rejection, Map.of("slotId", slot.value(), "changesUntil", until));
			case Rejection.HoldEnded(var hold, var status) ->
				answer(rejection, "The hold has ended: its status is %s.".formatted(status),
						Map.of("holdId", hold.value(), "holdStatus", status));
			case Rejection.PaymentMismatch(var hold, var total) -> answer(rejection, Map.of("holdId", hold.value(),
					"total", total.getAmountMinorLong(), "currency", total.getCurrencyUnit().getCode()));
			case Rejection.AlreadyPaid(var hold) -> answer(rejection, Map.of("holdId", hold.value()));
			case Rejection.HoldAlreadyProlonged(var hold, var until) ->
				answer(rejection, Map.of("holdId", hold.value(), "expiresAt", until));
			case Rejection.TooManyHolds(var slot, int max) ->
				answer(rejection, "This phone number already has the maximum of %d holds of the slot.".formatted(max),
						Map.of("slotId", slot.value(), "maxHolds", max));
			case Rejection.TooManyTickets(var slot, int max) -> answer(rejection,
					"This phone number would exceed the maximum of %d tickets of the slot, including held ones."
						.formatted(max),
					Map.of("slotId", slot.value(), "maxTickets", max));
			case Rejection.KeyReused() -> answer(rejection, Map.of());
			case Rejection.Busy(var retryAfter, var affected) -> busy(retryAfter, affected);
		};
	}

	private static ResponseEntity<ProblemDetail> hallOccupied(Rejection.HallOccupied occupied) {
		Map<String, Object> properties = new LinkedHashMap<>(
				Map.of("slotId", occupied.other().value(), "startTime", occupied.start(), "endTime", occupied.end()));
		if (occupied.name() != null) {
			properties.put("slotName", occupied.name());
		}
		return answer(occupied, properties);
	}

	private static ResponseEntity<ProblemDetail> salesNotOpen(Rejection rejection, SlotId slot,
			SaleState.NotOpen state) {
		Map<String, Object> properties = new LinkedHashMap<>(Map.of("slotId", slot.value(), "salesFrom", state.from()));
		if (state.presaleFrom() == null) {
			return answer(rejection, "Tickets of the slot are sold from salesFrom on.", properties);
		}
		properties.put("presaleFrom", state.presaleFrom());
		String detail = "Tickets of the slot are sold from salesFrom on, and with a presaleCode from presaleFrom on.";
		return answer(rejection, state.wrongCode() ? detail + " This presaleCode is wrong." : detail, properties);
	}

	private static ResponseEntity<ProblemDetail> busy(Duration retryAfter, Affected affected) {
		if (affected.isNothing()) {
			return Problems.unavailable(retryAfter);
		}
		ProblemDetail problem = Problems.problem(Problems.Type.BUSY,
				"There was no result in time. The request may have been carried out.");
		if (affected.hold() != null) {
			problem.setProperty("holdId", affected.hold().value());
		}
		else {
			problem.setProperty("ticketIds", affected.tickets().stream().map(TicketId::value).toList());
		}
		return Problems.retry(problem, retryAfter);
	}

	private static ResponseEntity<ProblemDetail> answer(Rejection rejection, Map<String, Object> properties) {
		return answer(rejection, Problems.Type.of(rejection.code()).detail(), properties);
	}

	private static ResponseEntity<ProblemDetail> answer(Rejection rejection, String detail,
			Map<String, Object> properties) {
		ProblemDetail problem = Problems.problem(Problems.Type.of(rejection.code()), detail);
		properties.forEach(problem::setProperty);
		return Problems.answer(problem);
	}

	/**
	 * Returns a response with status 201 and the location of the created resource.
	 * @param path the segments of its path
	 */
	static <V> ResponseEntity<V> created(V view, String... path) {
		URI location = ServletUriComponentsBuilder.fromCurrentContextPath().pathSegment(path).build().toUri();
		return ResponseEntity.created(location).body(view);
	}

	static <T> T found(Optional<T> found, Rejection otherwise) {
		return found.orElseThrow(() -> new RejectedException(otherwise));
	}

}
