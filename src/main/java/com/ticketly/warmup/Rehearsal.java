package com.ticketly.warmup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.ticketly.TicketlyApplication;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * A sale of a second instance of the service in this JVM. That instance has its own
 * metrics, listens on a loopback port, and stores everything in memory. It sees no
 * setting from outside, so it exports nothing and calls no other system.
 */
final class Rehearsal {

	private static final int SLOTS = 4;

	private static final int CUSTOMERS = 64;

	private static final int SEATS = 500;

	private final WarmUpProperties properties;

	private final long end;

	private final String password = UUID.randomUUID().toString();

	private final AtomicInteger bookings = new AtomicInteger();

	private Rehearsal(WarmUpProperties properties) {
		this.properties = properties;
		this.end = System.nanoTime() + properties.time().toNanos();
	}

	/**
	 * Starts the second instance, sells tickets, and stops it.
	 * @return the number of bookings
	 */
	static int run(WarmUpProperties properties) throws IOException, InterruptedException, ExecutionException {
		Rehearsal rehearsal = new Rehearsal(properties);
		rehearsal.run();
		return rehearsal.bookings.get();
	}

	private void run() throws IOException, InterruptedException, ExecutionException {
		try (InMemoryDynamoDb dynamoDb = new InMemoryDynamoDb();
				ConfigurableApplicationContext instance = start(dynamoDb.endpoint())) {
			int port = instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			while (mayContinue()) {
				sellOut(port);
			}
		}
	}

	private void sellOut(int port) throws IOException, InterruptedException, ExecutionException {
		List<String> slots = new ArrayList<>();
		try (LoopbackConnection operator = new LoopbackConnection(port)) {
			for (int slot = 0; slot < SLOTS; slot++) {
				slots.add(schedule(operator));
			}
		}
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> customers = new ArrayList<>();
			for (int customer = 0; customer < CUSTOMERS; customer++) {
				int number = customer;
				customers.add(executor.submit(() -> buy(port, number, slots.get(number % SLOTS))));
			}
			for (Future<?> customer : customers) {
				customer.get();
			}
		}
	}

	private ConfigurableApplicationContext start(String dynamoDb) {
		SpringApplication application = new SpringApplication(TicketlyApplication.class);
		application.setEnvironment(new NoSettings());
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		application.addInitializers((context) -> context.getBeanFactory()
			.registerSingleton("rehearsalCredentials",
					StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"))));
		application.setRegisterShutdownHook(false);
		application.setLogStartupInfo(false);
		return application.run("--spring.config.location=classpath:/", "--server.port=0", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--ticketly.http.drain-time=0s",
				// All customers have one address.
				"--ticketly.limits.requests-per-address=1000000000", "--ticketly.limits.seats-per-address=1000000000",
				// Creates no beans that a sale does not use.
				"--spring.main.lazy-initialization=true", "--management.metrics.use-global-registry=false",
				"--ticketly.dynamodb.endpoint=" + dynamoDb, "--ticketly.dynamodb.create-tables=false",
				"--ticketly.security.operator-password={noop}" + this.password);
	}

	private boolean mayContinue() {
		return System.nanoTime() < this.end && this.bookings.get() < this.properties.bookings();
	}

	private String schedule(LoopbackConnection operator) throws IOException {
		String response = operator.post("/v1/slots", "operator:" + this.password, """
				{"slotName":"Warm-up","slotDescription":"","startTime":"2999-11-01 12:22","endTime":"2999-11-01 15:22",
				"slotType":"Movie","genre":"Action","capacity":%d}""".formatted(SEATS));
		int id = response.indexOf("SLT");
		if (id < 0) {
			throw new IOException("Unexpected response " + response);
		}
		return response.substring(id, response.indexOf('"', id));
	}

	/**
	 * Books tickets one after the other until the slot is sold out.
	 */
	private boolean buy(int port, int customer, String slot) throws IOException {
		try (LoopbackConnection connection = new LoopbackConnection(port)) {
			String body = """
					{"userName":"Warm-up","phoneNumber":"%d","slotId":"%s","numTickets":1}"""
				.formatted(9653800000L + customer, slot);
			while (mayContinue() && connection.post("/v1/tickets", null, body).contains("TKT")) {
				this.bookings.incrementAndGet();
			}
			return true;
		}
	}

	/**
	 * An environment without system properties and environment variables.
	 */
	private static final class NoSettings extends StandardEnvironment {

		@Override
		protected void customizePropertySources(MutablePropertySources sources) {
		}

	}

}
