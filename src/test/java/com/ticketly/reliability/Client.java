package com.ticketly.reliability;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.reliability.check.Answer;
import com.ticketly.reliability.check.Operation;
import com.ticketly.reliability.check.Request;
import com.ticketly.reliability.check.Request.Kind;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests over HTTP and records them with their answers.
 */
final class Client {

	/**
	 * Longer than any request may take.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/**
	 * A busy machine needs several attempts, and a broken build may never answer.
	 */
	private static final int MAX_ATTEMPTS = 10;

	private static final long FIRST_PHONE = 9_653_800_000L;

	private static final int PHONES = 100_000;

	private final Instances instances;

	private final History history;

	Client(Instances instances, History history) {
		this.instances = instances;
		this.history = history;
	}

	/**
	 * Sends a request and records its answer.
	 * @param loses whether the client does not notice the answer
	 */
	Answer send(Request request, int instance, boolean loses) {
		HttpRequest.Builder http = http(request, (path) -> this.instances.uri(instance, path));
		Instant from = this.instances.clock().instant();
		long start = System.nanoTime();
		Answer answer;
		try {
			ApiResponse response = ApiResponse.of(http.timeout(TIMEOUT));
			answer = loses ? Answer.LOST : AnswerReader.read(request, response);
		}
		catch (UncheckedIOException ex) {
			answer = Answer.LOST;
		}
		long end = System.nanoTime();
		this.history.add(new Operation(instance, start, end, from.toEpochMilli(), this.instances.clock().millis(),
				request, answer));
		return answer;
	}

	/**
	 * Sends a request to the instances in turn until it has an answer. Used when all
	 * faults are over, but the machine may be busy.
	 */
	Answer sendUntilAnswered(Request request, int firstInstance) {
		Answer answer = Answer.LOST;
		for (int i = 0; i < MAX_ATTEMPTS && answer.isUnknown(); i++) {
			answer = send(request, (firstInstance + i) % this.instances.size(), false);
		}
		return answer;
	}

	private static HttpRequest.Builder http(Request request, Function<String, URI> uri) {
		String slot = "/v1/slots/" + request.slot();
		String ticket = "/v1/tickets/" + request.subject();
		String hold = "/v1/holds/" + request.subject();
		HttpRequest.Builder http = switch (request.kind()) {
			case BOOK -> post(uri, "/v1/tickets", order(request));
			case HOLD -> post(uri, "/v1/holds", order(request));
			case CONFIRM -> post(uri, hold + "/confirm", Map.of());
			case RELEASE -> builder(uri, hold).DELETE();
			case CANCEL -> builder(uri, ticket).DELETE();
			case RESCHEDULE -> post(uri, ticket + "/reschedule", Map.of("slotId", request.slot()));
			case TRANSFER -> post(uri, ticket + "/transfer",
					Map.of("userName", request.customer(), "phoneNumber", phone(request.customer())));
			case BLOCK -> post(uri, slot + "/seats/block", Map.of("seats", request.seats()));
			case UNBLOCK -> post(uri, slot + "/seats/unblock", Map.of("seats", request.seats()));
			case CANCEL_SLOT -> post(uri, slot + "/cancel", Map.of("reason", "The orchestra is ill."));
			case EXPIRE -> post(uri, "/expireTickets", Map.of());
			case READ_SLOT -> builder(uri, slot).GET();
			case READ_SEATS -> builder(uri, slot + "/seats").GET();
			case READ_TICKET -> builder(uri, ticket).GET();
			case READ_HOLD -> builder(uri, hold).GET();
			case LIST_SLOTS -> builder(uri, "/v1/slots?limit=100").GET();
			case LIST_TICKETS -> builder(uri, slot + "/tickets?limit=100&status=Booked").GET();
		};
		if (isForOperators(request.kind())) {
			http.header("Authorization", TicketlyInstance.OPERATOR_AUTHORIZATION);
		}
		return (request.key() != null) ? http.header("Idempotency-Key", request.key()) : http;
	}

	private static boolean isForOperators(Kind kind) {
		return switch (kind) {
			case BLOCK, UNBLOCK, CANCEL_SLOT, EXPIRE, LIST_TICKETS -> true;
			default -> false;
		};
	}

	/**
	 * The limits of holds are by phone number.
	 */
	private static String phone(String customer) {
		return Long.toString(FIRST_PHONE + Math.floorMod(customer.hashCode(), PHONES));
	}

	private static Map<String, Object> order(Request request) {
		Map<String, Object> order = new HashMap<>(Map.of("userName", request.customer(), "phoneNumber",
				phone(request.customer()), "slotId", request.slot()));
		if (request.seats().isEmpty()) {
			order.put("numTickets", request.count());
		}
		else {
			order.put("seats", request.seats());
		}
		if (request.kind() == Kind.HOLD) {
			order.put("holdSeconds", request.holdSeconds());
		}
		return order;
	}

	private static HttpRequest.Builder builder(Function<String, URI> uri, String path) {
		return HttpRequest.newBuilder(uri.apply(path));
	}

	private static HttpRequest.Builder post(Function<String, URI> uri, String path, Map<String, Object> body) {
		HttpRequest.Builder http = builder(uri, path);
		return body.isEmpty() ? http.POST(BodyPublishers.noBody()) : http.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
	}

}
