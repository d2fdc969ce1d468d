package com.ticketly.contract;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the slots, tickets, holds, customers and keys to which requests refer, and
 * makes input follow the rules that a schema cannot express.
 */
final class ExistingData {

	private static final Set<String> NAMES = Set.of("slotName", "movieName", "newMovie");

	private static final Set<String> STARTS = Set.of("startTime", "movieStartTime", "newStartTime");

	private static final Set<String> PHONES = Set.of("phoneNumber", "userPhoneNumber");

	private static final int MAX_HOLD = 300;

	private static final String PLAN = """
			{"sections":[{"name":"Stalls","rows":[{"row":"A-C","seats":16,"aisles":[4,12]}],"accessible":["A1"],"house":["C1"]}]}""";

	private final TicketlyInstance ticketly;

	private final TestClock clock;

	private int created;

	ExistingData(TicketlyInstance ticketly, TestClock clock) {
		this.ticketly = ticketly;
		this.clock = clock;
	}

	/**
	 * What one request refers to: a slot with free seats, and a ticket and a hold of
	 * another slot. They are created when they are needed.
	 */
	class Data {

		private final Map<String, JsonNode> created = new HashMap<>();

		private final String day;

		Data(String day) {
			this.day = day;
		}

		JsonNode slot() {
			return this.created.computeIfAbsent("slot", (kind) -> schedule(this.day, 160));
		}

		JsonNode ticket() {
			return this.created.computeIfAbsent("ticket", (kind) -> book(schedule(this.day, 1)));
		}

		JsonNode hold() {
			return this.created.computeIfAbsent("hold", (kind) -> post("/v1/holds", order(schedule(this.day, 1))));
		}

		JsonNode key() {
			return this.created.computeIfAbsent("key",
					(kind) -> ExistingData.this.ticketly
						.postAsOperator("/v1/keys", "{\"name\":\"cron\",\"scopes\":[\"expiry\"]}")
						.json());
		}

		JsonNode doorCode() {
			return this.created.computeIfAbsent("doorCode",
					(kind) -> ExistingData.this.ticketly.postAsOperator("/v1/door-codes", "{\"name\":\"gate\"}")
						.json());
		}

		JsonNode hall() {
			return this.created.computeIfAbsent("hall", (kind) -> ExistingData.this.ticketly.postAsOperator("/v1/halls",
					"""
							{"name":"Large hall","seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A-C","seats":9}]}]}}""")
				.json());
		}

		JsonNode show() {
			return this.created.computeIfAbsent("show",
					(kind) -> ExistingData.this.ticketly
						.postAsOperator("/v1/shows",
								"""
										{"title":"Metropolis","description":"","type":"Movie","genre":"Scifi","runningMinutes":150,
										"startTimes":["%1$sT17:00:00Z","%1$sT20:00:00Z"]}"""
									.formatted(this.day))
						.json());
		}

		/**
		 * Returns the value of a parameter or field that refers to these.
		 */
		Optional<JsonNode> reference(String name) {
			return Optional.ofNullable(switch (name) {
				case "slotId" -> slot().get("slotId");
				case "ticketId" -> ticket().get("ticketId");
				case "ticketIds" -> JsonMapper.shared().createArrayNode().add(ticket().get("ticketId"));
				case "bookingId" -> ticket().get("bookingId");
				case "holdId" -> hold().get("holdId");
				case "hallId" -> hall().get("hallId");
				case "showId" -> show().get("showId");
				case "keyId" -> key().get("keyId");
				case "userId" -> ticket().get("userId");
				case "code" -> doorCode().get("code");
				default -> null;
			});
		}

