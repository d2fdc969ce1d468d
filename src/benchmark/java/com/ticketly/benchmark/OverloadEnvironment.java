package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.ticketly.dynamodb.LocalDynamoDbServer;

/**
 * One service and a simulation of DynamoDB on AWS that can become slow or stop.
 */
final class OverloadEnvironment implements AutoCloseable {

	private static final String LATENCY = "latency=";

	private static final String USUAL_LATENCY = "5-25";

	/**
	 * A slot of forty sections. With smaller ones, most of thousands of requests would
	 * arrive after their slot was sold out.
	 */
	private static final int SEATS = 20_000;

	/**
	 * More than can be sold in a window.
	 */
	private static final int SLOTS = 10;

	private static final Duration SETTLED = Duration.ofSeconds(30);

	private final JavaProcess dynamoDb;

	private final Database database;

	private final ServiceProcess service;

	OverloadEnvironment(Settings settings) throws InterruptedException {
		this.dynamoDb = JavaProcess.ofMain(Settings.DIRECTORY.resolve("dynamodb.log"), List.of("http", LATENCY),
				DynamoDbServer.OPTIONS, LocalDynamoDbServer.class.getName(), "--" + LATENCY + USUAL_LATENCY,
				"--units=1000", "--conflicts=true");
		URI endpoint = URI.create("http" + this.dynamoDb.awaitLine("http", Duration.ofMinutes(1)));
		this.database = new Database(endpoint);
		this.database.client().listTables();
		this.service = new ServiceProcess("overload", settings, endpoint);
		this.service.awaitReady();
	}

	/**
	 * Schedules slots in empty tables.
	 */
	SlotsInTurn schedule() {
		this.database.empty(this.service.prefix());
		return new SlotsInTurn(new TestData(this.database.client(), this.service.prefix()).schedule(SLOTS, SEATS,
				Benchmark.SLOT_START));
	}

	/**
	 * Lets each customer book one ticket, a few of them at a time.
	 */
	void registerCustomers(int count) {
		this.service.registerCustomers(count, schedule().id(0));
	}

	/**
	 * Lets customers come who book one ticket after the other until they are closed.
	 */
	Crowd customers(SlotsInTurn slots, int first, int count) {
		return new Crowd(URI.create(this.service.url()), slots, first, count, false);
	}

	/**
	 * Lets customers come who want one ticket each.
	 */
	Crowd customersOfOneTicket(SlotsInTurn slots, int first, int count) {
		return new Crowd(URI.create(this.service.url()), slots, first, count, true);
	}

	/**
	 * Checks that each seat was sold once, and that all confirmed bookings are stored.
	 * Bookings whose customers did not wait any longer are undone before.
	 * @throws BenchmarkException if not
	 */
	void audit(long confirmed) throws InterruptedException {
		long end = System.nanoTime() + SETTLED.toNanos();
		int stored = this.database.audit(this.service.prefix());
		while (stored > confirmed && System.nanoTime() < end) {
			Thread.sleep(1000);
			stored = this.database.audit(this.service.prefix());
		}
		if (stored != confirmed) {
			throw new BenchmarkException(confirmed + " bookings were confirmed, but " + stored + " are stored");
		}
	}

	ProcessorTimes processorTimes() {
		return ProcessorTimes.of(this.service, this.dynamoDb);
	}

	/**
	 * Returns the memory of the service.
	 */
	ProcessMemory memory() throws InterruptedException {
		return ProcessMemory.of(this.service.pid());
	}

	ProcessMemory memoryAfterCollection() throws InterruptedException {
		return ProcessMemory.afterCollection(this.service.pid());
	}

	void makeDatabaseSlow() throws InterruptedException {
		changeLatency("1500-1500");
	}

	void makeDatabaseFast() throws InterruptedException {
		changeLatency(USUAL_LATENCY);
	}

	private void changeLatency(String range) throws InterruptedException {
		this.dynamoDb.writeLine(LATENCY + range);
		this.dynamoDb.awaitLine(LATENCY, Duration.ofSeconds(10));
	}

	void stopDatabase() throws InterruptedException {
		signalDatabase("-STOP");
	}

	void continueDatabase() throws InterruptedException {
		signalDatabase("-CONT");
	}

	private void signalDatabase(String signal) throws InterruptedException {
		try {
			if (new ProcessBuilder("kill", signal, Long.toString(this.dynamoDb.pid())).inheritIO()
				.start()
				.waitFor() != 0) {
				throw new BenchmarkException("The signal could not be sent");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.service.close();
		this.database.close();
		this.dynamoDb.close();
	}

}
