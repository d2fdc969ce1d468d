package com.ticketly.door;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.google.zxing.WriterException;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.ticketly.TicketlyInstance;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketCodes;
import com.ticketly.ticketcode.TicketTag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the page for the door in Chromium, as staff use it: with a camera, and without a
 * network.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(value = "hasChromium",
		disabledReason = "Chromium is not installed. On Debian: apt-get install --no-install-recommends chromium")
class DoorPageTests {

	/**
	 * A busy machine may take long. No test waits for it to pass.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Path PICTURES = Path.of("target", "door");

	private final List<String> errors = new ArrayList<>();

	private TicketlyInstance ticketly;

	private Playwright playwright;

	private Browser browser;

	private Path videos;

	private Network network;

	static boolean hasChromium() {
		return Chromium.executable().isPresent();
	}

	@BeforeAll
	void start(@TempDir Path folder) throws IOException, WriterException {
		this.videos = folder;
		this.ticketly = TicketlyInstance.start();
		this.playwright = Chromium.playwright();
		this.browser = Chromium.start(this.playwright, CameraVideo.write(this.videos.resolve("nothing.y4m")));
		PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT.toMillis());
	}

	@AfterAll
	void stop() {
		this.playwright.close();
		this.ticketly.close();
	}

	@BeforeEach
	void connect() {
		this.network = new Network(this.ticketly.uri("/").getPort());
	}

	@AfterEach
	void hasNoErrors() {
		this.network.close();
		// Answers that refuse, and what is sent without a network, are errors to
		// Chromium.
		assertThat(this.errors).allMatch((error) -> error.startsWith("Failed to load resource"));
		this.errors.clear();
	}

	private String schedule(String name) {
		Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(30));
		return this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"%s","slotDescription":"","startTime":"%s","endTime":"%s","slotType":"Movie",
				"genre":"Action","capacity":20}""".formatted(name, start, start.plus(Duration.ofHours(2))))
			.json()
			.get("slotId")
			.asString();
	}

	private JsonNode book(String slotId) {
		return this.ticketly.book(slotId, "Ann", 1).json().get(0);
	}

	private String codeOf(JsonNode ticket) {
		SlotId slot = SlotId.parse(ticket.get("ticketSlotId").asString()).orElseThrow();
		TicketId id = TicketId.parse(ticket.get("ticketId").asString()).orElseThrow();
		String seat = ticket.get("seat").asString();
		return this.ticketly.bean(TicketCodes.class)
			.sign(new TicketCode(new SectionKey(slot, 0), Integer.parseInt(seat), seat, TicketTag.of(id)));
	}

	private String bookCode(String slotId) {
		return codeOf(book(slotId));
	}

	/**
	 * Returns a code with what one code says and the signature of another one.
	 */
	private static String forge(String code, String other) {
		return code.substring(0, code.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
	}

	private JsonNode doorCode() {
		return this.ticketly.postAsOperator("/v1/door-codes", "{\"name\":\"North gate\"}").json();
	}

	private JsonNode counts(String slotId) {
		return this.ticketly.getAsOperator("/v1/slots/" + slotId + "/admissions").json();
	}

	private BrowserContext context(Browser browser) {
		BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(390, 844)
			.setDeviceScaleFactor(2)
			.setHasTouch(true)
			.setLocale("en-GB"));
		context.grantPermissions(List.of("camera"));
		context.setDefaultTimeout(TIMEOUT.toMillis());
		context.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.errors.add(message.text());
			}
		});
		context.onWebError((error) -> this.errors.add(error.error()));
		return context;
	}

	private Page open(BrowserContext context) {
		return open(context, this.network);
	}

	private static Page open(BrowserContext context, Network network) {
		Page page = context.newPage();
		page.navigate(network.uri("/door").toString());
		return page;
	}

	private void goOffline(BrowserContext context) {
		this.network.goDown();
		context.setOffline(true);
	}

	private void goOnline(BrowserContext context) {
		this.network.goUp();
		context.setOffline(false);
	}

	private static void signIn(Page page, String code) {
		page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(code);
		button(page, "Sign in").click();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	/**
	 * Signs in, chooses a slot, and waits until the page also works without a network.
	 */
	private Page begin(BrowserContext context, String slotName) {
		return begin(context, this.network, slotName);
	}

	private Page begin(BrowserContext context, Network network, String slotName) {
		Page page = open(context, network);
		signIn(page, doorCode().get("code").asString());
		page.getByText(slotName).click();
		page.getByLabel("Name of this door").fill("North");
		button(page, "Begin").click();
		assertThat(page.locator("#list-time[data-ready=true]")).isVisible();
		page.waitForFunction("navigator.serviceWorker.controller !== null");
		return page;
	}

	private static void enter(Page page, String code) {
		page.getByLabel("Code or ticket id by hand").fill(code);
		button(page, "Check").click();
	}

	private static Locator scans(Page page, String outcome) {
		return page.locator("#recent li[data-outcome=%s]".formatted(outcome));
	}

	private static Locator scansWithoutNetwork(Page page, String outcome) {
		return page.locator("#recent li[data-outcome=%s][data-here=true]".formatted(outcome));
	}

	private static void hasUnsent(Page page, int count) {
		assertThat(page.locator("#unsent")).hasAttribute("data-count", Integer.toString(count));
	}

	private static void picture(Page page, String name) {
		page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
	}

	@Test
	void readsTicketsFromTheCamera() throws IOException, WriterException {
		String slot = schedule("By camera");
		String ticket = bookCode(slot);
		String other = bookCode(schedule("Next door"));
		Path video = CameraVideo.write(this.videos.resolve("tickets.y4m"), ticket, forge(ticket, other), other);
		try (Browser seeing = Chromium.start(this.playwright, video); BrowserContext context = context(seeing)) {
			Page page = begin(context, "By camera");

			assertThat(scans(page, "Admitted")).hasCount(1);
			assertThat(page.locator("[data-count=inside]")).hasText("1");
			assertThat(scans(page, "Forged").first()).isVisible();
			assertThat(scans(page, "OtherSlot").first()).isVisible();
			assertThat(page.locator("#detail")).containsText("Next door");
			picture(page, "other-slot");
			assertThat(scans(page, "AlreadyIn").first()).isVisible();
			assertThat(page.locator("#detail")).containsText("North");
			picture(page, "already-in");
			assertThat(scans(page, "Admitted")).hasCount(1);
			assertThat(counts(slot).get("in").asInt()).isEqualTo(1);
		}
	}

	@Test
	void keepsScansWithoutANetworkEvenIfThePageIsClosed() {
		String slot = schedule("Offline");
		String ticket = bookCode(slot);
		JsonNode second = book(slot);
		try (BrowserContext context = context(this.browser)) {
			Page page = begin(context, "Offline");
			goOffline(context);

			enter(page, ticket);
			assertThat(scansWithoutNetwork(page, "Admitted")).hasCount(1);
			picture(page, "offline-admitted");
			enter(page, ticket);
			assertThat(scansWithoutNetwork(page, "AlreadyIn")).hasCount(1);
			enter(page, forge(ticket, codeOf(second)));
			assertThat(scansWithoutNetwork(page, "Forged")).hasCount(1);
			enter(page, bookCode(schedule("Elsewhere")));
			assertThat(scansWithoutNetwork(page, "OtherSlot")).hasCount(1);
			hasUnsent(page, 4);
			page.close();

			Page reopened = open(context);
			hasUnsent(reopened, 4);
			enter(reopened, second.get("ticketId").asString());
			assertThat(scansWithoutNetwork(reopened, "Admitted")).hasCount(1);
			enter(reopened, ticket);
			assertThat(scansWithoutNetwork(reopened, "AlreadyIn")).hasCount(1);
			picture(reopened, "offline-reopened");
			assertThat(counts(slot).get("in").asInt()).isZero();
			goOnline(context);

			hasUnsent(reopened, 0);
			assertThat(reopened.locator("[data-count=inside]")).hasText("2");
			assertThat(counts(slot).get("in").asInt()).isEqualTo(2);
			assertThat(reopened.locator("#conflict-list")).hasText("");
		}
	}

	@Test
	void showsWhoWasLetInTwiceWhileDevicesHadNoNetwork() {
		String slot = schedule("Two doors");
		String ticket = bookCode(slot);
		try (BrowserContext north = context(this.browser);
				BrowserContext south = context(this.browser);
				Network other = new Network(this.ticketly.uri("/").getPort())) {
			Page first = begin(north, "Two doors");
			Page second = begin(south, other, "Two doors");
			goOffline(north);
			enter(first, ticket);
			assertThat(scansWithoutNetwork(first, "Admitted")).hasCount(1);
			enter(second, ticket);
			assertThat(scans(second, "Admitted")).hasCount(1);

			goOnline(north);

			hasUnsent(first, 0);
			assertThat(first.locator("#conflict-list li")).hasCount(1);
			assertThat(first.locator("#conflict-list")).containsText("somebody else came in with it");
			picture(first, "conflict");
		}
	}

	@Test
	void keepsScansWhenItsKeyIsRevoked() {
		String slot = schedule("Revoked");
		String ticket = bookCode(slot);
		try (BrowserContext context = context(this.browser)) {
			Page page = begin(context, "Revoked");
			goOffline(context);
			enter(page, ticket);
			hasUnsent(page, 1);
			this.ticketly.getAsOperator("/v1/keys")
				.json()
				.forEach((key) -> this.ticketly
					.send(this.ticketly.requestAsOperator("/v1/keys/" + key.get("keyId").asString()).DELETE()));
			goOnline(context);

			assertThat(page.locator("#sign-in-message")).containsText("1 unsent scan is kept");
			picture(page, "revoked");
			assertThat(counts(slot).get("in").asInt()).isZero();
			signIn(page, doorCode().get("code").asString());

			hasUnsent(page, 0);
			assertThat(page.locator("[data-count=inside]")).hasText("1");
			assertThat(counts(slot).get("in").asInt()).isEqualTo(1);
		}
	}

	@Test
	void letsOutUndoesAndOverrides() {
		String slot = schedule("All buttons");
		String ticket = bookCode(slot);
		try (BrowserContext context = context(this.browser)) {
			Page page = begin(context, "All buttons");

			enter(page, ticket);
			assertThat(scans(page, "Admitted")).hasCount(1);
			picture(page, "admitted");
			button(page, "Undo last scan").click();
			assertThat(scans(page, "Undone")).hasCount(1);
			enter(page, ticket);
			assertThat(scans(page, "Admitted")).hasCount(2);
			button(page, "Out").click();
			enter(page, ticket);
			assertThat(scans(page, "Left")).hasCount(1);
			assertThat(page.locator("[data-count=left]")).hasText("1");
			button(page, "In").click();
			enter(page, ticket);
			assertThat(scans(page, "Admitted")).hasCount(3);
			enter(page, ticket);
			assertThat(scans(page, "AlreadyIn")).hasCount(1);
			button(page, "Let in anyway").click();
			page.getByLabel("Reason").fill("Went to the car");
			picture(page, "override");
			button(page, "Let in").click();
			assertThat(scans(page, "Admitted")).hasCount(4);
			assertThat(page.locator("#detail")).containsText("Went to the car");
		}
	}

	@Test
	void signsInByACodeAndOut() {
		schedule("Sign-in");
		String code = doorCode().get("code").asString();
		try (BrowserContext context = context(this.browser)) {
			Page page = open(context);
			picture(page, "sign-in");
			signIn(page, "10IO");
			assertThat(page.locator("#sign-in-message")).containsText("ten letters and digits");
			signIn(page, "22222-22222");
			assertThat(page.locator("#sign-in-message")).containsText("unknown, used, or expired");
			signIn(page, code);
			assertThat(page.getByText("Sign-in", new Page.GetByTextOptions().setExact(false)).first()).isVisible();
			picture(page, "choose");
			assertThat(page.getByLabel("Name of this door")).hasValue("North gate");
			button(page, "Sign out").click();
			page.reload();

			assertThat(button(page, "Sign in")).isVisible();
			signIn(page, code);
			assertThat(page.locator("#sign-in-message")).containsText("unknown, used, or expired");
		}
	}

	@Test
	void fitsASmallPhone() {
		String slot = schedule("Small");
		String ticket = bookCode(slot);
		try (BrowserContext context = context(this.browser)) {
			Page page = begin(context, "Small");
			page.setViewportSize(360, 640);
			enter(page, ticket);
			assertThat(scans(page, "Admitted")).hasCount(1);

			assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
			assertThat(page.locator("#detail")).isInViewport();
			for (Locator target : page.locator("button:visible, input:visible").all()) {
				assertThat(target.boundingBox().height).isGreaterThanOrEqualTo(44);
				assertThat(target.boundingBox().width).isGreaterThanOrEqualTo(44);
			}
			page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("small.png")));
		}
	}

	@Test
	void speaksGerman() {
		try (BrowserContext context = this.browser.newContext(new Browser.NewContextOptions().setLocale("de-DE"))) {
			Page page = open(context);

			assertThat(page.locator("html")).hasAttribute("lang", "de");
			assertThat(page).hasTitle("Einlass");
			assertThat(
					page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("Anmelden"))))
				.isVisible();
		}
	}

}
