package com.ticketly.reliability;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.ticketly.ApiResponse;
import com.ticketly.reliability.check.Answer;
import com.ticketly.reliability.check.Answer.HoldState;
import com.ticketly.reliability.check.Request;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.TicketState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the answers of the API.
 */
final class AnswerReader {

	private AnswerReader() {
	}

	static Answer read(Request request, ApiResponse response) {
		if (response.status() == 204) {
			return Answer.of(204);
		}
		JsonNode body = response.json();
		if (response.status() >= 400) {
			JsonNode left = body.path("availTickets");
			Map<String, Integer> known = left.isNumber() ? Map.of(request.slot(), left.asInt()) : Map.of();
			return new Answer(response.status(), response.problem(), List.of(), null, known, Map.of(), true);
		}
		List<TicketState> tickets = new ArrayList<>();
		HoldState hold = null;
		Map<String, Integer> left = new HashMap<>();
		Map<String, String> seats = new HashMap<>();
		switch (request.kind()) {
			case BOOK, CONFIRM -> body.forEach((ticket) -> tickets.add(ticket(ticket)));
			case CANCEL, RESCHEDULE, TRANSFER, READ_TICKET -> tickets.add(ticket(body));
			case HOLD, READ_HOLD -> hold = hold(body);
			case READ_SLOT, CANCEL_SLOT -> left.put(request.slot(), body.path("availTickets").asInt());
			case READ_SEATS -> {
				left.put(request.slot(), body.path("availTickets").asInt());
				readSeats(body, seats);
			}
			case LIST_SLOTS -> body.path("items")
				.forEach((slot) -> left.put(slot.path("slotId").asString(), slot.path("availTickets").asInt()));
			case LIST_TICKETS -> body.path("items").forEach((ticket) -> tickets.add(ticket(ticket)));
			case BLOCK, UNBLOCK, RELEASE, EXPIRE -> {
			}
		}
		boolean complete = request.kind() != Kind.LIST_TICKETS || !body.has("next");
		return new Answer(response.status(), "", tickets, hold, left, seats, complete);
	}

	private static TicketState ticket(JsonNode ticket) {
		return new TicketState(ticket.path("ticketId").asString(), ticket.path("ticketSlotId").asString(),
				ticket.path("seat").asString(), ticket.path("ticketStatus").asString(), ticket.has("cancelReason"),
				text(ticket, "replaces"), text(ticket, "replacedBy"));
	}

	private static @Nullable String text(JsonNode node, String field) {
		return node.has(field) ? node.get(field).asString() : null;
	}

	private static HoldState hold(JsonNode hold) {
		List<String> seats = new ArrayList<>();
		hold.path("seats").forEach((seat) -> seats.add(seat.asString()));
		return new HoldState(hold.path("holdId").asString(), hold.path("ticketSlotId").asString(),
				hold.path("holdStatus").asString(), Instant.parse(hold.path("expiresAt").asString()).toEpochMilli(),
				seats);
	}

	private static void readSeats(JsonNode body, Map<String, String> seats) {
		for (JsonNode section : body.path("sections")) {
			for (JsonNode row : section.path("rows")) {
				int number = row.path("first").asInt();
				for (char symbol : row.path("seats").asString().toCharArray()) {
					if (symbol != '|') {
						seats.put(row.path("row").asString("") + number++, String.valueOf(symbol));
					}
				}
			}
		}
	}

}
