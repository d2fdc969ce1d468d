package com.ticketly.ticketcode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of a code, with short names.
 *
 * @param s the slot, without the prefix of its id
 * @param n the number of the section
 * @param p the number of the seat within the slot
 * @param m the name of the seat, null when it is left out
 * @param t the tag of the ticket
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "s", "n", "p", "m", "t" })
record TicketCodePayload(@Nullable String s, int n, int p, @Nullable String m, @Nullable String t) {

	private static final String SLOT_PREFIX = "SLT";

	private static final JsonMapper JSON = JsonMapper.shared();

	static TicketCodePayload of(TicketCode code) {
		String name = code.seatName();
		return new TicketCodePayload(code.section().slot().value().substring(SLOT_PREFIX.length()), code.section().no(),
				code.seat(), name.isEmpty() ? null : name, code.tag().text());
	}

	TicketCodePayload withoutName() {
		return new TicketCodePayload(this.s, this.n, this.p, null, this.t);
	}

	byte[] toJson() {
		return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads a payload, empty when it is none.
	 */
	static Optional<TicketCode> read(byte[] json) {
		try {
			@Nullable TicketCodePayload payload = JSON.readValue(json, TicketCodePayload.class);
			return Optional.ofNullable(payload).flatMap(TicketCodePayload::toCode);
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	private Optional<TicketCode> toCode() {
		if (this.n < 0 || this.n >= Slot.MAX_SECTIONS || this.p < 1) {
			return Optional.empty();
		}
		String name = (this.m != null) ? this.m : "";
		return SlotId.parse(SLOT_PREFIX + this.s)
			.flatMap((slot) -> TicketTag.parse(String.valueOf(this.t))
				.map((tag) -> new TicketCode(new SectionKey(slot, this.n), this.p, name, tag)));
	}

}
