package com.ticketly.api;

import java.time.Clock;
import java.util.Objects;

import com.ticketly.booking.Rejection;
import com.ticketly.booking.SeatBlocking;
import com.ticketly.drawing.SeatingPicture;
import com.ticketly.http.PictureHeaders;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.EntityTags;
import com.ticketly.input.Input;
import com.ticketly.input.PageView;
import com.ticketly.listing.SlotDetails;
import com.ticketly.listing.TicketListing;
import com.ticketly.programme.SlotChanges;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.TicketPosition;
import io.swagger.v3.oas.annotations.Hidden;
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

import static com.ticketly.api.Responses.found;

/**
 * Slots.
 */
@RestController
@RequestMapping(path = "/v1/slots", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Slots")
record SlotRestController(SharedViews views, TicketListing tickets, SlotChanges changes, SlotRequests requests,
		SeatBlocking blocking, Clock clock) {

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> scheduleSlot(@Input ScheduleInput input, IdempotencyKey key) {
		SlotView slot = SlotView.of(this.requests.schedule(input, key));
		return Responses.created(slot, "v1", "slots", slot.slotId());
	}

	@GetMapping
	ResponseEntity<Rendered<PageView<SlotView>>> listSlots(@Input SlotsInput input) {
		SharedViews.SlotPage page = this.views.page(input.toRequest(this.clock.instant()));
		ResponseEntity<Rendered<PageView<SlotView>>> answer = PageView.answer(page.view(), page.next());
		return ResponseEntity.ok().headers(answer.getHeaders()).varyBy(HttpHeaders.ACCEPT).body(answer.getBody());
	}

	@GetMapping("/{slotId}")
	ResponseEntity<Rendered<SlotView>> getSlot(@PathVariable SlotId slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		return answer(found(this.views.slot(slotId), Rejection.NotFound.SLOT), ifNoneMatch);
	}

	/**
	 * Returns a response with an entity tag. Spring answers {@code If-None-Match} with
	 * status 304, except for a wildcard, which it ignores for GET requests.
	 */
	private static <V> ResponseEntity<Rendered<V>> answer(Rendered<V> view, @Nullable String ifNoneMatch) {
		return answer(view, ifNoneMatch, PictureHeaders.ofJson(), MediaType.APPLICATION_JSON);
	}

	private static <V> ResponseEntity<Rendered<V>> answer(Rendered<V> view, @Nullable String ifNoneMatch,
			HttpHeaders headers, MediaType type) {
		boolean matchesAny = ifNoneMatch != null && ifNoneMatch.strip().equals("*");
		ResponseEntity.BodyBuilder answer = tagged(matchesAny ? HttpStatus.NOT_MODIFIED : HttpStatus.OK, view.tag())
			.headers(headers);
		return matchesAny ? answer.build() : answer.contentType(type).body(view);
	}

	private static ResponseEntity.BodyBuilder tagged(HttpStatus status, @Nullable String tag) {
		return ResponseEntity.status(status).cacheControl(CacheControl.noCache()).eTag(tag);
	}

	@PatchMapping(path = "/{slotId}", consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> changeSlot(@Input SlotChangeInput input,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@PathVariable SlotId slotId) {
		SlotDetails slot = this.requests.change(slotId, input, EntityTags.editions(ifMatch));
		return tagged(HttpStatus.OK, EntityTags.of(slot)).body(SlotView.of(slot));
	}

	@PostMapping(path = "/{slotId}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	SlotView cancelSlot(@Input SlotChangeInput.Cancellation input, IdempotencyKey key, @PathVariable SlotId slotId) {
		String reason = Objects.requireNonNull(input.reason());
		return SlotView.of(this.changes.cancel(slotId, reason, key).orElseThrow());
	}

	@PostMapping(path = "/{slotId}/seats/block", consumes = MediaType.APPLICATION_JSON_VALUE)
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	SeatsView blockSeats(@Input SeatsInput input, IdempotencyKey key, @PathVariable SlotId slotId) {
		return SeatsView.of(this.blocking.block(slotId, input.toSelection(), key).orElseThrow());
	}

	@PostMapping(path = "/{slotId}/seats/unblock", consumes = MediaType.APPLICATION_JSON_VALUE)
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	SeatsView unblockSeats(@Input SeatsInput input, IdempotencyKey key, @PathVariable SlotId slotId) {
		return SeatsView.of(this.blocking.unblock(slotId, input.toSelection(), key).orElseThrow());
	}

	@GetMapping("/{slotId}/seats")
	ResponseEntity<Rendered<SeatsView>> getSeats(@PathVariable SlotId slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		return answer(found(this.views.seats(slotId), Rejection.NotFound.SLOT), ifNoneMatch);
	}

	/**
	 * Returns the picture of the seats, which has the path of their JSON. A client that
	 * accepts both equally gets JSON, whose type is first in the alphabet.
	 */
	@Hidden
	@GetMapping(path = "/{slotId}/seats", produces = "image/svg+xml")
	ResponseEntity<Rendered<SeatingPicture>> getPicture(@PathVariable SlotId slotId,
			@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
		return answer(found(this.views.picture(slotId), Rejection.NotFound.SLOT), ifNoneMatch,
				PictureHeaders.ofPicture(), Rendered.SVG);
	}

	@GetMapping("/{slotId}/tickets")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<PageView<TicketView>> listTicketsOfSlot(@Input PageInput input, @PathVariable SlotId slotId) {
		return PageView.answer(found(this.tickets.ofSlot(slotId, input.status(), input.next(), input.limitOrDefault()),
				Rejection.NotFound.SLOT), TicketView::forOperators, TicketPosition::value);
	}

}