		/**
		 * Returns input that refers to these and follows the rules.
		 * @param names the names of the fields that the schema has
		 */
		JsonNode refer(JsonNode input, Set<String> names) {
			ObjectNode fields = input.deepCopy().asObject();
			input.propertyNames().forEach((name) -> reference(name).ifPresent((value) -> fields.set(name, value)));
			if (names.contains("slotId") && !(fields.has("slotName") && fields.has("startTime"))) {
				fields.set("slotId", slot().get("slotId"));
			}
			if (fields.has("slotId")) {
				fields.remove(NAMES);
				fields.remove(STARTS);
			}
			else if (!names.contains("endTime")) {
				NAMES.stream().filter(fields::has).forEach((name) -> fields.set(name, slot().get("slotName")));
				STARTS.stream().filter(fields::has).forEach((name) -> fields.set(name, slot().get("startTime")));
			}
			PHONES.stream().filter(fields::has).forEach((name) -> fields.put(name, "9653864514"));
			followRules(fields, names);
			return fields;
		}

	}

	private static void followRules(ObjectNode fields, Set<String> names) {
		if (fields.has("seats")) {
			fields.remove("numTickets");
			fields.put("section", "Stalls").putArray("seats").add("C4").add("C5");
		}
		else if (names.contains("ticketIds")) {
			fields.remove("section");
		}
		else if (names.contains("seats")) {
			fields.remove("section");
			fields.put("numTickets", Math.max(1, fields.path("numTickets").asInt()));
		}
		if (fields.has("seats") && names.contains("ticketIds")) {
			fields.putArray("seats").add("C4");
		}
		if (fields.has("seat")) {
			fields.put("seat", "C1").put("section", "Stalls");
		}
		if (names.contains("concessions")) {
			followPriceRules(fields);
		}
		if (fields.has("payment")) {
			fields.putObject("payment").put("reference", "pay-1").put("amount", 0).put("currency", "EUR");
		}
		if (fields.has("hallId")) {
			fields.remove(List.of("capacity", "seatingPlan"));
		}
		else if (names.contains("hallId")) {
			fields.remove("allowOverlap");
		}
		if (fields.has("seatingPlan")) {
			fields.remove("capacity");
			fields.set("seatingPlan", JsonMapper.shared().readTree(PLAN));
		}
		if (names.contains("runningMinutes")) {
			followRulesOfShows(fields);
		}
		if (names.contains("title") && !names.contains("runningMinutes") && fields.size() == 1 && fields.has("from")) {
			fields.put("title", "Metropolis");
		}
		if (fields.has("zone")) {
			fields.put("zone", "America/New_York");
		}
		if (fields.has("sale")) {
			fields.set("sale", JsonMapper.shared().readTree("""
					{"salesFromMinutesBefore":43200,"salesUntilMinutesBefore":30,"presaleFromMinutesBefore":43201,\
					"presaleCode":"opensesame","maxTicketsPerPhone":6,"avoidSingleSeats":true,
					"prices":{"currency":"EUR","categories":[{"category":"Standard","prices":[
					{"concession":"Adult","amount":1800}]}]}}"""));
		}
		if (fields.has("scans")) {
			// A scan has a code or a ticket, and one purpose.
			fields.get("scans").forEach((scan) -> {
				ObjectNode each = scan.asObject();
				each.remove(List.of("code", "undoes", "override"));
				if (each.path("direction").asString("").equals("out")) {
					each.remove("turnedAway");
				}
				each.put("ticketId", "TKT01JDA3M5Q7R9S1T3V5W7X9Y1Z30001JDB4N6P8R0S2T4V6W8X0Y2Z4A1B2C3D4")
					.put("scanId", UUID.randomUUID().toString());
			});
		}
		if (fields.has("expiresAt")) {
			fields.put("expiresAt", "2040-01-01T20:00:00Z");
		}
		if (fields.has("holdSeconds")) {
			fields.put("holdSeconds", Math.min(MAX_HOLD, fields.get("holdSeconds").asInt()));
		}
		if (names.contains("endTime") && fields.has("hallId")) {
			// A hall is occupied for a year at most.
			fields.put("startTime", "2040-01-01T20:00:00Z").put("endTime", "2040-01-01T22:00:00Z");
		}
		if (names.contains("endTime") && (fields.has("startTime") || fields.has("endTime"))
				&& fields.path("startTime").asString("").compareTo(fields.path("endTime").asString("")) >= 0) {
			fields.put("startTime", "2040-01-01T20:00:00Z").put("endTime", "2040-01-01T22:00:00Z");
		}
	}

