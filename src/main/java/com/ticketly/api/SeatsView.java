package com.ticketly.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.listing.SeatsDetails;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Row;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatSymbol;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The seats of a slot in a response.
 */
@Schema(name = "Seats")
record SeatsView(String slotId, int availTickets, List<SectionView> sections) {

	static SeatsView of(SeatsDetails details) {
		List<SectionView> sections = details.sections()
			.stream()
			.map((section) -> SectionView.of(section, details.plan().sections().get(section.key().no())))
			.toList();
		return new SeatsView(details.slot().id().value(), details.seatsLeft(), sections);
	}

	/**
	 * A section of a slot.
	 *
	 * @param accessible the names of the wheelchair-accessible seats
	 */
	@Schema(name = "SeatsOfSection")
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record SectionView(String section, int availTickets, List<RowView> rows, List<String> accessible) {

		private static SectionView of(Section section, PlannedSection plan) {
			SeatLayout layout = plan.layout();
			return new SectionView(plan.name(), section.left(),
					layout.rows().stream().map((row) -> RowView.of(row, section)).toList(),
					layout.accessible().stream().map(layout::name).toList());
		}

	}

	/**
	 * A row of a section.
	 *
	 * @param row the letters of the row; absent if seats have numbers only
	 * @param seats one character for each seat and aisle, from left to right
	 */
	@Schema(name = "SeatsOfRow")
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record RowView(String row, int first, String seats) {

		private static RowView of(Row row, Section section) {
			StringBuilder seats = new StringBuilder(row.drawing());
			int number = section.firstSeat() + row.first();
			for (int place = 0; place < seats.length(); place++) {
				if (seats.charAt(place) != SeatSymbol.AISLE) {
					seats.setCharAt(place, switch (section.state(number++)) {
						case FREE -> '.';
						case TAKEN -> 'x';
						case HELD -> 'h';
						case BLOCKED -> '#';
					});
				}
			}
			return new RowView(row.letters(), row.firstNumber(), seats.toString());
		}

	}

}
