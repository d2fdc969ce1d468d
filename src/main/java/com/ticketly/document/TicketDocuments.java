package com.ticketly.document;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.ticketly.http.Problems;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticketcode.TicketCodes;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.WebRequest;

/**
 * Answers with tickets as a page, a PDF file, or an entry of a calendar. The libraries
 * and the font are loaded when they are first used.
 */
@Component
public class TicketDocuments {

	/**
	 * The type of entries of calendars.
	 */
	public static final String CALENDAR = "text/calendar";

	/**
	 * A page contains no scripts, and its only resource is the stylesheet.
	 */
	private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; "
			+ "base-uri 'none'; form-action 'none'";

	private static final List<MediaType> TYPES = Stream.of(DocumentFormat.values()).map(DocumentFormat::type).toList();

	private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

	private final Clock clock;

	private final TicketCodes codes;

	private final TicketSheets sheets;

	private final SingletonSupplier<HtmlPages> pages = SingletonSupplier.of(HtmlPages::new);

	private final SingletonSupplier<PdfFiles> files = SingletonSupplier.of(PdfFiles::new);

	TicketDocuments(Clock clock, TicketCodes codes, TicketSheets sheets) {
		this.clock = clock;
		this.codes = codes;
		this.sheets = sheets;
	}

	/**
	 * Returns the tickets of a booking in the format that a request accepts.
	 * @param request a request that accepts HTML, PDF, or {@value #CALENDAR}
	 * @param booking the booking with the current status of its tickets
	 * @param slot the slot of the booking
	 */
	public ResponseEntity<byte[]> of(WebRequest request, Booking booking, Slot slot) {
		return of(request, ShownTickets.of(booking, slot));
	}

	ResponseEntity<byte[]> of(WebRequest request, ShownTickets shown) {
		MediaType type = Accepted.by(request).choose(TYPES);
		DocumentFormat format = DocumentFormat.values()[TYPES.indexOf(type)];
		byte[] document = switch (format) {
			case HTML -> this.pages.obtain().page(this.sheets.of(shown), request.getContextPath());
			case PDF -> pdf(shown);
			case CALENDAR -> CalendarFiles.render(shown, this.clock.instant());
		};
		ContentDisposition disposition = ((format == DocumentFormat.CALENDAR) ? ContentDisposition.attachment()
				: ContentDisposition.inline())
			.filename(shown.name() + "." + format.extension())
			.build();
		return answer(type).header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString()).body(document);
	}

	/**
	 * A file is kept, so it is refused while it would lack codes.
	 */
	private byte[] pdf(ShownTickets shown) {
		if (!shown.withStatus(TicketStatus.BOOKED).isEmpty()) {
			requireCodes();
		}
		return this.files.obtain().render(this.sheets.of(shown));
	}

	byte[] svg(CodeImage image) {
		return this.pages.obtain().svg(image);
	}

	/**
	 * Refuses the request if there are no codes.
	 */
	void requireCodes() {
		if (!this.codes.isAvailable()) {
			ErrorResponseException problem = Problems.Type.TICKET_CODES_UNAVAILABLE.exception();
			problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
			throw problem;
		}
	}

	/**
	 * Starts an answer. The address of a ticket allows to cancel it, so it is neither
	 * stored by caches nor sent to other sites.
	 */
	static ResponseEntity.BodyBuilder answer(MediaType type) {
		return ResponseEntity.ok()
			.contentType(type)
			.cacheControl(CacheControl.noStore().cachePrivate())
			.varyBy(HttpHeaders.ACCEPT)
			.header("Content-Security-Policy", CONTENT_POLICY)
			.header("Referrer-Policy", "no-referrer");
	}

}
