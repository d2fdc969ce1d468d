package com.ticketly.booking;

import java.util.List;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Takes seats out of the sale, or puts them back.
 *
 * @param offer where they are
 * @param names the seats' names
 * @param blocks whether they are taken out
 */
record BlockSeats(Offer offer, List<String> names, boolean blocks) implements Command<Section> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.offer.section());
	}

	@Override
	public Outcome<Section> apply(Ledger ledger) {
		Section section = ledger.section(this.offer.section());
		List<Integer> seats = Seating.numbers(section.find(this.offer.plan(), this.names).orElseThrow());
		Section changed = this.blocks ? section.block(seats) : section.unblock(seats);
		if (!changed.seats().equals(section.seats())) {
			ledger.change(changed);
		}
		return Outcome.done(changed);
	}

}
