package com.ticketly.price;

import java.util.Comparator;
import java.util.List;

import com.ticketly.price.PricedPlaces.Precision;
import com.ticketly.seating.PlannedSection;
import org.joda.money.Money;

/**
 * Seats with the same prices.
 *
 * @param name the name for customers
 * @param amounts what a seat costs, by concession, in the order of the price list
 * @param places its seats; none stands for all seats that are in no other category
 */
public record PriceCategory(String name, List<Money> amounts, List<PricedPlaces> places) {

	public PriceCategory {
		amounts = List.copyOf(amounts);
		places = List.copyOf(places);
	}

	Precision precision(PlannedSection section, int seat) {
		return this.places.stream()
			.map((place) -> place.precision(section, seat))
			.max(Comparator.naturalOrder())
			.orElse(Precision.OTHERS);
	}

}
