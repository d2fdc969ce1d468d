package com.ticketly.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.price.PriceCategory;
import com.ticketly.price.PriceList;
import com.ticketly.price.PricedPlaces;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatWish;
import org.joda.money.Money;

/**
 * Measures how much time of a processor it takes to choose seats in a house of 20
 * sections with 500 seats each.
 */
final class SeatsBenchmark {

	private static final int SECTIONS = 20;

	private static final int ROWS = 20;

	private static final int PARTY = 4;

	private static final int ROUNDS = 3;

	private static final int CATEGORY = 1;

	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final Duration WINDOW = Duration.ofSeconds(1);

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final PriceList prices = prices();

	private final List<PlannedSection> plan = IntStream.range(0, SECTIONS)
		.mapToObj((no) -> new PlannedSection("Block " + (no + 1), SeatLayout.parse(rows())))
		.toList();

	private int results;

	/**
	 * Returns the drawing of rows of 25 seats with two aisles. The first two rows begin
	 * with accessible seats, each beside one for a companion.
	 */
	private static List<String> rows() {
		return IntStream.range(0, ROWS)
			.mapToObj((row) -> (char) ('A' + row) + ((row < 2) ? " a.a.a.|" : " ......|") + ".............|......")
			.toList();
	}

	/**
	 * Returns prices of which a category has some rows of each section.
	 */
	private static PriceList prices() {
		List<Money> amounts = Stream.of("EUR 40", "EUR 30").map(Money::parse).toList();
		return new PriceList(List.of("Adult", "Child"), List.of(new PriceCategory("Standard", amounts, List.of()),
				new PriceCategory("Premium", amounts,
						List.of(new PricedPlaces(null, Set.of("A", "B", "F", "G", "H", "I"), Set.of()))),
				new PriceCategory("Balcony", amounts, List.of(new PricedPlaces("Block 20", Set.of(), Set.of())))));
	}

	/**
	 * Prints the times.
	 */
	void run() {
		System.out
			.println("CPU ms per choice of %d seats among %d, medians of %d".formatted(PARTY, SECTIONS * 500, ROUNDS));
		measure("seats of a category, looked up once",
				() -> this.plan.stream().map((section) -> this.prices.seats(section, CATEGORY)).toList());
		for (double sold : new double[] { 0, 0.5, 0.9, 0.97 }) {
			List<SeatMap> house = house(sold);
			String state = "%2.0f%% sold".formatted(100 * sold);
			measure(state + ", any", house, UnaryOperator.identity());
			measure(state + ", category", house,
					(section) -> section.with(new SeatWish(this.prices.seats(section, CATEGORY), 0)));
			measure(state + ", accessible", house, (section) -> section.with(new SeatWish(null, 2)));
			measure(state + ", accessible of a category", house,
					(section) -> section.with(new SeatWish(this.prices.seats(section, CATEGORY), 2)));
		}
		System.out.println("Results: " + this.results);
	}

	private List<SeatMap> house(double sold) {
		Random random = new Random(1);
		return this.plan.stream()
			.map((section) -> SeatMap.free(section.layout().size())
				.take(IntStream.range(0, section.layout().size())
					.filter((seat) -> random.nextDouble() < sold)
					.boxed()
					.toList()))
			.toList();
	}

	private void measure(String name, List<SeatMap> house, UnaryOperator<PlannedSection> wish) {
		List<PlannedSection> wanted = this.plan.stream().map(wish).toList();
		if (wanted.getFirst().wish().accessible() == 0) {
			measure(name + ", first section that has them", () -> first(wanted, house));
		}
		measure(name + ", best of all sections", () -> best(wanted, house));
	}

	/**
	 * Chooses seats as long as some section has them side by side.
	 */
	private static Object first(List<PlannedSection> wanted, List<SeatMap> house) {
		for (int no = 0; no < SECTIONS; no++) {
			if (wanted.get(no).has(house.get(no), PARTY, SeatQuality.SIDE_BY_SIDE)) {
				return wanted.get(no).choose(house.get(no), 1, PARTY, SeatQuality.SIDE_BY_SIDE);
			}
		}
		return Optional.empty();
	}

	/**
	 * Chooses seats after all sections were compared.
	 */
	private static Object best(List<PlannedSection> wanted, List<SeatMap> house) {
		int best = -1;
		SeatQuality highest = SeatQuality.ANYWHERE_ACCESSIBLE;
		for (int no = 0; no < SECTIONS; no++) {
			Optional<SeatQuality> quality = wanted.get(no).bestQuality(house.get(no), PARTY);
			if (quality.isPresent() && (best < 0 || quality.get().compareTo(highest) < 0)) {
				best = no;
				highest = quality.get();
			}
		}
		return (best < 0) ? Optional.empty() : wanted.get(best).choose(house.get(best), 1, PARTY, highest);
	}

	private void measure(String name, Supplier<Object> choice) {
		repeat(WARM_UP, choice);
		List<Double> times = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			long start = threads.getCurrentThreadCpuTime();
			int count = repeat(WINDOW, choice);
			times.add((threads.getCurrentThreadCpuTime() - start) / 1e6 / count);
		}
		System.out.println("%-60s %.3f  %s".formatted(name, times.stream().sorted().toList().get(ROUNDS / 2), times));
	}

	private int repeat(Duration time, Supplier<Object> choice) {
		int count = 0;
		for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; count++) {
			this.results += choice.get().hashCode();
		}
		return count;
	}

}
