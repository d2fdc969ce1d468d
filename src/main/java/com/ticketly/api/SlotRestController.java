package com.ticketly.api;

import java.time.Clock;
import java.util.Objects;
import java.util.function.LongPredicate;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.SeatsDetails;
import com.ticketly.booking.SlotDetails;
import com.ticketly.booking.TicketController;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.ticket.TicketPosition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The slots.
 */
@RestController
@RequestMapping(path = "/v1/slots", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Slots")
class SlotRestController {

	private final TicketController tickets;

	private final Clock clock;

	private final Retries retries;

	SlotRestController(TicketController tickets, Clock clock, Retries retries) {
		this.tickets = tickets;
		this.clock = clock;
		this.retries = retries;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Schedule a slot")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> schedule(@Input ScheduleInput input, Attempt attempt) {
		return this.retries.answer(attempt, input, SlotRestController::created,
				(reply) -> this.tickets.schedule(input.toPlan(), reply));
	}

	private static ResponseEntity<SlotView> created(Attempt attempt, SlotDetails slot) {
		return ResponseEntity.created(attempt.location("v1", "slots", slot.slot().id().value()))
			.body(SlotView.of(slot));
	}

	@GetMapping
	@Operation(summary = "List slots, upcoming ones when no time is given")
	ResponseEntity<PageView<SlotView>> list(@Input SlotsInput input) {
		return PageView.answer(this.tickets.slots(input.toQuery(this.clock.instant()), input.available(), input.after(),
				input.limitOrDefault()), SlotView::of, SlotPosition::value);
	}

	@GetMapping("/{slotId}")
	@Operation(summary = "Look at a slot, with the exact number of seats left")
	ResponseEntity<SlotView> slot(@PathVariable String slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		SlotDetails slot = id(slotId).flatMap(this.tickets::slot).orElseThrow();
		return answer(SlotView.of(slot), EditionTag.of(slot), ifNoneMatch);
	}

	/**
	 * Answers what has a tag, which Spring compares with those that the client has. It
	 * knows no star, which stands for any of them.
	 */
	private static <V> ResponseEntity<V> answer(V view, String tag, @Nullable String ifNoneMatch) {
		boolean hasAny = ifNoneMatch != null && ifNoneMatch.strip().equals("*");
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(hasAny ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.cacheControl(CacheControl.noCache())
			.eTag(tag);
		return hasAny ? answer.build() : answer.body(view);
	}

	@PatchMapping(path = "/{slotId}", consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	@Operation(summary = "Change a slot, if it is still as you saw it: If-Match has the ETag that it had")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> change(@PathVariable String slotId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Input SlotChangeInput input) {
		LongPredicate editions = EditionTag.read(ifMatch);
		Outcome<SlotDetails> changed = id(slotId).flatMap((id) -> this.tickets.change(id, input.toChange(), editions));
		SlotDetails slot = changed.orElseThrow();
		return answer(SlotView.of(slot), EditionTag.of(slot), null);
	}

	@PostMapping(path = "/{slotId}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Cancel a slot, with all of its tickets; a second time answers the same")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> cancel(@PathVariable String slotId, @Input CancelSlotInput input, Attempt attempt) {
		String reason = Objects.requireNonNull(input.reason()).strip();
		return this.retries.answerAtEnd(attempt, input, SlotRestController::canceled,
				() -> id(slotId).flatMap((id) -> this.tickets.cancel(id, reason)));
	}

	private static ResponseEntity<SlotView> canceled(Attempt attempt, SlotDetails slot) {
		return ResponseEntity.ok(SlotView.of(slot));
	}

	@PostMapping(path = "/{slotId}/seats/block", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Take seats out of the sale; those that are taken stay so until they are given back")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SeatsView> block(@PathVariable String slotId, @Input SeatsInput input, Attempt attempt) {
		return block(slotId, input, attempt, true);
	}

	@PostMapping(path = "/{slotId}/seats/unblock", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Put seats on sale that were taken out")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SeatsView> unblock(@PathVariable String slotId, @Input SeatsInput input, Attempt attempt) {
		return block(slotId, input, attempt, false);
	}

	private ResponseEntity<SeatsView> block(String slotId, SeatsInput input, Attempt attempt, boolean blocks) {
		return this.retries.answer(attempt, input, SlotRestController::blocked,
				(reply) -> id(slotId).flatMap((id) -> this.tickets.block(id, input.toWish(), blocks, reply)));
	}

	private static ResponseEntity<SeatsView> blocked(Attempt attempt, SeatsDetails seats) {
		return ResponseEntity.ok(SeatsView.of(seats));
	}

	@GetMapping("/{slotId}/seats")
	@Operation(summary = "Look at the seats of a slot, exactly as they are")
	ResponseEntity<SeatsView> seats(@PathVariable String slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		SeatsView seats = SeatsView.of(id(slotId).flatMap(this.tickets::seats).orElseThrow());
		return answer(seats, "\"%s\"".formatted(Digests.of(seats)), ifNoneMatch);
	}

	@GetMapping("/{slotId}/tickets")
	@Operation(summary = "List the tickets of a slot")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<PageView<TicketView>> tickets(@PathVariable String slotId, @Input PageInput input) {
		return PageView.answer(id(slotId)
			.flatMap((id) -> this.tickets.ticketsOfSlot(id, input.status(), input.after(), input.limitOrDefault()))
			.orElseThrow(), TicketView::of, TicketPosition::value);
	}

	private static Outcome<SlotId> id(String slotId) {
		return Outcome.of(SlotId.parse(slotId), new Rejection.SlotNotFound());
	}

}
