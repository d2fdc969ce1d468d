package com.ticketly.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import com.ticketly.Concurrently;
import com.ticketly.sale.SaleTerms;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotCapacity;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotLifecycle;
import com.ticketly.slot.SlotStatus;
import com.ticketly.slot.SlotType;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.user.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts of operators in documents: those that would be syntax there, those of other
 * scripts, and the longest.
 */
class DocumentTextTests {

	private static final List<String> TEXTS = List.of("<script>alert(1)</script>", "\"quoted\" 'too' & `more`",
			"{{show}} {{{show}}} </title>", "Line\nbreak\r\nand\ttab", "BEGIN:VEVENT\\n;X=1:,;\\", "%s ${x} #{x}",
			"Größenwahn — Ąę 映画", "שלום עולם", "مرحبا بالعالم", "Night 🎬 of the 👩‍👩‍👧‍👦 family",
			"e\u0301 ﷺ \u200d", "👩‍👩‍👧‍👦".repeat(20), "W".repeat(200), "word ".repeat(40).strip(), "映".repeat(200),
			"\ud83d", "🎬".repeat(200));

	private final HtmlPages pages = new HtmlPages();

	private final PdfFiles files = new PdfFiles();

	private static TicketSheet sheet(String text) {
		return new TicketSheet(text, "Friday, 1 November 2030", "12:22 – 15:22 UTC", text, text, price(text), null,
				null, CodeImage.of("code"));
	}

	/**
	 * Returns a price with the longest name of a category.
	 */
	private static TicketSheet.Price price(String text) {
		return new TicketSheet.Price("€1,000,000.00", text.substring(0, Math.min(50, text.length())) + ", Child");
	}

	@ParameterizedTest
	@FieldSource("TEXTS")
	void pagesShowThemAsTheyAre(String text) {
		TicketSheet invalid = new TicketSheet(text, "", "", text, text, price(text), text, text, null);

		String html = new String(this.pages.page(List.of(sheet(text), invalid), "/base"), StandardCharsets.UTF_8);

		assertThat(html).contains("href=\"/base/tickets.css\"").doesNotContain("<script", "\"quoted\"", "</title> ");
		assertThat(html.split("<article")).hasSize(3);
		assertThat(html.split("<svg")).hasSize(2);
		String shown = html.replaceAll("(?s).*?<h1 dir=\"auto\">(.*?)</h1>.*", "$1")
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&#x60;", "`")
			.replace("&#x3D;", "=")
			.replace("&amp;", "&");
		assertThat(shown).isEqualTo(text.equals("\ud83d") ? "?" : text);
	}

	@ParameterizedTest
	@FieldSource("TEXTS")
	void pdfFilesHaveOnePageAndACodeWithAnyOfThem(String text) {
		PdfText file = PdfText.of(this.files.render(List.of(sheet(text))));

		assertThat(file.pages()).hasSize(1);
		assertThat(Barcodes.read(file.pages().getFirst()).getText()).isEqualTo("code");
		assertThat(file.text()).contains("Friday, 1 November 2030 12:22 – 15:22 UTC");
	}

	@ParameterizedTest
	@FieldSource("TEXTS")
	void pdfFilesHaveOnePageWithTheLongestReason(String text) {
		TicketSheet invalid = new TicketSheet(text, "Friday", "12:22", text, "C4", price(text), "Canceled", text, null);

		assertThat(PdfText.of(this.files.render(List.of(invalid))).pages()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Größenwahn — Ąę Ελλάδα Москва", "Night of € 100 ♥", "\"quoted\" 'too' & <more>" })
	void pdfFilesHaveTheGlyphsOfManyScripts(String text) {
		assertThat(PdfText.of(this.files.render(List.of(sheet(text)))).text()).contains(text);
	}

	@Test
	void pdfFilesHaveBoxesForWhatTheFontLacks() {
		assertThat(PdfText.of(this.files.render(List.of(sheet("Kino 映画")))).text()).contains("Kino □□");
	}

	@Test
	void pdfFilesWriteHebrewAndArabicFromTheRight() {
		PdfText hebrew = PdfText.of(this.files.render(List.of(sheet("שלום עולם"))));

		assertThat(hebrew.text()).contains("שלום עולם");
	}

	@Test
	void pdfFilesAreMadeConcurrently() {
		List<String> names = IntStream.range(0, 8)
			.mapToObj((i) -> "Größenwahn %d %s".formatted(i, Character.toString('Α' + i)))
			.toList();

		List<byte[]> made = Concurrently.call(names.size(),
				(i) -> this.files.render(List.of(sheet(names.get(i)), sheet("Other"))));

		assertThat(made).extracting((file) -> PdfText.of(file).text())
			.zipSatisfy(names, (text, name) -> assertThat(text).contains(name));
	}

	@ParameterizedTest
	@FieldSource("TEXTS")
	void calendarsHaveOneEventWithAnyOfThem(String text) {
		String file = calendar(text, TicketStatus.BOOKED);

		VEvent event = event(file);
		assertThat(event.getSummary().getValue()).isEqualToNormalizingNewlines(text.equals("\ud83d") ? "?" : text);
		assertThat(event.getDescription().getValue()).endsWith("Seat C4");
		assertThat(file.lines())
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
	}

	@Test
	void calendarsSayWhenTheSlotIsAndWhetherItIsCanceled() {
		String booked = calendar("Skyfall", TicketStatus.BOOKED);
		String canceled = calendar("Skyfall", TicketStatus.CANCELED);

		assertThat(booked.lines()).contains("DTSTAMP:20301001T100000Z", "DTSTART:20301101T122200Z",
				"DTEND:20301101T152200Z", "SUMMARY:Skyfall", "STATUS:CONFIRMED", "VERSION:2.0");
		assertThat(canceled.lines()).contains("STATUS:CANCELLED");
		assertThat(event(canceled).getUid().getValue()).isEqualTo(event(booked).getUid().getValue());
		assertThat(event(canceled).getSequence().getValue()).isGreaterThan(event(booked).getSequence().getValue());
		assertThat(event(booked).getDateStart().getValue()).isEqualTo(Date.from(Instant.parse("2030-11-01T12:22:00Z")));
	}

	private static VEvent event(String file) {
		return Objects.requireNonNull(Biweekly.parse(file).first()).getEvents().getFirst();
	}

	private static String calendar(String text, TicketStatus status) {
		Showing showing = new Showing(text, "", Instant.parse("2030-11-01T12:22:00Z"),
				Instant.parse("2030-11-01T15:22:00Z"), SlotType.MOVIE, Genre.ACTION);
		Slot slot = new Slot(new SlotId("SLT01JDA3M5Q8RST9VWXYZ0123456"), showing, new SlotCapacity(20, 1, false),
				SaleTerms.NONE, new SlotLifecycle(SlotStatus.SCHEDULED, showing.end(), null, null, null, null, null), 1,
				0);
		TicketId id = TicketId.parse("TKT01JDA3M5Q8RST9VWXYZ0123456" + "03" + "01JDB4N6P1ABCDEFGHJKMNPQRS" + "A1B2C3D4")
			.orElseThrow();
		Ticket ticket = new Ticket(id, new Seat(1, "C4"), status, null, null, null, null);
		Booking booking = new Booking(id.section(), text, id.booking(), new UserId("U"), List.of(ticket), null,
				List.of(), null, (status == TicketStatus.BOOKED) ? 0 : 1);
		return new String(CalendarFiles.render(ShownTickets.of(booking, slot), Instant.parse("2030-10-01T10:00:00Z")),
				StandardCharsets.UTF_8);
	}

}
