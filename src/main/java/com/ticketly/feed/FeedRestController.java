package com.ticketly.feed;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.ticketly.api.SlotsInput;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.document.TicketDocuments;
import com.ticketly.hall.Hall;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.Halls;
import com.ticketly.input.EntityTags;
import com.ticketly.input.Input;
import com.ticketly.listing.Page;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.listing.SlotDetails;
import com.ticketly.listing.SlotListing;
import com.ticketly.listing.SlotListing.PageRequest;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import io.swagger.v3.oas.annotations.Hidden;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Slots for calendars and search engines. They have the paths of their JSON, which a
 * client gets that accepts both equally.
 */
@Hidden
@RestController
record FeedRestController(SlotListing listing, SeatAvailability availability, Halls halls, Clock clock,
		JsonMapper mapper) {

	private static final MediaType CALENDAR = MediaType.parseMediaType(TicketDocuments.CALENDAR + ";charset=UTF-8");

	private static final String LINKED_DATA = "application/ld+json";

	private static final int PAGE_SIZE = 100;

	/**
	 * The maximum number of slots of a calendar, as many as ten pages of the listing
	 * have.
	 */
	private static final int MAX_SLOTS = 1000;

	@GetMapping(path = "/v1/slots", produces = TicketDocuments.CALENDAR)
	ResponseEntity<byte[]> getCalendar(@Input SlotsInput input) {
		int limit = (input.limit() != null) ? input.limit() : MAX_SLOTS;
		List<Slot> slots = slots(input.toRequest(this.clock.instant()), limit);
		return answer(CALENDAR, SlotCalendar.render(slots, (slot) -> hall(slot).map(Hall::name).orElse("")));
	}

	private List<Slot> slots(PageRequest request, int limit) {
		List<Slot> slots = new ArrayList<>();
		SlotPosition after = request.after();
		do {
			Page<SlotDetails, SlotPosition> page = this.listing.page(new PageRequest(request.query(),
					request.available(), after, Math.min(PAGE_SIZE, limit - slots.size())));
			page.items().forEach((details) -> slots.add(details.slot()));
			after = page.next();
		}
		while (after != null && slots.size() < limit);
		return slots;
	}

	@GetMapping(path = "/v1/slots/{slotId}", produces = LINKED_DATA)
	ResponseEntity<byte[]> getEvent(@PathVariable SlotId slotId) {
		SlotDetails slot = Outcome.of(this.availability.slot(slotId), Rejection.NotFound.SLOT).orElseThrow();
		String json = this.mapper.writeValueAsString(SlotEvent.of(slot, hall(slot.slot()).orElse(null)));
		// A page can contain it in a script, which a name must not end.
		return answer(MediaType.valueOf(LINKED_DATA), json.replace("<", "\\u003C").getBytes(StandardCharsets.UTF_8));
	}

	private Optional<Hall> hall(Slot slot) {
		return Optional.ofNullable(slot.showing().hall()).map(HallUse::version).flatMap(this.halls::version);
	}

	private static ResponseEntity<byte[]> answer(MediaType type, byte[] body) {
		return ResponseEntity.ok()
			.contentType(type)
			.cacheControl(CacheControl.noCache())
			.eTag(EntityTags.of(body))
			.varyBy(HttpHeaders.ACCEPT)
			.body(body);
	}

}
