package com.ticketly.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.ticketly.drawing.SeatingPicture;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.input.EntityTags;
import com.ticketly.input.PageToken;
import com.ticketly.input.PageView;
import com.ticketly.listing.Page;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.listing.SeatsDetails;
import com.ticketly.listing.SlotDetails;
import com.ticketly.listing.SlotListing;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The views of slots that customers look at most. Requests for the same view share reads,
 * and the view is rendered once for all that share a read. It is current: the read began
 * after each of these requests.
 */
@Component
class SharedViews {

	private final JsonMapper mapper;

	private final SharedReads<SlotId, Optional<Rendered<SlotView>>> slots;

	private final SharedReads<SlotId, Optional<Rendered<SeatsView>>> seats;

	private final SharedReads<SlotId, Optional<Rendered<SeatingPicture>>> pictures;

	private final SharedReads<SlotListing.PageRequest, SlotPage> pages;

	SharedViews(JsonMapper mapper, SeatAvailability availability, SlotListing listing) {
		this.mapper = mapper;
		this.slots = new SharedReads<>((id) -> availability.slot(id).map(this::render));
		this.seats = new SharedReads<>((id) -> availability.seats(id).map(SeatsView::of).map(this::render));
		this.pictures = new SharedReads<>((id) -> availability.seats(id).map(SeatsDetails::picture).map(this::render));
		this.pages = new SharedReads<>((request) -> render(listing.page(request)));
	}

	Optional<Rendered<SlotView>> slot(SlotId id) {
		return this.slots.get(id);
	}

	Optional<Rendered<SeatsView>> seats(SlotId id) {
		return this.seats.get(id);
	}

	/**
	 * Returns the picture of the seats of a slot.
	 */
	Optional<Rendered<SeatingPicture>> picture(SlotId id) {
		return this.pictures.get(id);
	}

	SlotPage page(SlotListing.PageRequest request) {
		return this.pages.get(request);
	}

	private Rendered<SlotView> render(SlotDetails slot) {
		return new Rendered<>(this.mapper.writeValueAsBytes(SlotView.of(slot)), EntityTags.of(slot));
	}

	private Rendered<SeatsView> render(SeatsView seats) {
		byte[] json = this.mapper.writeValueAsBytes(seats);
		return new Rendered<>(json, EntityTags.of(json));
	}

	private Rendered<SeatingPicture> render(SeatingPicture picture) {
		byte[] svg = picture.svg().getBytes(StandardCharsets.UTF_8);
		return new Rendered<>(svg, EntityTags.of(svg));
	}

	private SlotPage render(Page<SlotDetails, SlotPosition> page) {
		SlotPosition last = page.next();
		String next = (last != null) ? PageToken.encode(last.value()) : null;
		PageView<SlotView> view = new PageView<>(page.items().stream().map(SlotView::of).toList(), next);
		return new SlotPage(new Rendered<>(this.mapper.writeValueAsBytes(view), null), next);
	}

	/**
	 * A page of slots.
	 *
	 * @param next the page token of the next page, null on the last page
	 */
	record SlotPage(Rendered<PageView<SlotView>> view, @Nullable String next) {
	}

}
