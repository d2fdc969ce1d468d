package com.ticketly.season;

import java.net.URI;

import com.ticketly.api.SlotView;
import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.Rejection;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.EntityTags;
import com.ticketly.input.Input;
import com.ticketly.input.PageToken;
import com.ticketly.input.PageView;
import com.ticketly.listing.ShowListing;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.show.Shows;
import com.ticketly.slot.SlotPosition;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Shows.
 */
@RestController
@RequestMapping(path = "/v1/shows", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Shows")
record ShowRestController(Shows shows, ShowListing listing, NewShows newShows, ShowChanges changes) {

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@SecurityRequirement(name = "operator")
	ResponseEntity<ShowView> createShow(@Input ShowInput input, IdempotencyKey key) {
		Show show = this.newShows.create(input, key).orElseThrow();
		URI location = ServletUriComponentsBuilder.fromCurrentContextPath()
			.pathSegment("v1", "shows", show.id().value())
			.build()
			.toUri();
		return tagged(HttpStatus.CREATED, show).location(location).body(ShowView.of(show));
	}

	@GetMapping
	ResponseEntity<PageView<ShowView>> listShows(@Input ShowInput.Page input) {
		return PageView.answer(this.listing.shows(input.next(), input.limitOrDefault()), ShowView::of, ShowId::value);
	}

	@GetMapping("/{showId}")
	ResponseEntity<ShowView> getShow(@PathVariable ShowId showId) {
		Show show = this.shows.find(showId).orElseThrow(() -> new RejectedException(Rejection.NotFound.SHOW));
		return tagged(HttpStatus.OK, show).body(ShowView.of(show));
	}

	@GetMapping("/{showId}/slots")
	ResponseEntity<PageView<SlotView>> listSlotsOfShow(@Input ShowInput.SlotPage input, @PathVariable ShowId showId) {
		return PageView.answer(
				this.listing.slots(showId, input.next(), input.limitOrDefault())
					.orElseThrow(() -> new RejectedException(Rejection.NotFound.SHOW)),
				SlotView::of, SlotPosition::value);
	}

	@PatchMapping(path = "/{showId}", consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	@SecurityRequirement(name = "operator")
	ResponseEntity<ShowChangeView> changeShow(@Input ShowInput.Change input,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@PathVariable ShowId showId) {
		return answer(this.changes.change(showId, input, EntityTags.editions(ifMatch)).orElseThrow());
	}

	@PostMapping(path = "/{showId}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
	@SecurityRequirement(name = "operator")
	ResponseEntity<ShowChangeView> cancelShow(@Input ShowInput.Cancellation input, IdempotencyKey key,
			@PathVariable ShowId showId) {
		return answer(this.changes.cancel(showId, input, key).orElseThrow());
	}

	private static ResponseEntity<ShowChangeView> answer(ShowChanges.Changed changed) {
		return tagged(HttpStatus.OK, changed.show()).body(ShowChangeView.of(changed));
	}

	private static ResponseEntity.BodyBuilder tagged(HttpStatus status, Show show) {
		return ResponseEntity.status(status)
			.cacheControl(CacheControl.noCache())
			.eTag(EntityTags.of(show.version(), show.slots()));
	}

}
