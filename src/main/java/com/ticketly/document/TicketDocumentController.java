package com.ticketly.document;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.Rejection;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketCodes;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Documents and codes of tickets. The JSON of a ticket has the same path as its
 * documents: of mappings that a client accepts equally, Spring chooses the one whose type
 * is first in the alphabet, which is JSON.
 */
@RestController
@RequestMapping("/v1/tickets/{ticketId}")
@Tag(name = "Tickets")
record TicketDocumentController(TicketLookup lookup, TicketDocuments documents, TicketCodes codes) {

	private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

	private static final List<MediaType> CODE_TYPES = List.of(MediaType.TEXT_PLAIN, SVG, MediaType.IMAGE_PNG);

	@Hidden
	@GetMapping(produces = { MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE, TicketDocuments.CALENDAR })
	ResponseEntity<byte[]> getTicketDocument(WebRequest request, @PathVariable TicketId ticketId) {
		FoundTicket found = find(ticketId);
		return this.documents.of(request, ShownTickets.of(found.details(), found.statusAt().slot()));
	}

	@ApiResponse(responseCode = "200",
			content = { @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")),
					@Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")),
					@Content(mediaType = MediaType.IMAGE_PNG_VALUE,
							schema = @Schema(type = "string", format = "binary")) })
	@GetMapping(path = "/code", produces = { MediaType.TEXT_PLAIN_VALUE, "image/svg+xml", MediaType.IMAGE_PNG_VALUE })
	ResponseEntity<byte[]> getTicketCode(WebRequest request, @PathVariable TicketId ticketId) {
		Ticket ticket = find(ticketId).details().ticket();
		if (ticket.status() != TicketStatus.BOOKED) {
			throw new RejectedException(new Rejection.TicketNotBooked(ticket.id(), ticket.status()));
		}
		this.documents.requireCodes();
		String code = this.codes.sign(TicketCode.of(ticket));
		MediaType type = Accepted.by(request).choose(CODE_TYPES);
		return TicketDocuments.answer(type).body(body(code, type));
	}

	private byte[] body(String code, MediaType type) {
		if (type.equals(MediaType.TEXT_PLAIN)) {
			return code.getBytes(StandardCharsets.US_ASCII);
		}
		CodeImage image = CodeImage.of(code);
		return type.equals(SVG) ? this.documents.svg(image) : image.png();
	}

	private FoundTicket find(TicketId ticketId) {
		return Outcome.of(this.lookup.ticket(ticketId), Rejection.NotFound.TICKET).orElseThrow();
	}

}
