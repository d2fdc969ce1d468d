package com.ticketly.price;

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
		if (this.places.isEmpty()) {
			return Precision.OTHERS;
		}
		Precision highest = Precision.NONE;
		for (PricedPlaces place : this.places) {
			Precision precision = place.precision(section, seat);
			if (precision.compareTo(highest) > 0) {
				highest = precision;
			}
		}
		return highest;
	}

}
