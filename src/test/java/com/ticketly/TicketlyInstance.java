package com.ticketly;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import com.ticketly.dynamodb.DynamoDbTestConfiguration;
import com.ticketly.dynamodb.LocalDynamoDb;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An instance of the service, on a port of its own, and the way to call it.
 */
public final class TicketlyInstance implements AutoCloseable {

	public static final String PASSWORD = "only for tests";

	private static final String OPERATOR = "Basic "
			+ Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes());

	private final ConfigurableApplicationContext context;

	private TicketlyInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Begins an instance on empty tables of its own.
	 */
	public static Builder builder() {
		return new Builder();
	}

	public static TicketlyInstance start() {
		return builder().start();
	}

	public <B> B bean(Class<B> type) {
		return this.context.getBean(type);
	}

	public boolean hasBean(Class<?> type) {
		return this.context.getBeanProvider(type).stream().findAny().isPresent();
	}

	public String tablePrefix() {
		return this.context.getEnvironment().getRequiredProperty("ticketly.dynamodb.table-prefix");
	}

	public URI uri(String path) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		return URI.create("http://localhost:" + port + path);
	}

	public ApiResponse get(String path, String... headers) {
		return send(request(path, headers).GET());
	}

	public ApiResponse getAsOperator(String path, String... headers) {
		return send(requestAsOperator(path, headers).GET());
	}

	public ApiResponse post(String path, String json, String... headers) {
		return send(
				request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	public ApiResponse postAsOperator(String path, String json, String... headers) {
		return send(requestAsOperator(path, headers).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	/**
	 * Posts without a body.
	 */
	public ApiResponse post(String path) {
		return send(request(path).POST(BodyPublishers.noBody()));
	}

	public ApiResponse delete(String path, String... headers) {
		return send(request(path, headers).DELETE());
	}

	public HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	public HttpRequest.Builder requestAsOperator(String path, String... headers) {
		return request(path, headers).header("Authorization", OPERATOR);
	}

	public ApiResponse send(HttpRequest.Builder request) {
		return ApiResponse.of(request);
	}

	/**
	 * Schedules a movie that starts at 12:22 on the first of November 2030.
	 * @return the slot's id
	 */
	public String schedule(String name, int capacity) {
		ApiResponse answer = postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","capacity":%d}""".formatted(name, capacity));
		return answer.json().get("slotId").asString();
	}

	/**
	 * Books by the slot's id.
	 */
	public ApiResponse book(String slotId, String userName, int tickets) {
		return post("/v1/tickets", """
				{"userName":"%s","phoneNumber":"9653864514","slotId":"%s","numTickets":%d}""".formatted(userName,
				slotId, tickets));
	}

	/**
	 * Books one ticket.
	 * @return its id
	 */
	public String bookOne(String slotId, String userName) {
		return book(slotId, userName, 1).json().get(0).get("ticketId").asString();
	}

	/**
	 * Lists the ids of tickets, as an operator, by pages of five.
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

	public int availTickets(String slotId) {
		return get("/v1/slots/" + slotId).json().get("availTickets").asInt();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Starts instances.
	 */
	public static final class Builder {

		private static final LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();

		private final List<Class<?>> sources = new ArrayList<>(
				List.of(TicketlyApplication.class, DynamoDbTestConfiguration.class));

		private final List<String> settings = new ArrayList<>(
				List.of("--server.port=0", "--spring.jmx.enabled=false", "--spring.main.banner-mode=off",
						"--logging.level.root=warn", "--ticketly.security.operator-password=" + PASSWORD,
						// Runs are started by the tests.
						"--ticketly.expiry.every=1d"));

		private Clock clock = Clock.systemUTC();

		private Builder() {
			with(dynamoDb.settings());
			with("--ticketly.dynamodb.table-prefix=" + UUID.randomUUID() + "-");
		}

		/**
		 * Sets {@code --name=value}; the last one counts.
		 */
		public Builder with(String... settings) {
			for (String setting : settings) {
				this.settings.removeIf((other) -> other.startsWith(setting.replaceFirst("=.*", "=")));
				this.settings.add(setting);
			}
			return this;
		}

		public Builder with(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Starts an instance in a process of its own.
		 */
		public TicketlyProcess startProcess() {
			return TicketlyProcess.start(this.settings);
		}

		/**
		 * Starts an instance; instances of one builder share their tables.
		 */
		public TicketlyInstance start() {
			return new TicketlyInstance(
					new SpringApplicationBuilder(this.sources.toArray(Class<?>[]::new)).registerShutdownHook(false)
						.initializers((context) -> {
							context.getBeanFactory().registerSingleton("testClock", this.clock);
							context.addBeanFactoryPostProcessor(
									(beans) -> beans.getBeanDefinition("clock").setAutowireCandidate(false));
						})
						.run(this.settings.toArray(String[]::new)));
		}

	}

}
