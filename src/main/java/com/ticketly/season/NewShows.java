package com.ticketly.season;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.ticketly.api.SlotRequests;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.Replays;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.expiry.ShowUpdates;
import com.ticketly.hall.Hall;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.input.GivenTime;
import com.ticketly.programme.SlotChanges;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.show.Shows;
import com.ticketly.slot.NewSlots;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.SlotSchedule.Result;

import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;

/**
 * Creates shows. The show is written in one transaction with the times at which the hall
 * is occupied. Its slots are written next; that continues if it takes longer than the
 * caller waits, and is finished by an expiry run if this instance ends.
 */
@Component
record NewShows(Clock clock, SlotRequests requests, ShowTimes times, Shows shows, NewSlots slots, SlotSchedule schedule,
		ShowUpdates updates, Replays replays, IdempotencyRecords records) {

	/**
	 * Creates a show.
	 */
	Outcome<Show> create(ShowInput input, IdempotencyKey key) {
		Optional<Hall> hall = this.requests.hall(input.seats());
		ZoneId zone = hall.map(Hall::zone).orElse(null);
		List<ShowTime> times = this.times.of(input, zone);
		Duration running = Duration.ofMinutes(requireNonNull(input.runningMinutes()));
		boolean overlaps = input.seats().overlaps();
		this.times.check(times, running.plus(hall.map(Hall::clearing).orElse(Duration.ZERO)),
				overlaps || hall.isEmpty());
		Instant first = times.getFirst().start();
		SlotPlan plan = this.requests.plan(input.toSlot(given(first), given(first.plus(running))), hall);
		for (ShowTime time : times) {
			plan.sale().problemAt(time.start(), time.start().plus(running)).ifPresent((problem) -> {
				throw new InvalidRequestException("sale." + problem.field(),
						"%s, for each slot; it is not so at %s".formatted(problem.reason(), time.start()));
			});
		}
		List<Instant> starts = times.stream().map(ShowTime::start).toList();
		IdempotentRequest request = this.replays.begin(key,
				SlotChanges.meaning("createShow", plan)
					.with("startTimes", starts)
					.with("allowOverlap", overlaps ? true : null));
		return this.replays.once(request, () -> create(plan, starts, overlaps, request), this::created);
	}

	private static GivenTime given(Instant time) {
		return new GivenTime(LocalDateTime.ofInstant(time, ZoneOffset.UTC), ZoneOffset.UTC);
	}

	private Outcome<Show> create(SlotPlan plan, List<Instant> starts, boolean overlaps, IdempotentRequest request) {
		ShowId id = ShowId.create(this.clock.instant());
		List<Slot> slots = this.slots.plan(plan, starts, id.value());
		AtomicReference<Show> show = new AtomicReference<>();
		Result result = this.schedule.reserve(slots, overlaps,
				(transaction) -> show.set(this.shows.addPuts(transaction, id, slots, plan.seating())),
				(transaction) -> request.record(id.value())
					.ifPresent((record) -> this.records.addTo(transaction, record)));
		return switch (result) {
			case Result.Written _ -> Outcome.done(finished(requireNonNull(show.get())));
			case Result.HallOccupied occupied -> Outcome.refused(Rejection.HallOccupied.by(occupied));
			case Result.Refused _ -> Outcome.refused(new Rejection.KeyReused());
		};
	}

	private Show finished(Show show) {
		return Deadline.await(() -> {
			this.updates.finish(show);
			return show;
		});
	}

	private Outcome<Show> created(String id) {
		return Outcome.of(this.shows.find(new ShowId(id)), Rejection.NotFound.SHOW).map(this::finished);
	}

}
