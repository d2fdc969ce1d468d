package com.ticketly.booking;

import java.util.List;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Blocks seats, which takes them out of the sale, or unblocks them.
 *
 * @param action whether the seats are blocked or unblocked
 */
record BlockSeats(CandidateSection candidate, List<String> names, Action action) implements SaleCommand<Section> {

	@Override
	public Affected affected() {
		return Affected.NOTHING;
	}

	@Override
	public List<SectionKey> sections() {
		return List.of(this.candidate.key());
	}

	@Override
	public Outcome<Section> apply(UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(this.candidate.key());
		List<Integer> seats = this.candidate.plan()
			.find(this.names, section.firstSeat())
			.orElseThrow()
			.stream()
			.map(Seat::number)
			.toList();
		Section changed = switch (this.action) {
			case BLOCK -> section.block(seats);
			case UNBLOCK -> section.unblock(seats);
		};
		if (!changed.seats().equals(section.seats())) {
			unitOfWork.put(changed);
		}
		return Outcome.done(changed);
	}

	enum Action {

		BLOCK, UNBLOCK

	}

}
