package com.ticketly.api;

import java.time.Clock;
import java.util.Objects;
import java.util.function.LongPredicate;

import com.ticketly.api.InputReader.Input;
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
 * REST operations on slots.
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
	@Operation(summary = "List slots: upcoming ones unless from or to is given")
	ResponseEntity<PageView<SlotView>> list(@Input SlotsInput input) {
		return PageView.answer(this.tickets.slots(input.toQuery(this.clock.instant()), input.available(), input.next(),
				input.limitOrDefault()), SlotView::of, SlotPosition::value);
	}

	@GetMapping("/{slotId}")
	@Operation(summary = "Get a slot with the exact number of seats left")
	ResponseEntity<SlotView> slot(@PathVariable SlotId slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		SlotDetails slot = this.tickets.slot(slotId).orElseThrow();
		return answer(SlotView.of(slot), EntityTags.of(slot), ifNoneMatch);
	}

	/**
	 * Creates a response with an entity tag. Spring answers {@code If-None-Match} with
	 * status 304, except for a wildcard, which it ignores for GET requests.
	 */
	private static <V> ResponseEntity<V> answer(V view, String tag, @Nullable String ifNoneMatch) {
		boolean hasAny = ifNoneMatch != null && ifNoneMatch.strip().equals("*");
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(hasAny ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.cacheControl(CacheControl.noCache())
			.eTag(tag);
		return hasAny ? answer.build() : answer.body(view);
	}

	@PatchMapping(path = "/{slotId}", consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	@Operation(summary = "Change a slot. The If-Match header must contain its ETag.")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> change(@Input SlotChangeInput input,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@PathVariable SlotId slotId) {
		LongPredicate editions = EntityTags.editions(ifMatch);
		SlotDetails slot = this.tickets.change(slotId, input.toChange(), editions).orElseThrow();
		return answer(SlotView.of(slot), EntityTags.of(slot), null);
	}

	@PostMapping(path = "/{slotId}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Cancel a slot and all of its tickets. Idempotent.")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> cancel(@Input SlotChangeInput.Cancellation input, Attempt attempt,
			@PathVariable SlotId slotId) {
		String reason = Objects.requireNonNull(input.reason()).strip();
		return this.retries.answerAtEnd(attempt, input, SlotRestController::canceled,
				() -> this.tickets.cancel(slotId, reason));
	}

	private static ResponseEntity<SlotView> canceled(Attempt attempt, SlotDetails slot) {
		return ResponseEntity.ok(SlotView.of(slot));
	}

	@PostMapping(path = "/{slotId}/seats/block", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Block seats. A seat that is taken is blocked once it is free.")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SeatsView> block(@Input SeatsInput input, Attempt attempt, @PathVariable SlotId slotId) {
		return block(slotId, input, attempt, true);
	}

	@PostMapping(path = "/{slotId}/seats/unblock", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Unblock seats")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SeatsView> unblock(@Input SeatsInput input, Attempt attempt, @PathVariable SlotId slotId) {
		return block(slotId, input, attempt, false);
	}

	private ResponseEntity<SeatsView> block(SlotId slotId, SeatsInput input, Attempt attempt, boolean blocks) {
		return this.retries.answer(attempt, input, SlotRestController::blocked,
				(reply) -> this.tickets.block(slotId, input.toWish(), blocks, reply));
	}

	private static ResponseEntity<SeatsView> blocked(Attempt attempt, SeatsDetails seats) {
		return ResponseEntity.ok(SeatsView.of(seats));
	}

	@GetMapping("/{slotId}/seats")
	@Operation(summary = "Get the seats of a slot with their exact state")
	ResponseEntity<SeatsView> seats(@PathVariable SlotId slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		SeatsView seats = SeatsView.of(this.tickets.seats(slotId).orElseThrow());
		return answer(seats, EntityTags.of(seats), ifNoneMatch);
	}

	@GetMapping("/{slotId}/tickets")
	@Operation(summary = "List the tickets of a slot")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<PageView<TicketView>> tickets(@Input PageInput input, @PathVariable SlotId slotId) {
		return PageView.answer(
				this.tickets.ticketsOfSlot(slotId, input.status(), input.next(), input.limitOrDefault()).orElseThrow(),
				TicketView::of, TicketPosition::value);
	}

}
