package com.ticketly;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.ticketly.dynamodb.DynamoDbTestConfiguration;
import com.ticketly.dynamodb.LocalDynamoDb;
import com.ticketly.ticketcode.TestKeys;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An instance of the service that listens on a random port, with methods to call it.
 */
public final class TicketlyInstance implements AutoCloseable {

	/**
	 * The password of the operator account.
	 */
	public static final String PASSWORD = "only for tests";

	/**
	 * Its hash with the lowest cost, because each request of an operator computes it.
	 */
	private static final String PASSWORD_HASH = "{bcrypt}$2a$04$ehYx0Xl9D8RYopU1QlGBCOyodZFVKSkIC/eGUjZWVdX22q6Tmp/i.";

	/**
	 * The {@code Authorization} header of the operator.
	 */
	public static final String OPERATOR_AUTHORIZATION = "Basic "
			+ Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes());

	private final ConfigurableApplicationContext context;

	private TicketlyInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Creates a builder of instances, which use their own empty tables.
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts an instance with default settings and its own empty tables.
	 */
	public static TicketlyInstance start() {
		return builder().start();
	}

	/**
	 * Returns the only bean of a type.
	 * @throws org.springframework.beans.BeansException if there is none or more than one
	 */
	public <B> B bean(Class<B> type) {
		return this.context.getBean(type);
	}

	/**
	 * Returns all beans of a type.
	 */
	public <B> Stream<B> beans(Class<B> type) {
		return this.context.getBeanProvider(type).stream();
	}

	/**
	 * Returns whether the context has a bean of a type.
	 */
	public boolean hasBean(Class<?> type) {
		return this.context.getBeanProvider(type).stream().findAny().isPresent();
	}

	/**
	 * Returns the prefix of the names of the instance's tables.
	 */
	public String tablePrefix() {
		return this.context.getEnvironment().getRequiredProperty("ticketly.dynamodb.table-prefix");
	}

	/**
	 * Returns the URI of a path at this instance.
	 */
	public URI uri(String path) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		return URI.create("http://localhost:" + port + path);
	}

	/**
	 * Sends a GET request.
	 * @param headers names and values in turn
	 */
	public ApiResponse get(String path, String... headers) {
		return send(request(path, headers).GET());
	}

	/**
	 * Sends a GET request with the operator's credentials.
	 * @param headers names and values in turn
	 */
	public ApiResponse getAsOperator(String path, String... headers) {
		return send(requestAsOperator(path, headers).GET());
	}

	/**
	 * Sends a POST request.
	 * @param headers names and values in turn
	 */
	public ApiResponse post(String path, String json, String... headers) {
		return send(
				request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	/**
	 * Sends a POST request with the operator's credentials.
	 * @param headers names and values in turn
	 */
	public ApiResponse postAsOperator(String path, String json, String... headers) {
		return send(requestAsOperator(path, headers).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	/**
	 * Sends a POST request without a body.
	 */
	public ApiResponse post(String path) {
		return send(request(path).POST(BodyPublishers.noBody()));
	}

	/**
	 * Sends a DELETE request.
	 * @param headers names and values in turn
	 */
	public ApiResponse delete(String path, String... headers) {
		return send(request(path, headers).DELETE());
	}

	/**
	 * Creates a request to a path.
	 * @param headers names and values in turn
	 */
	public HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	/**
	 * Creates a request to a path with the operator's credentials.
	 * @param headers names and values in turn
	 */
	public HttpRequest.Builder requestAsOperator(String path, String... headers) {
		return request(path, headers).header("Authorization", OPERATOR_AUTHORIZATION);
	}

	/**
	 * Sends a request and waits for the response.
	 */
	public ApiResponse send(HttpRequest.Builder request) {
		return ApiResponse.of(request);
	}

	/**
	 * Schedules a movie from 12:22 to 15:22 on 2030-11-01.
	 * @return the id of the slot
	 */
	public String schedule(String name, int capacity) {
		ApiResponse response = postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","capacity":%d}""".formatted(name, capacity));
		return response.json().get("slotId").asString();
	}

	/**
	 * Books tickets of a slot for a user with a fixed phone number.
	 */
	public ApiResponse book(String slotId, String userName, int tickets) {
		return book(slotId, userName, "9653864514", tickets);
	}

	/**
	 * Books tickets of a slot for a user with a phone number.
	 */
	public ApiResponse book(String slotId, String userName, String phone, int tickets) {
		return post("/v1/tickets", """
				{"userName":"%s","phoneNumber":"%s","slotId":"%s","numTickets":%d}""".formatted(userName, phone, slotId,
				tickets));
	}

	/**
	 * Books one ticket of a slot.
	 * @return the id of the ticket
	 */
	public String bookOne(String slotId, String userName) {
		return book(slotId, userName, 1).json().get(0).get("ticketId").asString();
	}

	/**
	 * Returns the ticket ids of all pages of a listing, read as an operator in pages of
	 * five.
	 */
	public List<String> ticketIdsOfAllPages(String path) {
		List<String> ids = new ArrayList<>();
		String next = "";
		do {
			ApiResponse page = getAsOperator(path + "?limit=5" + next);
			ids.addAll(ApiResponse.values(page.json().get("items"), "ticketId"));
			next = page.json().has("next") ? "&next=" + page.json().get("next").asString() : "";
		}
		while (!next.isEmpty());
		return ids;
	}

	/**
	 * Returns the number of available tickets that the service reports for a slot.
	 */
	public int availTickets(String slotId) {
		return get("/v1/slots/" + slotId).json().get("availTickets").asInt();
	}

	/**
	 * Returns the value of a time series, 0 if there is none.
	 */
	public double metric(String series) {
		return getAsOperator("/actuator/prometheus").response()
			.body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length() + 1)))
			.sum();
	}

	@Override
	public void close() {
		this.context.close();
		PhoneNumberWatch.assertNothingFound();
	}

	/**
	 * Builder of instances. Instances of one builder share their tables.
	 */
	public static final class Builder {

		private static final LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();

		private final List<Class<?>> sources = new ArrayList<>(
				List.of(TicketlyApplication.class, DynamoDbTestConfiguration.class));

		private final List<String> settings = new ArrayList<>(List.of("--server.port=0", "--spring.jmx.enabled=false",
				"--spring.main.banner-mode=off", "--ticketly.security.operator-password=" + PASSWORD_HASH,
				"--logging.level.root=info", "--logging.threshold.console=warn",
				// Tests start expiry runs themselves.
				"--ticketly.expiry.every=1d",
				// All clients of tests have one address.
				"--ticketly.limits.requests-per-address=1000000000", "--ticketly.limits.seats-per-address=1000000000",
				// Clients of tests keep connections open that they do not use
				// again.
				"--ticketly.http.drain-time=0s", "--ticketly.ticket-codes.keys=" + TestKeys.JSON));

		private Clock clock = Clock.systemUTC();

		private Builder() {
			with(dynamoDb.settings());
			with("--ticketly.dynamodb.table-prefix=" + UUID.randomUUID() + "-");
		}

		/**
		 * Adds settings, each as {@code --name=value}. A later value of a setting
		 * replaces an earlier one.
		 */
		public Builder with(String... settings) {
			for (String setting : settings) {
				this.settings.removeIf((other) -> other.startsWith(setting.replaceFirst("=.*", "=")));
				this.settings.add(setting);
			}
			return this;
		}

		/**
		 * Makes instances wait for as long as a busy machine may take.
		 */
		public Builder withLongTimeouts() {
			return with("--ticketly.sales.deadline=1m", "--ticketly.dynamodb.attempt-timeout=20s",
					"--ticketly.dynamodb.call-timeout=1m");
		}

		/**
		 * Limits what one address may ask for, as in production.
		 */
		public Builder withDefaultLimits() {
			this.settings.removeIf((setting) -> setting.startsWith("--ticketly.limits."));
			return this;
		}

		/**
		 * Makes instances find each other.
		 */
		public Builder asFleet() {
			return with("--ticketly.fleet.secret=a secret of tests");
		}

		/**
		 * Adds a configuration of a test.
		 */
		public Builder withConfiguration(Class<?> configuration) {
			this.sources.add(configuration);
			return this;
		}

		/**
		 * Sets the clock of the instances, the system clock by default.
		 */
		public Builder with(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Starts an instance in a separate process, with the system clock.
		 */
		public TicketlyProcess startProcess() {
			return startProcess(TicketlyApplication.class);
		}

		/**
		 * Starts an instance in a separate process, with the system clock.
		 * @param main the class with the main method
		 * @param settings additional settings, each as {@code --name=value}
		 */
		public TicketlyProcess startProcess(Class<?> main, String... settings) {
			// It tells its port in the log.
			with("--logging.level.root=warn", "--logging.threshold.console=info");
			return TicketlyProcess.start(main, Stream.concat(this.settings.stream(), Stream.of(settings)).toList());
		}

		/**
		 * Starts an instance in this process.
		 */
		public TicketlyInstance start() {
			return new TicketlyInstance(
					new SpringApplicationBuilder(this.sources.toArray(Class<?>[]::new)).registerShutdownHook(false)
						.initializers((context) -> {
							PhoneNumberWatch.begin();
							context.getBeanFactory().registerSingleton("testClock", this.clock);
							context.addBeanFactoryPostProcessor(
									(beans) -> beans.getBeanDefinition("clock").setAutowireCandidate(false));
						})
						.run(this.settings.toArray(String[]::new)));
		}

	}

}
