package com.ticketly.document;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import com.ticketly.ticketcode.TestKeys;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketCodes;
import com.ticketly.ticketcode.TicketTag;

/**
 * Prints how much time of a processor codes and documents take.
 */
final class DocumentTiming {

	private static final Duration WARM_UP = Duration.ofSeconds(5);

	private static final Duration MEASURED = Duration.ofSeconds(5);

	private DocumentTiming() {
	}

	public static void main(String[] args) {
		SectionKey section = new SectionKey(new SlotId("SLT01JDA3M5Q8RST9VWXYZ0123456"), 3);
		TicketCodes codes = TestKeys.codes(TestKeys.JSON);
		HtmlPages pages = new HtmlPages();
		PdfFiles files = new PdfFiles();
		String signed = codes.sign(new TicketCode(section, 1042, "C42", new TicketTag(1)));
		System.out.printf("A code has %d characters, and its QR code %d modules%n", signed.length(),
				CodeImage.of(signed).size() - 8);
		List<TicketSheet> sheets = List.of(new TicketSheet("Skyfall", "Friday, 1 November 2030", "12:22 – 15:22 UTC",
				"Stalls", "C42", null, null, null, CodeImage.of(signed)));

		measure("sign", (i) -> codes.sign(new TicketCode(section, i, "C42", new TicketTag(i))));
		measure("verify", (i) -> codes.read(signed));
		measure("QR code", (i) -> CodeImage.of(signed));
		measure("QR code as SVG", (i) -> pages.svg(CodeImage.of(signed)));
		measure("QR code as PNG", (i) -> CodeImage.of(signed).png());
		measure("page", (i) -> pages.page(sheets, ""));
		measure("PDF file", (i) -> files.render(sheets));
	}

	private static void measure(String name, IntFunction<Object> operation) {
		repeat(WARM_UP, operation);
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		int times = repeat(MEASURED, operation);
		long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
		System.out.printf("%s: %.3f ms%n", name, nanos / 1e6 / times);
	}

	private static int repeat(Duration time, IntFunction<Object> operation) {
		long end = System.nanoTime() + time.toNanos();
		int times = 0;
		int results = 0;
		while (System.nanoTime() < end) {
			results += operation.apply(++times).hashCode();
		}
		if (results == Integer.MIN_VALUE) {
			System.out.println("Keeps the results in use");
		}
		return times;
	}

}
