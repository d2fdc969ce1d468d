package com.ticketly.exchange;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import com.ticketly.apikey.Scope;
import com.ticketly.apikey.Scopes;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.http.Streamed;
import com.ticketly.input.Input;
import com.ticketly.listing.SlotListing.PageRequest;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exports of slots, tickets and sales. The mappings have no types: a client that accepts
 * neither type would get the slot or the ticket with the id {@code export}.
 */
@RestController
@SecurityRequirement(name = "operator")
record ExportRestController(Exports exports, ExchangePlaces places, Slots slots, Scopes scopes, Clock clock,
		JsonMapper mapper) {

	@Streamed
	@Tag(name = "Slots")
	@GetMapping("/v1/slots/export")
	void exportSlots(@Input SlotsExportInput input, HttpServletRequest request, HttpServletResponse response) {
		PageRequest slots = input.toRequest(this.clock);
		write(request, response, "slots", Columns.SLOT,
				(rows, place) -> this.exports.writeSlots(slots.query(), slots.available(), rows, place));
	}

	@Streamed
	@Tag(name = "Tickets")
	@GetMapping("/v1/tickets/export")
	void exportTickets(@Input ExportInput input, @Nullable Authentication caller, HttpServletRequest request,
			HttpServletResponse response) {
		Slot slot = slot(input.slot());
		boolean withUsers = this.scopes.has(caller, Scope.USERS_READ);
		write(request, response, "tickets", ExportedTicket.COLUMNS, (rows, place) -> {
			if (slot != null) {
				this.exports.writeTickets(slot, withUsers, rows, place);
			}
			else {
				this.exports.writeTickets(pages(input), withUsers, rows, place);
			}
		});
	}

	@Streamed
	@Tag(name = "Tickets")
	@GetMapping("/v1/sales/export")
	void exportSales(@Input ExportInput input, HttpServletRequest request, HttpServletResponse response) {
		Slot slot = slot(input.slot());
		write(request, response, "sales", SlotSales.COLUMNS, (rows, place) -> {
			if (slot != null) {
				this.exports.writeSales(List.of(slot), rows);
			}
			else {
				this.exports.writeSales(pages(input), rows, place);
			}
		});
	}

	private @Nullable Slot slot(@Nullable SlotId id) {
		return (id != null) ? Outcome.of(this.slots.read(id), Rejection.NotFound.SLOT).orElseThrow() : null;
	}

	private SlotPages pages(ExportInput input) {
		return new SlotPages(this.slots, input.toQuery(this.clock.instant()));
	}

	private void write(HttpServletRequest request, HttpServletResponse response, String name, List<String> columns,
			Export export) {
		FileAnswer answer = new FileAnswer(request, response, FileFormat.accepted(request));
		try (Place place = this.places.enterExport()) {
			answer.write(name, (output) -> {
				RowWriter rows = new RowWriter(this.mapper, answer.format(), columns, output);
				export.writeTo(rows, place);
				rows.flush();
			});
		}
	}

	/**
	 * An export.
	 */
	private interface Export {

		void writeTo(RowWriter rows, Place place) throws IOException;

	}

}
