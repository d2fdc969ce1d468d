package com.ticketly.booking;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.ticketly.receipt.Receipt;
import com.ticketly.receipt.StoredAnswer;
import com.ticketly.slot.SectionKey;

/**
 * Does what a command does, and writes its answer in the same transaction. It is not
 * taken back when its caller gives up: who asks again with the same key gets the answer.
 *
 * @param <T> what the command answers when it is done
 * @param command the command
 * @param claim the receipt of its request, without an answer
 * @param writer writes the answer
 */
record Answered<T>(Command<T> command, Receipt claim, Function<T, StoredAnswer> writer) implements Command<T> {

	@Override
	public List<SectionKey> sections() {
		return this.command.sections();
	}

	@Override
	public int items() {
		return this.command.items() + 1;
	}

	@Override
	public Outcome<T> apply(Ledger ledger) {
		Optional<Receipt> receipt = ledger.receipt(this.claim)
			.filter((found) -> found.claim().equals(this.claim.claim()));
		if (receipt.isEmpty()) {
			return Outcome.refused(new Rejection.RequestRunning());
		}
		Outcome<T> outcome = this.command.apply(ledger);
		// It has an answer when an earlier try of this group was written after all.
		if (outcome instanceof Outcome.Done<T>(T value) && receipt.get().answer() == null) {
			ledger.answer(this.claim.answered(this.writer.apply(value)));
		}
		return outcome;
	}

}
