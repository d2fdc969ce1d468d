package com.ticketly.slot;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;

import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.hall.HallCalendar;
import com.ticketly.hall.HallId;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.Halls;
import com.ticketly.hall.Occupancy;
import com.ticketly.seating.SeatingPlan;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

import org.springframework.stereotype.Component;

/**
 * Plans and writes many new slots, as many as possible in one transaction.
 */
@Component
public class NewSlots {

	private static final Logger logger = LoggerFactory.getLogger(NewSlots.class);

	/**
	 * All slots of a show are in one partition of an index, because they have the same
	 * name.
	 */
	private static final int CONCURRENT_WRITES = 4;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Sections sections;

	private final SlotSchedule schedule;

	private final Halls halls;

	private final Transactions transactions;

	NewSlots(Clock clock, ExpiryProperties expiry, Slots slots, Sections sections, SlotSchedule schedule, Halls halls,
			Transactions transactions) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.sections = sections;
		this.schedule = schedule;
		this.halls = halls;
		this.transactions = transactions;
	}

	/**
	 * Returns slots as a plan says, which are not stored.
	 * @param starts when they start
	 * @param show the id of their show
	 */
	public List<Slot> plan(SlotPlan plan, List<Instant> starts, String show) {
		Instant now = this.clock.instant();
		Slot template = plan.slot(now, this.expiry).ofShow(show, 1);
		return starts.stream().map((start) -> template.at(SlotId.create(now), start, this.expiry)).toList();
	}

	/**
	 * Returns the slots at some positions, which are like a template.
	 */
	public List<Slot> plan(Slot template, List<SlotPosition> positions) {
		return positions.stream().map((slot) -> template.at(slot.id(), slot.start(), this.expiry)).toList();
	}

	/**
	 * Returns a slot as a plan says, which is not stored.
	 * @param overlaps whether another slot may take place in the hall at the same time
	 * @param deleted the slot that had the external id and is deleted, null if there is
	 * none
	 */
	public NewSlot plan(SlotPlan plan, boolean overlaps, @Nullable SlotId deleted) {
		return new NewSlot(plan.slot(this.clock.instant(), this.expiry), plan, overlaps, deleted);
	}

	/**
	 * Writes slots of a show with their sections, each at once. This can be repeated, and
	 * several instances can do so at once: a slot that is stored stays as it is.
	 * @param slots slots that have the same number of sections
	 * @param seating their seating plan, null where their seats only have numbers
	 */
	public void write(List<Slot> slots, @Nullable SeatingPlan seating) {
		List<NewSlot> all = slots.stream().map((slot) -> NewSlot.ofShow(slot, seating)).toList();
		all.stream()
			.gather(Gatherers.windowFixed(Math.max(1, Transactions.MAX_ITEMS / all.getFirst().items())))
			.gather(Gatherers.mapConcurrent(CONCURRENT_WRITES, Context.current().wrapFunction(this::writeGroup)))
			.forEach((group) -> {
			});
	}

	private List<NewSlot> writeGroup(List<NewSlot> group) {
		if (this.transactions.writeNew(transaction(group, List.of())) instanceof WriteResult.Refused
				&& group.size() > 1) {
			// Some of them are stored.
			group.forEach((slot) -> writeGroup(List.of(slot)));
		}
		return group;
	}

	private TransactWriteItemsEnhancedRequest transaction(List<NewSlot> group, Collection<HallCalendar> calendars) {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		group.forEach((slot) -> this.slots.addPut(transaction, slot.slot(), slot.plan().seating()));
		group.stream()
			.filter((slot) -> slot.slot().showing().externalId() != null)
			.forEach((slot) -> this.slots.addExternalId(transaction, slot.slot(), slot.deleted()));
		calendars.forEach((calendar) -> calendar.addTo(transaction));
		group.forEach((slot) -> this.sections.addPuts(transaction, slot.plan().sections(slot.slot())));
		return transaction.build();
	}

	/**
	 * Writes slots that are independent of each other, each as a whole. The others must
	 * then be added by {@link SlotSchedule#add} in the same order, which also finds out
	 * why one is refused.
	 * @param slots the slots. Of those at the same time in one hall, only the first is
	 * written.
	 * @return the slots that are certainly written
	 */
	public Set<SlotId> add(List<NewSlot> slots) {
		Set<SlotId> written = new HashSet<>();
		for (int from = 0; from < slots.size();) {
			List<NewSlot> group = fitting(slots.subList(from, slots.size()));
			List<NewSlot> free = new ArrayList<>();
			if (!write(free, occupy(group, free))) {
				// Otherwise later slots would come before these.
				break;
			}
			free.forEach((slot) -> written.add(slot.slot().id()));
			from += group.size();
		}
		return written;
	}

	/**
	 * Returns the first slots, as many as a transaction takes with the months of their
	 * halls.
	 */
	private static List<NewSlot> fitting(List<NewSlot> slots) {
		Set<Object> months = new HashSet<>();
		int items = 0;
		for (int count = 0; count < slots.size(); count++) {
			NewSlot slot = slots.get(count);
			items += slot.items();
			HallUse hall = slot.hall();
			if (hall != null) {
				slot.occupancy(hall).months().forEach((month) -> months.add(List.of(hall.version().hall(), month)));
			}
			if (count > 0 && items + months.size() > Transactions.MAX_ITEMS) {
				return slots.subList(0, count);
			}
		}
		return slots;
	}

	/**
	 * Occupies the halls of slots in their order.
	 * @param free receives the slots whose times are free
	 */
	private Collection<HallCalendar> occupy(List<NewSlot> group, List<NewSlot> free) {
		Map<HallId, List<Occupancy>> times = new HashMap<>();
		for (NewSlot slot : group) {
			HallUse hall = slot.hall();
			if (hall != null) {
				times.computeIfAbsent(hall.version().hall(), (_) -> new ArrayList<>()).add(slot.occupancy(hall));
			}
		}
		Map<HallId, HallCalendar> calendars = new HashMap<>();
		times.forEach((hall, occupancies) -> calendars.put(hall, this.halls.calendar(hall, occupancies)));
		Set<String> ids = new HashSet<>();
		for (NewSlot slot : group) {
			HallUse hall = slot.hall();
			if (hall == null || occupy(calendars, hall, slot, ids)) {
				free.add(slot);
			}
		}
		return calendars.values();
	}

	/**
	 * Occupies the hall of a slot, unless another slot does so.
	 * @param ids the slots that occupy halls and are not stored yet
	 */
	private boolean occupy(Map<HallId, HallCalendar> calendars, HallUse hall, NewSlot slot, Set<String> ids) {
		HallCalendar calendar = Objects.requireNonNull(calendars.get(hall.version().hall()));
		Occupancy occupancy = slot.occupancy(hall);
		if (!slot.overlaps()
				&& (calendar.overlapping(occupancy).stream().anyMatch((other) -> ids.contains(other.slot()))
						|| this.schedule.isOccupied(calendar, occupancy))) {
			return false;
		}
		calendars.put(hall.version().hall(), calendar.with(occupancy));
		return ids.add(occupancy.slot());
	}

	private boolean write(List<NewSlot> group, Collection<HallCalendar> calendars) {
		try {
			return group.isEmpty() || this.transactions
				.writeNewUnlessTaken(transaction(group, calendars)) instanceof WriteResult.Written;
		}
		catch (SdkException ex) {
			logger.warn("{} new slots are written one by one: {}", group.size(), ex.toString());
			return false;
		}
	}

	/**
	 * A slot to write.
	 *
	 * @param overlaps whether another slot may take place in the hall at the same time
	 * @param deleted the slot that had the external id and is deleted, null if there is
	 * none
	 */
	public record NewSlot(Slot slot, SlotPlan plan, boolean overlaps, @Nullable SlotId deleted) {

		static NewSlot ofShow(Slot slot, @Nullable SeatingPlan seating) {
			// The show has occupied the hall.
			return new NewSlot(slot, new SlotPlan(slot.showing(), slot.capacity().seats(), seating), true, null);
		}

		private @Nullable HallUse hall() {
			return this.slot.showing().hall();
		}

		private Occupancy occupancy(HallUse hall) {
			return SlotSchedule.occupancy(this.slot, hall);
		}

		/**
		 * Returns how many items it is, without those of the hall.
		 */
		private int items() {
			return 1 + this.slot.capacity().sections() + ((this.plan.seating() != null) ? 1 : 0)
					+ ((this.slot.showing().externalId() != null) ? 1 : 0);
		}

	}

}
