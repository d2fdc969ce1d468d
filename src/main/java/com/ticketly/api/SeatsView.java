package com.ticketly.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.listing.SeatsDetails;
import com.ticketly.price.PriceList;
import com.ticketly.programme.PricesInput;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Row;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatSymbol;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a slot in a response.
 *
 * @param prices what the seats cost; absent if the slot has no prices
 */
@Schema(name = "Seats")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeatsView(String slotId, int availTickets, @Nullable PricesInput prices, List<SectionView> sections) {

	static SeatsView of(SeatsDetails details) {
		PriceList prices = details.slot().sale().prices();
		List<SectionView> sections = details.sections()
			.stream()
			.map((section) -> SectionView.of(section, details.plan().sections().get(section.key().no()), prices))
			.toList();
		return new SeatsView(details.slot().id().value(), details.seatsLeft(),
				(prices != null) ? PricesInput.of(prices) : null, sections);
	}

	/**
	 * A section of a slot.
	 *
	 * @param accessible the names of the wheelchair-accessible seats
	 */
	@Schema(name = "SeatsOfSection")
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record SectionView(String section, int availTickets, List<RowView> rows, List<String> accessible) {

		private static SectionView of(Section section, PlannedSection plan, @Nullable PriceList prices) {
			SeatLayout layout = plan.layout();
			return new SectionView(plan.name(), section.left(),
					layout.rows().stream().map((row) -> RowView.of(row, section, plan, prices)).toList(),
					layout.accessible().stream().map(layout::name).toList());
		}

	}

	/**
	 * A row of a section.
	 *
	 * @param row the letters of the row; absent if seats have numbers only
	 * @param seats one character for each seat and aisle, from left to right
	 * @param categories the price category of each seat, A for the first one; empty if
	 * the slot has no prices
	 */
	@Schema(name = "SeatsOfRow")
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record RowView(String row, int first, String seats, String categories) {

		private static RowView of(Row row, Section section, PlannedSection plan, @Nullable PriceList prices) {
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
			return new RowView(row.letters(), row.firstNumber(), seats.toString(),
					(prices != null) ? categories(row, plan, prices) : "");
		}

		private static String categories(Row row, PlannedSection plan, PriceList prices) {
			StringBuilder categories = new StringBuilder(row.drawing());
			int seat = row.first();
			for (int place = 0; place < categories.length(); place++) {
				if (categories.charAt(place) != SeatSymbol.AISLE) {
					categories.setCharAt(place, (char) ('A' + prices.category(plan, seat++)));
				}
			}
			return categories.toString();
		}

	}

}
