package com.ticketly.programme;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.Rejection;
import com.ticketly.drawing.SeatingPicture;
import com.ticketly.hall.Hall;
import com.ticketly.hall.HallId;
import com.ticketly.hall.HallVersion;
import com.ticketly.hall.Halls;
import com.ticketly.http.PictureHeaders;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.EntityTags;
import com.ticketly.input.Input;
import com.ticketly.input.PageToken;
import com.ticketly.input.PageView;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Halls.
 */
@RestController
@RequestMapping(path = "/v1/halls", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Halls")
record HallRestController(Halls halls, HallChanges changes) {

	private static final String SVG = "image/svg+xml";

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@SecurityRequirement(name = "operator")
	ResponseEntity<HallView> createHall(@Input HallInput input, IdempotencyKey key) {
		Hall hall = this.changes.create(input, key).orElseThrow();
		URI location = ServletUriComponentsBuilder.fromCurrentContextPath()
			.pathSegment("v1", "halls", hall.id().value())
			.build()
			.toUri();
		return tagged(HttpStatus.CREATED, hall).location(location).body(view(hall));
	}

	@GetMapping
	ResponseEntity<PageView<HallView>> listHalls(@Input HallInput.Page input) {
		List<Hall> found = this.halls.list(input.next(), input.limitOrDefault() + 1);
		List<Hall> page = found.stream().limit(input.limitOrDefault()).toList();
		String next = (found.size() > page.size()) ? PageToken.encode(page.getLast().id().value()) : null;
		return PageView.answer(new PageView<>(page.stream().map((hall) -> HallView.of(hall, null)).toList(), next),
				next);
	}

	@GetMapping("/{hallId}")
	ResponseEntity<HallView> getHall(@Input HallInput.Version input, @PathVariable HallId hallId) {
		Hall hall = find(hallId, input.version());
		return tagged(HttpStatus.OK, hall).headers(PictureHeaders.ofJson()).body(view(hall));
	}

	/**
	 * Returns the picture of the seating plan, which has the path of the JSON.
	 */
	@Hidden
	@GetMapping(path = "/{hallId}", produces = SVG)
	ResponseEntity<byte[]> getPicture(@Input HallInput.Version input, @PathVariable HallId hallId) {
		Hall hall = find(hallId, input.version());
		String svg = new SeatingPicture(hall.name(), "Front", this.halls.plan(hall.key()), null).svg();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.eTag("\"%d-svg\"".formatted(hall.version()))
			.headers(PictureHeaders.ofPicture())
			.contentType(MediaType.valueOf(SVG))
			.body(svg.getBytes(StandardCharsets.UTF_8));
	}

	private Hall find(HallId id, @Nullable Integer version) {
		return ((version != null) ? this.halls.version(new HallVersion(id, version)) : this.halls.find(id))
			.orElseThrow(() -> new RejectedException(Rejection.NotFound.HALL));
	}

	@PatchMapping(path = "/{hallId}", consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	@SecurityRequirement(name = "operator")
	ResponseEntity<HallView> changeHall(@Input HallInput.Change input,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@PathVariable HallId hallId) {
		Hall hall = this.changes.change(hallId, input.toChange(), EntityTags.editions(ifMatch)).orElseThrow();
		return tagged(HttpStatus.OK, hall).body(view(hall));
	}

	private static ResponseEntity.BodyBuilder tagged(HttpStatus status, Hall hall) {
		return ResponseEntity.status(status)
			.cacheControl(CacheControl.noCache())
			.eTag(EntityTags.of(hall.version(), hall.seats()));
	}

	private HallView view(Hall hall) {
		return HallView.of(hall, this.halls.plan(hall.key()));
	}

}
