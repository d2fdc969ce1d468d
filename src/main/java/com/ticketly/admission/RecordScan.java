package com.ticketly.admission;

import java.util.List;
import java.util.Optional;

import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides a scan of a ticket and records it. Two scans of one ticket are decided one
 * after the other, and a ticket is not let in once it has ended, because every scan
 * writes the section.
 *
 * @param seat the number of the seat within the slot
 * @param log the log of the ticket as the caller read it, null if nothing was read
 * @param refusal why the ticket is not valid, null if it is
 * @param ended whether the ticket has ended, so that its seat may have another one
 * @param endedTickets how often tickets of the section had ended when the ticket was
 * found
 */
record RecordScan(SectionKey section, int seat, ScanLogKey key, @Nullable ScanLog log, Scan scan,
		@Nullable ScanOutcome refusal, boolean ended, long endedTickets) implements Command<RecordScan.Result> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.section);
	}

	@Override
	public int items() {
		return 1;
	}

	@Override
	public boolean sharesAcrossSections() {
		return true;
	}

	@Override
	public Result apply(UnitOfWork unitOfWork) {
		Section current = unitOfWork.section(this.section);
		if (!this.ended && current.door().endedTickets() != this.endedTickets) {
			return Result.OUTDATED;
		}
		ScanLog scans = log(unitOfWork, current);
		RecordedScan known = scans.find(this.scan.id()).orElse(null);
		if (known != null) {
			return Result.of(known, scans);
		}
		if (scans.isFull()) {
			return Result.of(RecordedScan.refused(this.scan, ScanOutcome.TOO_MANY_SCANS, unitOfWork.now()), scans);
		}
		RecordedScan decided = scans.decide(this.scan, this.refusal, unitOfWork.now());
		ScanLog changed = scans.with(decided);
		unitOfWork.put(ScanLogs.ITEMS, changed);
		unitOfWork.put(this.ended ? current : current.scan(this.seat, !changed.movements().isEmpty()));
		return Result.of(decided, changed);
	}

	private ScanLog log(UnitOfWork unitOfWork, Section current) {
		ScanLog none = ScanLog.empty(this.key, current.purgeAt());
		return unitOfWork.existing(ScanLogs.ITEMS, this.key.tableKey())
			.or(() -> (this.log != null) ? unitOfWork.find(ScanLogs.ITEMS, this.log) : Optional.empty())
			.or(() -> current.door().isScanned(current.index(this.seat)) ? unitOfWork.readAgain(ScanLogs.ITEMS, none)
					: Optional.empty())
			.orElse(none);
	}

	@Override
	public boolean isRefusal(Result result) {
		return result.isOutdated();
	}

	/**
	 * The result of a scan.
	 *
	 * @param scan the recorded scan, null if tickets of the section have ended since the
	 * ticket was found
	 * @param related the scans to which the recorded one refers
	 */
	record Result(@Nullable RecordedScan scan, List<RecordedScan> related) {

		static final Result OUTDATED = new Result(null, List.of());

		Result {
			related = List.copyOf(related);
		}

		static Result of(RecordedScan scan, ScanLog log) {
			return new Result(scan, scan.related().stream().flatMap((id) -> log.find(id).stream()).toList());
		}

		boolean isOutdated() {
			return this.scan == null;
		}

	}

}
