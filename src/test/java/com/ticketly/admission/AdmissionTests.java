package com.ticketly.admission;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketCodes;
import com.ticketly.ticketcode.TicketTag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests scans at the door, at one instance and at another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTests {

	private static final Instant OPEN = Instant.parse("2030-11-01T11:30:00Z");

	private final TestClock clock = TestClock.at(OPEN.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock).asFleet();

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	private final AtomicInteger scans = new AtomicInteger();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	@BeforeEach
	void open() {
		this.clock.moveTo(OPEN);
	}

	private String code(String ticket) {
		TicketId id = TicketId.parse(ticket).orElseThrow();
		return this.ticketly.bean(TicketCodes.class)
			.sign(TicketCode.of(this.ticketly.bean(TicketLookup.class).ticket(id).orElseThrow().details().ticket()));
	}

	private String newId() {
		return "scan-" + this.scans.incrementAndGet();
	}

	private static Map<String, Object> scan(String id, String gate, String code, Object... more) {
		Map<String, Object> scan = new LinkedHashMap<>(Map.of("scanId", id, "gate", gate, "code", code));
		for (int i = 0; i < more.length; i += 2) {
			scan.put((String) more[i], more[i + 1]);
		}
		return scan;
	}

	private static ApiResponse send(TicketlyInstance instance, String slot, List<Map<String, Object>> scans) {
		return instance.postAsOperator("/v1/slots/" + slot + "/admissions",
				JsonMapper.shared().writeValueAsString(Map.of("scans", scans)));
	}

	private static JsonNode decide(TicketlyInstance instance, String slot, Map<String, Object> scan) {
		ApiResponse response = send(instance, slot, List.of(scan));
		assertThat(response.status()).as(response.response().body()).isEqualTo(200);
		return response.json().get("admissions").get(0);
	}

	private JsonNode decide(String slot, Map<String, Object> scan) {
		return decide(this.ticketly, slot, scan);
	}

	private String outcome(String slot, Map<String, Object> scan) {
		return decide(slot, scan).get("outcome").asString();
	}

	private JsonNode counts(String slot) {
		ApiResponse here = this.ticketly.getAsOperator("/v1/slots/" + slot + "/admissions");
		ApiResponse there = this.other.getAsOperator("/v1/slots/" + slot + "/admissions");
		assertThat(here.status()).isEqualTo(200);
		assertThat(here.json()).isEqualTo(there.json());
		return here.json();
	}

	private List<Integer> inOutExpected(String slot) {
		JsonNode counts = counts(slot);
		return List.of(counts.get("in").asInt(), counts.get("out").asInt(), counts.get("expected").asInt());
	}

	@Test
	void letsInTheHolderOfATicketOnce() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));

		JsonNode first = decide(slot, scan(newId(), "North", code, "scannedAt", "2030-11-01T11:29:59.123Z"));
		JsonNode second = decide(this.other, slot, scan(newId(), "South", code));

		assertThat(first.get("outcome").asString()).isEqualTo("Admitted");
		assertThat(first.get("seat").asString()).isEqualTo("1");
		assertThat(second.get("outcome").asString()).isEqualTo("AlreadyIn");
		assertThat(second.at("/earlier/gate").asString()).isEqualTo("North");
		assertThat(second.at("/earlier/scannedAt").asString()).startsWith("2030-11-01T11:29:59");
		assertThat(second.at("/earlier/scanId")).isEqualTo(first.get("scanId"));
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
		assertThat(counts(slot).at("/refusals/0/outcome").asString()).isEqualTo("AlreadyIn");
	}

	@Test
	void answersTheSameScanInTheSameWayForEver() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.clock.moveTo(Instant.parse("2030-11-01T09:00:00Z"));
		Map<String, Object> early = scan(newId(), "North", code(ticket));
		JsonNode tooEarly = decide(slot, early);
		this.clock.moveTo(OPEN);
		Map<String, Object> in = scan(newId(), "North", code(ticket));
		JsonNode admitted = decide(slot, in);
		Map<String, Object> again = scan(newId(), "South", code(ticket));
		JsonNode refused = decide(slot, again);
		Map<String, Object> forged = scan(newId(), "South", "ticket");
		JsonNode nothing = decide(slot, forged);

		this.clock.advance(Duration.ofDays(2));

		assertThat(tooEarly.get("outcome").asString()).isEqualTo("TooEarly");
		assertThat(tooEarly.get("opensAt").asString()).startsWith("2030-11-01T10:22");
		assertThat(nothing.get("outcome").asString()).isEqualTo("Forged");
		assertThat(decide(this.other, slot, early)).isEqualTo(tooEarly);
		assertThat(decide(this.other, slot, in)).isEqualTo(admitted);
		assertThat(decide(this.other, slot, again)).isEqualTo(refused);
		assertThat(decide(this.other, slot, forged)).isEqualTo(nothing);
		assertThat(outcome(slot, scan(newId(), "North", code(ticket)))).isEqualTo("Expired");
	}

	@Test
	void letsInOneOfManyGatesThatScanATicketAtTheSameInstant() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));

		List<String> outcomes = Concurrently.call(32,
				(i) -> decide((i % 2 == 0) ? this.ticketly : this.other, slot,
						scan(newId(), "Gate " + i, code, "scannedAt", "2030-11-01T11:30:00Z"))
					.get("outcome")
					.asString());

		assertThat(outcomes).containsOnlyOnce("Admitted").contains("AlreadyIn").hasSize(32);
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
	}

	@Test
	void saysWhyATicketIsNotValid() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String another = this.ticketly.schedule("Spectre", 20);
		String canceled = this.ticketly.bookOne(slot, "Ann");
		String moved = this.ticketly.bookOne(slot, "Ben");
		String elsewhere = this.ticketly.bookOne(another, "Cleo");
		String canceledCode = code(canceled);
		String movedCode = code(moved);
		this.ticketly.delete("/v1/tickets/" + canceled);
		this.ticketly.post("/v1/tickets/" + moved + "/reschedule", "{\"slotId\":\"%s\"}".formatted(another));

		JsonNode otherSlot = decide(slot, scan(newId(), "North", code(elsewhere)));

		this.clock.advance(Duration.ofSeconds(1));
		assertThat(outcome(slot, scan(newId(), "North", canceledCode))).isEqualTo("Canceled");
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(outcome(slot, scan(newId(), "North", movedCode))).isEqualTo("Moved");
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(otherSlot.get("outcome").asString()).isEqualTo("OtherSlot");
		assertThat(otherSlot.at("/otherSlot/slotName").asString()).isEqualTo("Spectre");
		assertThat(outcome(slot, scan(newId(), "North", canceledCode.substring(0, canceledCode.length() - 4) + "AAAA")))
			.isEqualTo("Forged");
		assertThat(ApiResponse.values(counts(slot).get("refusals"), "outcome")).containsExactly("Forged", "Moved",
				"Canceled", "OtherSlot");
	}

	@Test
	void tellsATicketFromAnEarlierOneOfTheSameSeat() {
		String slot = this.ticketly.schedule("Skyfall", 1);
		String before = this.ticketly.bookOne(slot, "Ann");
		String codeBefore = code(before);
		this.ticketly.delete("/v1/tickets/" + before);
		String now = this.other.bookOne(slot, "Ben");

		assertThat(outcome(slot, scan(newId(), "North", code(now)))).isEqualTo("Admitted");
		assertThat(outcome(slot, scan(newId(), "North", codeBefore))).isEqualTo("Canceled");
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
	}

	@Test
	void findsTicketsThatAreBookedAndCanceledAfterItHasReadTheOthers() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String first = this.ticketly.bookOne(slot, "Ann");
		String second = this.ticketly.bookOne(slot, "Ben");
		assertThat(outcome(slot, scan(newId(), "North", code(first)))).isEqualTo("Admitted");

		String late = this.other.bookOne(slot, "Cleo");
		String codeOfSecond = code(second);
		this.other.delete("/v1/tickets/" + second);

		assertThat(outcome(slot, scan(newId(), "North", code(late)))).isEqualTo("Admitted");
		assertThat(outcome(slot, scan(newId(), "North", codeOfSecond))).isEqualTo("Canceled");
	}

	@Test
	void readsTheIdOfATicketAsWell() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		String unknown = ticket.substring(0, ticket.length() - 8) + "00000000";

		assertThat(outcome(slot, Map.of("scanId", newId(), "gate", "North", "ticketId", ticket))).isEqualTo("Admitted");
		assertThat(outcome(slot, Map.of("scanId", newId(), "gate", "North", "ticketId", unknown))).isEqualTo("Unknown");
		assertThat(outcome(slot, Map.of("scanId", newId(), "gate", "North", "ticketId", "TKT1"))).isEqualTo("Unknown");
		assertThat(outcome(slot, scan(newId(), "North", code(ticket)))).isEqualTo("AlreadyIn");
	}

	@Test
	void letsPeopleLeaveAndComeBack() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));

		assertThat(outcome(slot, scan(newId(), "South", code, "direction", "out"))).isEqualTo("NotIn");
		assertThat(outcome(slot, scan(newId(), "North", code, "direction", "in"))).isEqualTo("Admitted");
		assertThat(outcome(slot, scan(newId(), "South", code, "direction", "out"))).isEqualTo("Left");
		assertThat(inOutExpected(slot)).containsExactly(0, 1, 0);
		assertThat(outcome(slot, scan(newId(), "South", code, "direction", "out"))).isEqualTo("NotIn");
		assertThat(outcome(slot, scan(newId(), "North", code))).isEqualTo("Admitted");
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
		assertThat(counts(slot).get("gates")).isEqualTo(JsonMapper.shared()
			.readTree("[{\"gate\":\"North\",\"in\":2,\"out\":0},{\"gate\":\"South\",\"in\":0,\"out\":1}]"));
	}

	@Test
	void countsAfterTheTicketsHaveExpired() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		List<String> tickets = ApiResponse.values(this.ticketly.book(slot, "Ann", 3).json(), "ticketId");
		decide(slot, scan(newId(), "North", code(tickets.getFirst())));

		this.clock.advance(Duration.ofDays(1));
		this.ticketly.postAsOperator("/expireTickets", "{}");

		assertThat(inOutExpected(slot)).containsExactly(1, 0, 2);
		assertThat(counts(slot).get("booked").asInt()).isEqualTo(3);
	}

	@Test
	void undoesAMistake() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String another = this.ticketly.schedule("Spectre", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		String code = code(ticket);
		String mistake = newId();
		decide(slot, scan(mistake, "North", code));

		assertThat(this.other.delete("/v1/tickets/" + ticket).problem()).isEqualTo("ticket-admitted");
		assertThat(this.other.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(another))
			.problem()).isEqualTo("ticket-admitted");
		assertThat(this.other.post("/v1/tickets/" + ticket + "/transfer", """
				{"userName":"Ben","phoneNumber":"9653864515"}""").problem()).isEqualTo("ticket-admitted");
		assertThat(outcome(slot, scan(newId(), "North", code, "undoes", mistake))).isEqualTo("Undone");
		assertThat(outcome(slot, scan(newId(), "North", code, "undoes", mistake))).isEqualTo("Unknown");
		assertThat(inOutExpected(slot)).containsExactly(0, 0, 1);
		assertThat(outcome(slot, scan(newId(), "South", code))).isEqualTo("Admitted");
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
	}

	@Test
	void letsInAgainstTheRulesForAReason() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.clock.moveTo(Instant.parse("2030-11-01T09:00:00Z"));

		JsonNode answer = decide(slot, scan(newId(), "North", code(ticket), "override", "Helps to build the stage"));

		assertThat(answer.get("outcome").asString()).isEqualTo("Admitted");
		assertThat(answer.get("overridden").asString()).isEqualTo("Helps to build the stage");
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
		assertThat(outcome(slot, scan(newId(), "North", "forged", "override", "A friend"))).isEqualTo("Forged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AB", "BA" })
	void letsTheEarliestOfflineScanWinInAnyOrder(String order) {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));
		Map<String, Object> early = scan("A" + order, "North", code, "scannedAt", "2030-11-01T11:00:00Z");
		Map<String, Object> late = scan("B" + order, "South", code, "scannedAt", "2030-11-01T11:05:00Z");

		JsonNode first = decide(slot, order.startsWith("A") ? early : late);
		JsonNode second = decide(this.other, slot, order.startsWith("A") ? late : early);

		assertThat(first.get("outcome").asString()).isEqualTo("Admitted");
		assertThat(second.get("outcome").asString()).isEqualTo(order.startsWith("A") ? "AlreadyIn" : "Admitted");
		assertThat(ApiResponse.values(second.get("conflicts"), "gate"))
			.containsExactly(order.startsWith("A") ? "North" : "South");
		assertThat(counts(slot).get("gates").toString()).isEqualTo("[{\"gate\":\"North\",\"in\":1,\"out\":0}]");
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
	}

	@Test
	void understandsOfflineScansThatAreSentInTheWrongOrder() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));
		String in = newId();

		assertThat(outcome(slot, scan(newId(), "S", code, "direction", "out", "scannedAt", "2030-11-01T11:10:00Z")))
			.isEqualTo("NotIn");
		assertThat(inOutExpected(slot)).containsExactly(0, 0, 1);
		assertThat(outcome(slot, scan(in, "N", code, "scannedAt", "2030-11-01T11:00:00Z"))).isEqualTo("Admitted");
		assertThat(inOutExpected(slot)).containsExactly(0, 1, 0);
		assertThat(outcome(slot, scan(newId(), "N", code, "scannedAt", "2030-11-01T11:20:00Z"))).isEqualTo("Admitted");
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ab", "ba" })
	void keepsTheOrderOfADeviceWhoseClockIsAhead(String ids) {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));

		ApiResponse response = send(this.ticketly, slot,
				List.of(scan(ids.substring(0, 1), "N", code, "offline", true, "scannedAt", "2030-11-01T11:30:01Z"),
						scan(ids.substring(1), "N", code, "turnedAway", true, "scannedAt", "2030-11-01T11:30:02Z")));

		assertThat(ApiResponse.values(response.json().get("admissions"), "outcome")).containsExactly("Admitted",
				"AlreadyIn");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ab", "ba" })
	void keepsTheOrderOfScansWithinASecond(String ids) {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));

		JsonNode late = decide(slot,
				scan(ids.substring(0, 1), "N", code, "offline", true, "scannedAt", "2030-11-01T11:00:00.456Z"));
		JsonNode early = decide(slot,
				scan(ids.substring(1), "S", code, "offline", true, "scannedAt", "2030-11-01T11:00:00.123Z"));

		assertThat(late.get("outcome").asString()).isEqualTo("Admitted");
		assertThat(early.get("outcome").asString()).isEqualTo("Admitted");
		assertThat(ApiResponse.values(early.get("conflicts"), "gate")).containsExactly("N");
	}

	@Test
	void doesNotCountWhomADeviceTurnedAwayWithoutANetwork() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));
		String turnedAway = newId();

		assertThat(outcome(slot, scan(turnedAway, "S", code, "turnedAway", true, "scannedAt", "2030-11-01T11:05:00Z")))
			.isEqualTo("TurnedAway");
		assertThat(inOutExpected(slot)).containsExactly(0, 0, 1);
		JsonNode in = decide(slot, scan(newId(), "N", code, "offline", true, "scannedAt", "2030-11-01T11:00:00Z"));
		assertThat(in.get("outcome").asString()).isEqualTo("Admitted");
		assertThat(in.has("conflicts")).isFalse();
		JsonNode refused = decide(slot,
				scan(newId(), "S", code, "turnedAway", true, "scannedAt", "2030-11-01T11:06:00Z"));
		assertThat(refused.get("outcome").asString()).isEqualTo("AlreadyIn");
		assertThat(refused.at("/earlier/gate").asString()).isEqualTo("N");
		assertThat(refused.has("conflicts")).isFalse();
		assertThat(inOutExpected(slot)).containsExactly(1, 0, 0);
	}

	@Test
	void judgesALiveScanByTheClockOfTheService() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String code = code(this.ticketly.bookOne(slot, "Ann"));

		decide(slot, scan(newId(), "North", code));
		this.clock.advance(Duration.ofSeconds(1));
		JsonNode slowClock = decide(slot,
				scan(newId(), "South", code, "scannedAt", "2030-11-01T11:00:00Z", "offline", false));

		assertThat(slowClock.get("outcome").asString()).isEqualTo("AlreadyIn");
	}

	@Test
	void decidesAHundredScansOfManySectionsInOneRequest() {
		String slot = this.ticketly.schedule("Skyfall", 1200);
		List<String> tickets = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			tickets.addAll(ApiResponse.values(((i % 2 == 0) ? this.ticketly : this.other).book(slot, "Ann", 10).json(),
					"ticketId"));
		}

		ApiResponse response = send(this.other, slot,
				tickets.stream().map((ticket) -> scan(newId(), "North", code(ticket))).toList());

		assertThat(response.status()).isEqualTo(200);
		assertThat(ApiResponse.values(response.json().get("admissions"), "outcome")).hasSize(100)
			.containsOnly("Admitted");
		assertThat(inOutExpected(slot)).containsExactly(100, 0, 0);
	}

	@Test
	void neverLetsInATicketThatIsCanceledAtTheSameTime() {
		String slot = this.ticketly.schedule("Skyfall", 400);
		for (int i = 0; i < 20; i++) {
			String ticket = this.ticketly.bookOne(slot, "Ann");
			String code = code(ticket);

			List<String> answers = Concurrently.call(2,
					(j) -> (j == 0)
							? decide(this.ticketly, slot, scan(newId(), "North", code)).get("outcome").asString()
							: this.other.delete("/v1/tickets/" + ticket).problem());

			assertThat(answers).isIn(List.of("Admitted", "ticket-admitted"), List.of("Canceled", ""));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			`{}`, scans
			`{"scans":[]}`, scans
			`{"scans":[{"gate":"N","code":"x"}]}`, scans[0].scanId
			`{"scans":[{"scanId":"a b","gate":"N","code":"x"}]}`, scans[0].scanId
			`{"scans":[{"scanId":"a","code":"x"}]}`, scans[0].gate
			`{"scans":[{"scanId":"a","gate":"N"}]}`, scans[0].code
			`{"scans":[{"scanId":"a","gate":"N","code":"x","ticketId":"y"}]}`, scans[0].ticketId
			`{"scans":[{"scanId":"a","gate":"N","code":"x","direction":"up"}]}`, scans[0].direction
			`{"scans":[{"scanId":"a","gate":"N","code":"x","scannedAt":"now"}]}`, scans[0].scannedAt
			`{"scans":[{"scanId":"a","gate":"N","code":"x","undoes":"b","override":"c"}]}`, scans[0].undoes
			`{"scans":[{"scanId":"a","gate":"N","code":"x","direction":"out","override":"c"}]}`, scans[0].override
			`{"scans":[{"scanId":"a","gate":"N","code":"x","direction":"out","turnedAway":true}]}`, scans[0].turnedAway
			`{"scans":[{"scanId":"a","gate":"N","code":"x"},{"scanId":"a","gate":"N","code":"y"}]}`, scans[1].scanId
			""")
	void namesInvalidFields(String input, String field) {
		String slot = this.ticketly.schedule("Skyfall", 20);

		ApiResponse response = this.ticketly.postAsOperator("/v1/slots/" + slot + "/admissions", input);

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.invalidFields()).containsExactly(field);
		assertThat(inOutExpected(slot)).containsExactly(0, 0, 0);
	}

	@Test
	void refusesMoreThanAHundredScans() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		ApiResponse response = send(this.ticketly, slot,
				IntStream.range(0, 101).mapToObj((i) -> scan("s" + i, "North", "x")).toList());

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.invalidFields()).containsExactly("scans");
	}

	@Test
	void doesNotKnowOtherSlots() {
		assertThat(this.ticketly.getAsOperator("/v1/slots/SLT01K00000000000000000000000/admissions").problem())
			.isEqualTo("slot-not-found");
		assertThat(send(this.ticketly, "SLT01K00000000000000000000000", List.of(scan("a", "N", "x"))).problem())
			.isEqualTo("slot-not-found");
		assertThat(this.ticketly.getAsOperator("/v1/slots/SLT01K00000000000000000000000/manifest").problem())
			.isEqualTo("slot-not-found");
	}

	@Test
	void tellsAScannerWhichTicketsAreValid() {
		String slot = this.ticketly.schedule("Skyfall", 1200);
		String first = this.ticketly.bookOne(slot, "Ann");
		String gone = this.ticketly.bookOne(slot, "Ben");
		this.ticketly.delete("/v1/tickets/" + gone);
		decide(slot, scan(newId(), "North", code(first)));

		ApiResponse answer = this.other.getAsOperator("/v1/slots/" + slot + "/manifest");
		JsonNode manifest = answer.json();

		TicketId id = TicketId.parse(first).orElseThrow();
		JsonNode section = manifest.get("sections").get(id.section().no());
		int seat = Integer.parseInt(this.ticketly.get("/v1/tickets/" + first).json().get("seat").asString());
		int index = seat - section.get("firstSeat").asInt();
		ByteBuffer tags = ByteBuffer.wrap(Base64.getDecoder().decode(section.get("tags").asString()));
		assertThat(tags.getInt(4 * index)).isEqualTo(TicketTag.of(id).value());
		assertThat(IntStream.range(0, tags.limit() / 4).filter((i) -> tags.getInt(4 * i) != 0)).containsExactly(index);
		assertThat(BitSet.valueOf(Base64.getDecoder().decode(section.get("in").asString())).stream())
			.containsExactly(index);
		assertThat(manifest.get("keys").get(0)).isEqualTo(JsonMapper.shared()
			.readTree(this.ticketly.bean(TicketCodes.class).publicKeys().toString())
			.get("keys")
			.get(0));
		assertThat(
				this.ticketly.getAsOperator("/v1/slots/" + slot + "/manifest", "If-None-Match", answer.header("ETag"))
					.status())
			.isEqualTo(304);
	}

	@Test
	void tellsAScannerWhichSectionsHaveChanged() {
		String slot = this.ticketly.schedule("Skyfall", 1200);
		String first = this.ticketly.bookOne(slot, "Ann");
		String path = "/v1/slots/" + slot + "/manifest";
		JsonNode before = this.ticketly.getAsOperator(path).json();
		String since = path + "?since=" + before.get("version").asString();
		assertThat(before.get("sections").size()).isEqualTo(3);
		assertThat(this.other.getAsOperator(since).json().get("sections").size()).isZero();

		decide(slot, scan(newId(), "North", code(first)));
		JsonNode changes = this.other.getAsOperator(since).json();

		assertThat(ApiResponse.values(changes.get("sections"), "sectionNo"))
			.containsExactly(Integer.toString(TicketId.parse(first).orElseThrow().section().no()));
		assertThat(this.other.getAsOperator(path + "?since=unknown").json().get("sections").size()).isEqualTo(3);
		assertThat(changes.get("version")).isEqualTo(this.ticketly.getAsOperator(path).json().get("version"));
	}

	@ParameterizedTest
	@CsvSource({ "500, 4096", "49500, 300000" })
	void hasSmallManifests(int seats, int bytes) {
		String slot = this.ticketly.schedule("Skyfall", seats);
		this.ticketly.bookOne(slot, "Ann");

		assertThat(this.ticketly.getAsOperator("/v1/slots/" + slot + "/manifest").response().body().length())
			.isLessThanOrEqualTo(bytes);
	}

}
