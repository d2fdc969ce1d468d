package com.ticketly.reliability;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.RequestInterceptor;
import com.ticketly.fleet.Fleet;
import com.ticketly.fleet.FleetFaults;
import org.jspecify.annotations.Nullable;

/**
 * Several instances in this process that share a database and a clock, with faults
 * between them.
 */
final class Cluster implements Instances {

	/**
	 * Settings of all instances that a load meets.
	 */
	static final String[] SETTINGS = { "--ticketly.sales.deadline=2s",
			// Faults are logged for each request.
			"--logging.level.com.ticketly=off", "--logging.level.org.jgroups=off" };

	/**
	 * Short timeouts, so that the load meets them often.
	 */
	private static final String[] TIMEOUTS = { "--ticketly.dynamodb.attempt-timeout=400ms",
			"--ticketly.dynamodb.call-timeout=1200ms" };

	private final TestClock clock = TestClock.at("2031-03-01T12:00:00Z");

	/**
	 * Has the usual timeouts, and creates the tables.
	 */
	private final TicketlyInstance auditor;

	private final List<TicketlyInstance> instances = new ArrayList<>();

	private final List<DatabaseFaults> databaseFaults = new ArrayList<>();

	private final List<MessageFaults> messageFaults = new ArrayList<>();

	private @Nullable Fleet isolated;

	/**
	 * Starts instances.
	 * @param rate the share of requests to the database that a fault meets
	 * @param messageRate the share of messages between instances that a fault meets
	 * @param configuration an additional configuration
	 * @param connections returns the connection of an instance, given its number and the
	 * faults that its requests meet
	 */
	Cluster(int instances, long seed, double rate, double messageRate, Class<?> configuration,
			Connections connections) {
		TicketlyInstance.Builder builder = TicketlyInstance.builder()
			.asFleet()
			.with(this.clock)
			.with(SETTINGS)
			.withConfiguration(configuration);
		this.auditor = builder.start();
		builder.with(TIMEOUTS);
		for (int i = 0; i < instances; i++) {
			TicketlyInstance instance = builder.start();
			DatabaseFaults database = new DatabaseFaults(31 * seed + i, rate);
			MessageFaults messages = new MessageFaults(37 * seed + i, messageRate);
			instance.bean(FaultyHttpClient.class).intercept(connections.of(i, database));
			FleetFaults.insert(instance.bean(Fleet.class), messages);
			this.instances.add(instance);
			this.databaseFaults.add(database);
			this.messageFaults.add(messages);
		}
	}

	@Override
	public int size() {
		return this.instances.size();
	}

	@Override
	public URI uri(int no, String path) {
		return this.instances.get(no).uri(path);
	}

	@Override
	public TicketlyInstance auditor() {
		return this.auditor;
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	@Override
	public boolean moveClock(Duration by) {
		this.clock.advance(by);
		return true;
	}

	@Override
	public void beginFaults() {
		turnFaults(true);
	}

	/**
	 * Lets an instance believe that it owns all sections, until the next call.
	 */
	@Override
	public void disturb(SplittableRandom random) {
		if (this.isolated != null) {
			FleetFaults.rejoin(this.isolated);
			this.isolated = null;
		}
		else {
			this.isolated = this.instances.get(random.nextInt(size())).bean(Fleet.class);
			FleetFaults.isolate(this.isolated);
		}
	}

	@Override
	public void endFaults() {
		turnFaults(false);
		this.instances.forEach((instance) -> FleetFaults.rejoin(instance.bean(Fleet.class)));
		this.isolated = null;
	}

	private void turnFaults(boolean on) {
		this.databaseFaults.forEach((faults) -> faults.turn(on));
		this.messageFaults.forEach((faults) -> faults.turn(on));
	}

	@Override
	public boolean areKilled() {
		return false;
	}

	@Override
	public Map<String, Long> faults() {
		Map<String, Long> total = new TreeMap<>();
		this.databaseFaults.forEach((faults) -> faults.counts()
			.forEach((fault, count) -> total.merge(fault.name(), count.sum(), Long::sum)));
		total.put("MESSAGES", this.messageFaults.stream().mapToLong(MessageFaults::count).sum());
		return total;
	}

	/**
	 * Returns the connections of instances.
	 */
	@FunctionalInterface
	interface Connections {

		RequestInterceptor of(int instance, RequestInterceptor faults);

	}

	@Override
	public void close() {
		this.instances.forEach(TicketlyInstance::close);
		this.auditor.close();
	}

}
