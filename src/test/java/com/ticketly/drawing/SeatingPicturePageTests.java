package com.ticketly.drawing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.ticketly.TicketlyInstance;
import com.ticketly.door.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests pictures of seats in Chromium, with the screen of a phone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(value = "hasChromium",
		disabledReason = "Chromium is not installed. On Debian: apt-get install --no-install-recommends chromium")
class SeatingPicturePageTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Path PICTURES = Path.of("target", "seating");

	private static final String HALL = """
			{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":10,"aisles":[2,8]},
			{"row":"B-C","seats":12,"aisles":[2,10]},{"row":"D-I","seats":14,"aisles":[3,11]}],
			"accessible":["A1","A2","A9","A10"],"house":["I1","I14"]},
			{"name":"Balcony & <boxes>","rows":[{"row":"AA-AB","seats":12,"aisles":[6]}]}]}""";

	private final List<String> errors = new ArrayList<>();

	private TicketlyInstance ticketly;

	private Playwright playwright;

	private BrowserContext phone;

	static boolean hasChromium() {
		return Chromium.executable().isPresent();
	}

	@BeforeAll
	void start() {
		this.ticketly = TicketlyInstance.start();
		this.playwright = Chromium.playwright();
		Browser browser = Chromium.start(this.playwright);
		this.phone = browser
			.newContext(new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(2));
		this.phone.setDefaultTimeout(TIMEOUT.toMillis());
		this.phone.onConsoleMessage((message) -> this.errors.add(message.text()));
		this.phone.onWebError((error) -> this.errors.add(error.error()));
		// A browser accepts pictures where a page shows one, and not where it opens one.
		this.phone.route("**/seats", (route) -> {
			Map<String, String> headers = new HashMap<>(route.request().headers());
			headers.put("accept", "image/svg+xml");
			route.resume(new Route.ResumeOptions().setHeaders(headers));
		});
	}

	@AfterAll
	void stop() {
		this.playwright.close();
		this.ticketly.close();
	}

	@AfterEach
	void hasNoErrors() {
		assertThat(this.errors).isEmpty();
	}

	private String schedule(String name, String seats) {
		return this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action",%s}""".formatted(name, seats)).json().get("slotId").asString();
	}

	private void book(String slot, String path, String phone, String seats) {
		assertThat(this.ticketly.post(path, """
				{"userName":"Ann","phoneNumber":"%s","slotId":"%s",%s}""".formatted(phone, slot, seats)).status())
			.isEqualTo(201);
	}

	private Page open(String slot) {
		Page page = this.phone.newPage();
		page.navigate(this.ticketly.uri("/v1/slots/" + slot + "/seats").toString());
		return page;
	}

	/**
	 * Opens a page that includes the picture, or refers to it.
	 */
	private Page openPage(String body) {
		Page page = this.phone.newPage();
		page.route("**/page", (route) -> route
			.fulfill(new Route.FulfillOptions().setContentType("text/html; charset=utf-8").setBody("""
					<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>Seats</title>
					<body style="margin:0">%s""".formatted(body))));
		page.navigate(this.ticketly.uri("/page").toString());
		return page;
	}

	private Page openWithPicture(String slot) {
		return openPage(this.ticketly.get("/v1/slots/" + slot + "/seats", "Accept", "image/svg+xml").response().body());
	}

	private static List<BoundingBox> boxes(Page page, String row) {
		return page.locator("use", new Page.LocatorOptions().setHas(page.locator("title")))
			.all()
			.stream()
			.filter((seat) -> seat.locator("title").textContent().contains(row))
			.map(Locator::boundingBox)
			.toList();
	}

	private static void hasNoHorizontalOverflow(Page page) {
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
	}

	@Test
	void fitsAPhone() {
		String slot = schedule("Skyfall & <script>alert(1)</script>", "\"seatingPlan\":" + HALL);
		book(slot, "/v1/tickets", "9653864514", "\"seats\":[\"D6\",\"D7\",\"D8\",\"D9\"]");
		book(slot, "/v1/tickets", "9653864515",
				"\"seats\":[\"A9\",\"E7\",\"E8\",\"F5\",\"F6\"],\"section\":\"Stalls\"");
		book(slot, "/v1/tickets", "9653864516", "\"seats\":[\"AA5\",\"AA6\"]");
		book(slot, "/v1/holds", "9653864517", "\"seats\":[\"G8\",\"G9\",\"G10\",\"A2\"]");

		Page page = openWithPicture(slot);

		hasNoHorizontalOverflow(page);
		hasNoHorizontalOverflow(open(slot));
		List<BoundingBox> row = boxes(page, "Stalls, row D,");
		assertThat(row).hasSize(14).allSatisfy((seat) -> {
			assertThat(seat.width).isGreaterThanOrEqualTo(20);
			assertThat(seat.height).isGreaterThanOrEqualTo(20);
			assertThat(seat.x).isNotNegative();
			assertThat(seat.x + seat.width).isLessThanOrEqualTo(390);
		});
		for (int i = 1; i < row.size(); i++) {
			assertThat(row.get(i).x).isGreaterThan(row.get(i - 1).x + row.get(i - 1).width);
		}
		assertThat(page.locator("use title").allTextContents()).hasSize(142)
			.contains("Stalls, row A, seat 1, free, wheelchair-accessible",
					"Stalls, row A, seat 2, held, wheelchair-accessible", "Stalls, row D, seat 7, taken",
					"Balcony & <boxes>, row AB, seat 1, free", "Stalls, row I, seat 14, not for sale");
		screenshot(page, "hall");
	}

	@Test
	void isShownByAPage() {
		String slot = schedule("Spectre", "\"seatingPlan\":" + HALL);
		Page page = openPage("<img src=\"/v1/slots/%s/seats\" alt=\"Seats\">".formatted(slot));

		BoundingBox picture = page.locator("img").boundingBox();

		hasNoHorizontalOverflow(page);
		assertThat(picture.width).isCloseTo(390, within(1.0));
		assertThat(picture.height).isBetween(390.0, 844.0);
		screenshot(page, "page");
	}

	@Test
	void fitsAPhoneWithoutAPlan() {
		String slot = schedule("Goldfinger", "\"capacity\":300");
		book(slot, "/v1/tickets", "9653864514", "\"numTickets\":7");

		Page page = openWithPicture(slot);

		hasNoHorizontalOverflow(page);
		assertThat(page.locator("use title").allTextContents()).hasSize(300);
		assertThat(boxes(page, "Seat 1")).allSatisfy((seat) -> assertThat(seat.width).isGreaterThanOrEqualTo(15));
		screenshot(page, "numbers");
	}

	private static void screenshot(Page page, String name) {
		page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
	}

}
