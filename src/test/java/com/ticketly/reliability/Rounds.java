package com.ticketly.reliability;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.reliability.check.Answer;
import com.ticketly.reliability.check.Checker;
import com.ticketly.reliability.check.Request;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round;
import com.ticketly.reliability.check.Round.ClockMove;
import com.ticketly.reliability.check.Round.Show;
import com.ticketly.reliability.check.Tables;
import com.ticketly.reliability.check.Tables.StoredBooking;
import com.ticketly.reliability.check.Violation;
import com.ticketly.reliability.check.Violation.Rule;

/**
 * Runs rounds of the load on instances in this process, each with its own slots: sells
 * with faults, ends the faults, asks for what is unknown, and checks everything.
 */
final class Rounds {

	/**
	 * How many requests are sent at the same time.
	 */
	private static final int CUSTOMERS = Integer.getInteger("reliability.customers", 40);

	/**
	 * Expiry runs and changes of slots that failed can be resumed after this time.
	 */
	private static final Duration CLAIM = Duration.ofMinutes(2);

	/**
	 * How exactly the end of a hold is known, in nanoseconds.
	 */
	private static final long CLOCK_STEP = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * How long an instance may need to undo what was answered 503, as the documentation
	 * of the API says.
	 */
	private static final Duration UNDONE_WITHIN = Duration.ofMinutes(1);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssX");

	private final Instances instances;

	Rounds(Instances instances) {
		this.instances = instances;
	}

	/**
	 * Runs a round.
	 * @param operations about how many requests are sent
	 */
	Result run(long seed, int operations) {
		History history = new History();
		List<Show> shows = shows();
		Client client = new Client(this.instances, history);
		Sale sale = new Sale(shows);
		this.instances.beginFaults();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			SplittableRandom random = new SplittableRandom(seed);
			List<CompletableFuture<?>> customers = new ArrayList<>();
			Operators operators = new Operators(random.split(), operations / CUSTOMERS * CUSTOMERS, this.instances,
					client, sale, history);
			for (int i = 0; i < CUSTOMERS; i++) {
				Customer customer = new Customer(seed + "-" + i, random.split(), client, sale, this.instances.size());
				customers.add(CompletableFuture.runAsync(() -> {
					for (int step = 0; step < operations / CUSTOMERS; step++) {
						operators.during(customer::act);
					}
				}, executor));
			}
			customers.forEach(CompletableFuture::join);
		}
		this.instances.endFaults();
		new Settlement(client, history).settle();
		expire(client, history);
		Round round = round(shows, history);
		List<Violation> found = Checker.check(round);
		long undoneBefore = System.nanoTime() + UNDONE_WITHIN.toNanos();
		while (isUndoMissing(found) && System.nanoTime() < undoneBefore) {
			round = round(shows, history);
			found = Checker.check(round);
		}
		List<Violation> violations = new ArrayList<>(found);
		violations.addAll(new SellOut(this.instances, client).check(round));
		return new Result(round, violations);
	}

	private static boolean isUndoMissing(List<Violation> violations) {
		return violations.stream().anyMatch((violation) -> violation.rule() == Rule.UNANSWERED_IS_UNDONE);
	}

	/**
	 * Runs the expiry until a run is complete.
	 */
	private void expire(Client client, History history) {
		Answer answer = Answer.LOST;
		while (!answer.isDone()) {
			history.move(this.instances, CLAIM);
			answer = client.send(Request.ofSlot(Kind.EXPIRE, ""), 0, false);
		}
	}

	private Round round(List<Show> shows, History history) {
		Tables tables = new TableReader(this.instances.auditor()).read(shows.stream().map(Show::id).toList());
		return new Round(shows, history.operations(), moves(history, tables), this.instances.areKilled(), tables,
				this.instances.clock().millis());
	}

	/**
	 * Returns the moves of the clock. Where it moves by itself, these are the ends of
	 * holds.
	 */
	private List<ClockMove> moves(History history, Tables tables) {
		if (!this.instances.areKilled()) {
			return history.moves();
		}
		long nanos = System.nanoTime();
		long millis = this.instances.clock().millis();
		return tables.bookings()
			.stream()
			.map(StoredBooking::hold)
			.filter(Objects::nonNull)
			.filter((hold) -> hold.until() < millis)
			.map((hold) -> {
				long end = nanos - TimeUnit.MILLISECONDS.toNanos(millis - hold.until());
				return new ClockMove(end - CLOCK_STEP, end + CLOCK_STEP, hold.until());
			})
			.toList();
	}

	/**
	 * Schedules slots: two that stay on sale, one that ends during the round, and one
	 * that is canceled.
	 */
	private List<Show> shows() {
		return List.of(schedule(Duration.ofDays(20), "\"capacity\":12", numbered(12)),
				schedule(Duration.ofDays(20), """
						"seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":8}]},
						{"name":"Balcony","rows":[{"row":"B","seats":8}]}]}""",
						Stream.concat(row("A", 8), row("B", 8)).toList()),
				schedule(Operators.UNTIL_END, "\"capacity\":9", numbered(9)),
				schedule(Operators.UNTIL_END.plusHours(1), "\"capacity\":9", numbered(9)),
				schedule(Duration.ofDays(20), "\"capacity\":9", numbered(9)));
	}

	private static List<String> numbered(int count) {
		return row("", count).toList();
	}

	private static Stream<String> row(String letters, int count) {
		return Stream.iterate(1, (number) -> number + 1).limit(count).map((number) -> letters + number);
	}

	private Show schedule(Duration untilEnd, String seats, List<String> names) {
		Instant end = this.instances.clock().instant().plus(untilEnd).truncatedTo(ChronoUnit.SECONDS);
		String slot = """
				{"slotName":"Skyfall","slotDescription":"","startTime":"%s","endTime":"%s",
				"slotType":"Movie","genre":"Action",%s}""".formatted(time(end.minusSeconds(600)), time(end), seats);
		ApiResponse response = this.instances.auditor().postAsOperator("/v1/slots", slot);
		while (response.status() == 503) {
			response = this.instances.auditor().postAsOperator("/v1/slots", slot);
		}
		return new Show(response.json().get("slotId").asString(), end.toEpochMilli(), names);
	}

	private static String time(Instant time) {
		return TIME.format(time.atOffset(ZoneOffset.UTC));
	}

	/**
	 * A round and what was wrong with it.
	 */
	record Result(Round round, List<Violation> violations) {

		/**
		 * Returns the rules that were violated.
		 */
		Set<Rule> rules() {
			return this.violations.stream().map(Violation::rule).collect(Collectors.toCollection(TreeSet::new));
		}

	}

}