	private static void followPriceRules(ObjectNode fields) {
		if (fields.has("seats")) {
			fields.remove(List.of("category", "accessible"));
		}
		if (fields.has("category")) {
			fields.put("category", "Standard");
		}
		if (fields.has("accessible")) {
			fields.put("accessible", 1);
		}
		if (fields.has("concessions")) {
			ArrayNode concessions = fields.putArray("concessions");
			int tickets = fields.has("seats") ? fields.get("seats").size() : fields.get("numTickets").asInt();
			Stream.generate(() -> "Adult").limit(tickets).forEach(concessions::add);
		}
	}

	private static void followRulesOfShows(ObjectNode fields) {
		fields.put("runningMinutes", 150);
		if (fields.has("recurrence") && !fields.has("startTimes")) {
			fields.set("recurrence", JsonMapper.shared()
				.readTree(
						"""
								{"start":"2040-01-02T20:00:00Z","rule":"FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5","exceptDates":["2040-01-04"]}"""));
		}
		else {
			fields.remove("recurrence");
			fields.putArray("startTimes").add("2040-01-01T20:00:00Z").add("2040-01-02T20:00:00Z");
		}
	}

	Data create() {
		return new Data("2035-11-01");
	}

	/**
	 * Creates data of slots that end, and moves the clock to a time after that.
	 */
	Data ended() {
		Data data = new Data("2030-02-01");
		data.slot();
		data.ticket();
		data.hold();
		data.show();
		this.clock.advance(Duration.ofDays(60));
		return data;
	}

	/**
	 * Creates data that are canceled and released.
	 */
	Data canceled() {
		Data data = create();
		this.ticketly.delete("/v1/tickets/" + data.ticket().get("ticketId").asString());
		this.ticketly.delete("/v1/holds/" + data.hold().get("holdId").asString());
		this.ticketly.send(this.ticketly.requestAsOperator("/v1/keys/" + data.key().get("keyId").asString()).DELETE());
		this.ticketly.postAsOperator("/v1/slots/" + data.slot().get("slotId").asString() + "/cancel", """
				{"reason":"The projector is broken."}""");
		this.ticketly.postAsOperator("/v1/shows/" + data.show().get("showId").asString() + "/cancel", """
				{"reason":"The projector is broken."}""");
		return data;
	}

	/**
	 * Creates data with a slot that has no free seats and a hold that is confirmed.
	 */
	Data usedUp() {
		Data data = create();
		JsonNode slot = schedule(data.day, 1);
		book(slot);
		data.created.put("slot", slot);
		post("/v1/holds/" + data.hold().get("holdId").asString() + "/confirm", "");
		return data;
	}

	private JsonNode schedule(String day, int seats) {
		this.created++;
		return this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Show %1$d","slotDescription":"","startTime":"%2$sT12:22:00Z",
				"endTime":"%2$sT15:22:00Z","slotType":"Movie","genre":"Action",
				"sale":{"prices":{"currency":"EUR","categories":[{"category":"Standard","prices":[
				{"concession":"Adult","amount":0}]}]}},
				"seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"C","seats":%3$d}],
				"accessible":["C1"]}]}}""".formatted(this.created, day, seats)).json();
	}

	private JsonNode book(JsonNode slot) {
		return post("/v1/tickets", order(slot)).get(0);
	}

	private static String order(JsonNode slot) {
		return """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}"""
			.formatted(slot.get("slotId").asString());
	}

	private JsonNode post(String path, String json) {
		ApiResponse response = this.ticketly.post(path, json);
		if (response.status() != 201) {
			throw new IllegalStateException(response.response().body());
		}
		return response.json();
	}

}
