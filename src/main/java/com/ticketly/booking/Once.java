package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.idempotency.IdempotencyRecord;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.slot.SectionKey;

/**
 * Carries out a command at most once for an idempotency key: writes the record of the key
 * in the same transaction, on the condition that there is none. The command is not undone
 * if its caller stops waiting, because a retry with the key finds what was made.
 *
 * @param record what is recorded
 */
record Once<T>(SaleCommand<T> command, IdempotencyRecord record) implements SaleCommand<T> {

	/**
	 * Returns a command that is carried out once.
	 * @param record what is recorded, empty for a request without a key
	 */
	static <T> SaleCommand<T> of(SaleCommand<T> command, Optional<IdempotencyRecord> record) {
		return record.<SaleCommand<T>>map((present) -> new Once<>(command, present)).orElse(command);
	}

	@Override
	public Affected affected() {
		return this.command.affected();
	}

	@Override
	public List<SectionKey> sections() {
		return this.command.sections();
	}

	@Override
	public int items() {
		return this.command.items() + 1;
	}

	@Override
	public Outcome<T> apply(UnitOfWork unitOfWork) {
		Optional<IdempotencyRecord> stored = unitOfWork.existing(IdempotencyRecords.ITEMS,
				IdempotencyRecords.tableKey(this.record.key()));
		Optional<IdempotencyRecord> done = stored.filter((existing) -> existing.isLive(unitOfWork.now()));
		if (done.filter((existing) -> !existing.isOfSameCommand(this.record)).isPresent()) {
			// The caller then reads what the record refers to.
			return Outcome.refused(new Rejection.KeyReused());
		}
		Outcome<T> outcome = this.command.apply(unitOfWork);
		// A record of this command exists if its transaction was written although it
		// seemed to be refused.
		if (!outcome.isRefused() && done.isEmpty()) {
			// The caller may have read an ended record that DynamoDB has deleted since.
			long version = stored.map(IdempotencyRecord::version).orElse(0L);
			unitOfWork.put(IdempotencyRecords.ITEMS, this.record.replacing(version));
		}
		return outcome;
	}

}
