package com.ticketly.expiry;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.show.Show;
import com.ticketly.show.ShowUpdate;
import com.ticketly.show.Shows;
import com.ticketly.show.UnfinishedShow;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.NewSlots;
import com.ticketly.slot.SalesRefusal;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.SlotSchedule.Result;
import com.ticketly.slot.Slots;
import io.opentelemetry.context.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Carries out at the slots of a show what is written at the show: its creation, or its
 * last change. That can be repeated, and several instances can do so at once.
 */
@Component
public class ShowUpdates {

	private static final Logger logger = LoggerFactory.getLogger(ShowUpdates.class);

	private static final int CONCURRENT_CHANGES = 8;

	private static final int MAX_FAILURES = 3;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Shows shows;

	private final NewSlots newSlots;

	private final Slots slots;

	private final SlotSchedule schedule;

	private final SlotCloser closer;

	ShowUpdates(Clock clock, ExpiryProperties expiry, Shows shows, NewSlots newSlots, Slots slots,
			SlotSchedule schedule, SlotCloser closer) {
		this.clock = clock;
		this.expiry = expiry;
		this.shows = shows;
		this.newSlots = newSlots;
		this.slots = slots;
		this.schedule = schedule;
		this.closer = closer;
	}

	/**
	 * Finishes the creation or the last change of a show if that stopped halfway.
	 */
	public void finish(Show show) {
		if (this.shows.isUnfinished(show)) {
			carryOut(show);
		}
	}

	/**
	 * Writes the slots of a new show, or changes those of another one.
	 * @param show the show as it is stored
	 */
	public ShowReport carryOut(Show show) {
		ShowUpdate update = show.update();
		ShowReport report;
		if (update == null) {
			this.newSlots.write(this.newSlots.plan(show.template(), positions(show)), this.shows.seating(show));
			report = new ShowReport(show.slots(), List.of());
		}
		else {
			report = change(show, update, slots(show));
		}
		this.shows.finish(show);
		return report;
	}

	/**
	 * Returns why a change of a show is not possible at one of its slots, empty if it is.
	 */
	public Optional<Problem> problem(Show show, ShowUpdate update) {
		SlotChange change = update.change();
		// Other fields are never wrong for a slot.
		if (change == null || change.sale() == null) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		return slots(show).stream()
			.filter(update::concerns)
			.filter((slot) -> slot.changeRefusalAt(now).isEmpty())
			.flatMap((slot) -> slot.problemWith(change, now, this.expiry)
				.map((problem) -> new Problem(problem.field(), problem.reason(), slot.id()))
				.stream())
			.findFirst();
	}

	private List<Slot> slots(Show show) {
		return this.slots.read(positions(show).stream().map(SlotPosition::id).toList());
	}

	private List<SlotPosition> positions(Show show) {
		return this.shows.slots(show.id()).orElseThrow().positions();
	}

	private ShowReport change(Show show, ShowUpdate update, List<Slot> slots) {
		List<Optional<ShowReport.Left>> results = slots.stream()
			.filter(update::concerns)
			.gather(Gatherers.mapConcurrent(CONCURRENT_CHANGES,
					Context.current().wrapFunction((slot) -> change(show, update, slot))))
			.toList();
		List<ShowReport.Left> left = results.stream().flatMap(Optional::stream).toList();
		return new ShowReport(results.size() - left.size(), left);
	}

	/**
	 * Returns why a slot cannot be changed, empty if it is changed.
	 */
	private Optional<ShowReport.Left> change(Show show, ShowUpdate update, Slot read) {
		Slot slot = read;
		for (int attempt = 1;; attempt++) {
			if (slot.hasChangeOfShow(show.version())) {
				propagate(slot);
				return Optional.empty();
			}
			Optional<SalesRefusal> refusal = slot.changeRefusalAt(this.clock.instant());
			if (refusal.isPresent()) {
				return Optional.of(new ShowReport.Left(slot.id(), refusal.get()));
			}
			Optional<Slot> written = write(slot.ofShow(show.id().value(), show.version()), update);
			if (written.isPresent()) {
				propagate(written.get());
				return Optional.empty();
			}
			Backoff.afterConflict(attempt);
			slot = this.slots.read(slot.id()).orElseThrow();
		}
	}

	private Optional<Slot> write(Slot slot, ShowUpdate update) {
		if (update.change() == null) {
			return this.slots.cancel(slot, String.valueOf(update.cancelReason()));
		}
		// The times stay the same, so the hall is not asked.
		return (this.schedule.change(slot, update.change(), true) instanceof Result.Written(var written))
				? Optional.of(written) : Optional.empty();
	}

	private void propagate(Slot slot) {
		if (slot.lifecycle().unfinished() != null) {
			this.closer.resume(slot);
		}
	}

	/**
	 * Resumes creations and changes that stopped halfway, until the third of them fails.
	 */
	void resume() {
		int failures = 0;
		for (UnfinishedShow mark : this.shows.resumable(this.clock.instant())) {
			try {
				if (this.shows.resume(mark, this.clock.instant())) {
					this.shows.find(mark.show()).ifPresent(this::carryOut);
				}
			}
			catch (RuntimeException ex) {
				logger.warn("The show {} could not be finished: {}", mark.show(), ex.toString());
				if (++failures == MAX_FAILURES) {
					return;
				}
			}
		}
	}

	/**
	 * Why a show cannot be changed in this way.
	 *
	 * @param field the field of the change that is wrong
	 * @param reason what is wrong with it
	 * @param slot a slot for which it is wrong
	 */
	public record Problem(String field, String reason, SlotId slot) {
	}

}
