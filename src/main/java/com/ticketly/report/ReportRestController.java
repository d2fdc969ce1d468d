package com.ticketly.report;

import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.Rejection;
import com.ticketly.exchange.ExchangePlaces;
import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.exchange.FileAnswer;
import com.ticketly.exchange.FileFormat;
import com.ticketly.http.Streamed;
import com.ticketly.input.Input;
import com.ticketly.report.DaysInput.Days;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.show.Shows;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.Slots;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reports of sales and admissions.
 */
@RestController
@Tag(name = "Reports")
@SecurityRequirement(name = "operator")
record ReportRestController(Reports reports, ExchangePlaces places, Slots slots, Shows shows, Clock clock,
		JsonMapper mapper) {

	@Streamed
	@GetMapping("/v1/slots/{slotId}/report")
	void reportSlot(@PathVariable SlotId slotId, HttpServletRequest request, HttpServletResponse response) {
		Slot slot = found(this.slots.read(slotId), Rejection.NotFound.SLOT);
		write(request, response, "slot-report", (writer, place) -> {
			SlotFigures figures = found(this.reports.ofSlot(slot.id()), Rejection.NotFound.SLOT);
			writer.write(ReportRow.of(figures), ReportRow.SLOT_COLUMNS);
		});
	}

	@Streamed
	@GetMapping("/v1/shows/{showId}/report")
	void reportShow(@PathVariable ShowId showId, HttpServletRequest request, HttpServletResponse response) {
		Show show = found(this.shows.find(showId), Rejection.NotFound.SHOW);
		List<SlotPosition> scheduled = found(this.shows.slots(showId), Rejection.NotFound.SHOW).positions();
		write(request, response, "show-report",
				(writer, place) -> writer.write(Map.of("showId", showId.value()), "slots",
						rows(this.reports.ofSlots(scheduled.stream().map(SlotPosition::id))), ReportRow.SLOT_COLUMNS,
						place));
	}

	private static Iterator<ReportRow> rows(Stream<SlotFigures> slots) {
		return slots.map(ReportRow::of).iterator();
	}

	@Streamed
	@GetMapping("/v1/reports/days")
	void reportDays(@Input DaysInput input, HttpServletRequest request, HttpServletResponse response) {
		Days days = input.toDays();
		write(request, response, "day-reports",
				(writer, place) -> writer.write(Map.of(), "days",
						new DayRows(days, this.clock.getZone(), this.reports.list(days), this.reports),
						ReportRow.DAY_COLUMNS, place));
	}

	@Streamed
	@GetMapping("/v1/reports/slots")
	void reportSlots(@Input DaysInput input, HttpServletRequest request, HttpServletResponse response) {
		Days days = input.toDays();
		write(request, response, "slot-reports", (writer, place) -> {
			Stream<SlotFigures> slots = this.reports.ofSlots(this.reports.list(days).ids())
				.filter((slot) -> days.contains(slot.dayIn(this.clock.getZone())));
			writer.write(Map.of(), "slots", rows(slots), ReportRow.SLOT_COLUMNS, place);
		});
	}

	private static <T> T found(Optional<T> found, Rejection otherwise) {
		return found.orElseThrow(() -> new RejectedException(otherwise));
	}

	private void write(HttpServletRequest request, HttpServletResponse response, String name, Report report) {
		FileFormat format = FileFormat.accepted(request, FileFormat.JSON, FileFormat.CSV);
		try (Place place = this.places.enterExport()) {
			new FileAnswer(request, response, format).write(name,
					(output) -> report.writeTo(new ReportWriter(this.mapper, format, output), place));
		}
	}

	/**
	 * A report.
	 */
	private interface Report {

		void writeTo(ReportWriter writer, Place place) throws IOException;

	}

}
