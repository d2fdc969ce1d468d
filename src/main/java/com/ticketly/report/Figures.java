package com.ticketly.report;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What a report says of some seats and their tickets.
 *
 * @param fares the tickets with prices, by kind
 */
record Figures(@JsonUnwrapped SeatCounts seats, @JsonUnwrapped TicketCounts tickets, List<FareSum> fares) {

	static final Figures NONE = new Figures(SeatCounts.NONE, TicketCounts.NONE, List.of());

	Figures {
		fares = List.copyOf(fares);
	}

	Figures plus(Figures other) {
		return new Figures(this.seats.plus(other.seats), this.tickets.plus(other.tickets),
				FareSum.sum(Stream.concat(this.fares.stream(), other.fares.stream())));
	}

	/**
	 * Returns the sums of each currency.
	 */
	@JsonProperty
	List<CurrencySum> amounts() {
		return List.copyOf(this.fares.stream()
			.map((fare) -> new CurrencySum(fare.kind().currency(), fare.revenue(), fare.refunds()))
			.collect(Collectors.toMap(CurrencySum::currency, Function.identity(), CurrencySum::plus, TreeMap::new))
			.values());
	}

	/**
	 * The sums of a currency, in minor units.
	 *
	 * @param revenue what the valid tickets cost
	 * @param refunds what is to be given back for canceled tickets
	 */
	record CurrencySum(String currency, long revenue, long refunds) {

		CurrencySum plus(CurrencySum other) {
			return new CurrencySum(this.currency, this.revenue + other.revenue, this.refunds + other.refunds);
		}

	}

}
