package com.ticketly.report;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.price.Fare;

/**
 * The tickets of one price category and concession, in one currency. Amounts are in minor
 * units.
 *
 * @param tickets the number of valid tickets
 * @param revenue what these cost
 * @param canceledTickets the number of canceled tickets
 * @param refunds what is to be given back for these
 */
record FareSum(@JsonUnwrapped Kind kind, long tickets, long revenue, long canceledTickets, long refunds) {

	static FareSum sold(Fare fare) {
		return new FareSum(Kind.of(fare), 1, fare.amount().getAmountMinorLong(), 0, 0);
	}

	static FareSum canceled(Fare fare, long refund) {
		return new FareSum(Kind.of(fare), 0, 0, 1, refund);
	}

	FareSum plus(FareSum other) {
		return new FareSum(this.kind, this.tickets + other.tickets, this.revenue + other.revenue,
				this.canceledTickets + other.canceledTickets, this.refunds + other.refunds);
	}

	/**
	 * Adds up sums of the same kind.
	 */
	static List<FareSum> sum(Stream<FareSum> sums) {
		return List.copyOf(sums.collect(
				Collectors.toMap(FareSum::kind, Function.identity(), FareSum::plus, () -> new TreeMap<>(Kind.ORDER)))
			.values());
	}

	/**
	 * What tickets have in common.
	 */
	record Kind(String currency, String category, String concession) {

		static final Comparator<Kind> ORDER = Comparator.comparing(Kind::currency)
			.thenComparing(Kind::category)
			.thenComparing(Kind::concession);

		static Kind of(Fare fare) {
			return new Kind(fare.amount().getCurrencyUnit().getCode(), fare.category(), fare.concession());
		}

	}

}
