package com.ticketly.feed;

import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import biweekly.util.Duration;
import com.ticketly.document.CalendarFiles;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;

/**
 * Renders slots as a calendar that others subscribe to
 * (<a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>).
 */
final class SlotCalendar {

	private SlotCalendar() {
	}

	/**
	 * Renders slots. The same slots are rendered in the same way at any time.
	 * @param hall returns the name of the hall of a slot, or an empty text
	 */
	static byte[] render(List<Slot> slots, Function<Slot, String> hall) {
		ICalendar calendar = new ICalendar();
		calendar.setProductId("-//Ticketly//Ticketly//EN");
		calendar.setName("Ticketly");
		calendar.setRefreshInterval(Duration.builder().hours(1).build());
		slots.forEach((slot) -> calendar.addEvent(event(slot, hall.apply(slot))));
		return CalendarFiles.write(calendar);
	}

	private static VEvent event(Slot slot, String hall) {
		Showing showing = slot.showing();
		String reason = slot.lifecycle().cancelReason();
		VEvent event = new VEvent();
		event.setUid(slot.id() + "@ticketly");
		// A calendar that does not change has the same entity tag.
		event.setDateTimeStamp(Date.from(slot.id().scheduledAt().truncatedTo(ChronoUnit.SECONDS)));
		event.setDateStart(Date.from(showing.start()));
		event.setDateEnd(Date.from(showing.end()));
		event.setSummary(showing.name());
		event.setStatus((reason != null) ? Status.cancelled() : Status.confirmed());
		event.setSequence((int) slot.edition() - 1);
		event.addCategories(showing.genre().toString());
		String description = (((reason != null) ? reason + "\n" : "") + showing.description()).replaceAll("\\R", "\n");
		if (!description.isBlank()) {
			event.setDescription(description.strip());
		}
		if (!hall.isEmpty()) {
			event.setLocation(hall);
		}
		return event;
	}

}
