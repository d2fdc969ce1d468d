package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticket.TicketStatusAt;
import com.ticketly.user.TierProperties;
import com.ticketly.user.User;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * The use cases: what customers and operators do, one method each.
 */
@Service
public class TicketController {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final TierProperties tiers;

	private final Slots slots;

	private final Bookings bookings;

	private final Users users;

	private final Sales sales;

	private final SectionQueues queues;

	private final Listings listings;

	private final TicketExpiry ticketExpiry;

	private final SalesMeters meters;

	private final CurrentSlots currentSlots;

	private final SlotChanges slotChanges;

	private final HoldProperties holds;

	private final Quotas quotas;

	TicketController(Clock clock, ExpiryProperties expiry, TierProperties tiers, Slots slots, Bookings bookings,
			Users users, Sales sales, SectionQueues queues, Listings listings, TicketExpiry ticketExpiry,
			SalesMeters meters, CurrentSlots currentSlots, SlotChanges slotChanges, HoldProperties holds,
			Quotas quotas) {
		this.clock = clock;
		this.expiry = expiry;
		this.tiers = tiers;
		this.slots = slots;
		this.bookings = bookings;
		this.users = users;
		this.sales = sales;
		this.queues = queues;
		this.listings = listings;
		this.ticketExpiry = ticketExpiry;
		this.meters = meters;
		this.currentSlots = currentSlots;
		this.slotChanges = slotChanges;
		this.holds = holds;
		this.quotas = quotas;
	}

	/**
	 * Schedules a slot.
	 */
	public Outcome<SlotDetails> schedule(SlotPlan plan, Reply<SlotDetails> reply) {
		return this.slotChanges.schedule(plan, reply);
	}

	/**
	 * Changes a slot.
	 * @param editions tells which editions of the slot the change was made for
	 */
	public Outcome<SlotDetails> change(SlotId id, SlotChange change, LongPredicate editions) {
		return this.slotChanges.change(id, change, editions).map(this.listings::details);
	}

	/**
	 * Cancels a slot: all of its tickets are canceled, and nothing is sold any more.
	 * @param reason why, for customers
	 */
	public Outcome<SlotDetails> cancel(SlotId id, String reason) {
		return this.slotChanges.cancel(id, reason).map(this.listings::details);
	}

	/**
	 * Takes seats of a slot out of the sale, or puts them back, whatever their sections.
	 * Those that are taken stay so until they are given back.
	 */
	public Outcome<SeatsDetails> block(SlotId id, SeatWish.Named seats, boolean blocks, Reply<SeatsDetails> reply) {
		return this.slotChanges.block(id, seats, blocks, reply);
	}

	/**
	 * Lists slots, ordered by start. A page may be short of its limit although the list
	 * goes on, when few slots have seats.
	 * @param query which slots
	 * @param available only slots that can be booked, or only those that cannot, or all
	 * when null
	 * @param after the position to go on after, from the first slot when null
	 * @param limit the most slots of the page
	 */
	public Page<SlotDetails, SlotPosition> slots(SlotQuery query, @Nullable Boolean available,
			@Nullable SlotPosition after, int limit) {
		return this.listings.slots(query, available, after, limit);
	}

	/**
	 * Returns all slots of a query, ordered by start.
	 */
	public List<SlotDetails> allSlots(SlotQuery query) {
		return this.listings.allSlots(query);
	}

	/**
	 * Returns a slot with the exact number of seats left.
	 */
	public Outcome<SlotDetails> slot(SlotId id) {
		return Outcome.of(this.currentSlots.find(id), new Rejection.SlotNotFound()).map(this.listings::details);
	}

	/**
	 * Returns the seats of a slot exactly as they are.
	 */
	public Outcome<SeatsDetails> seats(SlotId id) {
		return Outcome.of(this.currentSlots.find(id), new Rejection.SlotNotFound()).map(this.listings::seats);
	}

	/**
	 * Lists the tickets of a slot in the order of sections and bookings.
	 * @param status only tickets of this status, or all when null
	 * @param after the position to go on after, from the first ticket when null
	 * @param limit the most tickets of the page
	 */
	public Outcome<Page<TicketDetails, TicketPosition>> ticketsOfSlot(SlotId id, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		return Outcome.of(this.currentSlots.find(id), new Rejection.SlotNotFound())
			.map((slot) -> this.listings.ticketsOfSlot(slot, status, after, limit));
	}

	/**
	 * Returns all booked tickets of the slots with a name and a start.
	 */
	public Outcome<List<TicketDetails>> bookedTickets(String name, Instant start) {
		List<Slot> found = this.slots.named(name, start);
		return found.isEmpty() ? Outcome.refused(new Rejection.SlotNotFound()) : Outcome.done(found.stream()
			.flatMap((slot) -> this.listings.ticketsOfSlot(slot, TicketStatus.BOOKED, null, Integer.MAX_VALUE - 1)
				.items()
				.stream())
			.toList());
	}

	/**
	 * Books tickets: all of them, side by side where possible, or none.
	 */
	public Outcome<List<TicketDetails>> book(BookingOrder order, Reply<List<TicketDetails>> reply) {
		// The user is looked up once there is a section to try: a slot that is sold out
		// leaves no user behind.
		return this.meters
			.countBooking(this.sales.sell(order.slot(), null, order.seats(),
					(offer) -> reply.to(book(offer, order, null), TicketController::tickets)))
			.map(TicketController::tickets);
	}

	/**
	 * Holds seats as they would be booked, for a while.
	 * @param lasts how long, null for as long as the settings say
	 */
	public Outcome<HoldDetails> hold(BookingOrder order, @Nullable Duration lasts, Reply<HoldDetails> reply) {
		Instant now = this.clock.instant();
		Instant until = now.plus((lasts != null) ? lasts : this.holds.lasts());
		// A second that has begun counts whole.
		Hold hold = Hold.until(until.plusMillis(999).truncatedTo(ChronoUnit.SECONDS));
		// However long it takes: who asks again gets the same answer.
		Function<Booking, HoldDetails> result = (booking) -> HoldDetails.of(booking, now);
		return this.meters
			.countRefusal(this.sales.sell(order.slot(), null, order.seats(),
					(offer) -> reply.to(book(offer, order, hold), result)))
			.map(result);
	}

	private Book book(Offer offer, BookingOrder order, @Nullable Hold hold) {
		UserId user = this.users.resolve(order.userName(), order.phone());
		return new Book(offer, newId(), user, order.seats(), hold,
				this.quotas.of(offer.section().slot(), user, hold != null));
	}

	/**
	 * Returns a hold as it stands now.
	 */
	public Outcome<HoldDetails> hold(HoldId id) {
		return findWithSlot(id).map((found) -> details(found.statusAt().apply(found.booking())));
	}

	/**
	 * Makes a booking of a hold. Confirming it again answers the same.
	 */
	public Outcome<List<TicketDetails>> confirm(HoldId id, Reply<List<TicketDetails>> reply) {
		return this.meters.countRefusal(findWithSlot(id).flatMap((found) -> {
			Function<EndHold.Ended, List<TicketDetails>> result = (ended) -> tickets(
					found.statusAt().apply(ended.booking()));
			return this.meters.countConfirmation(confirm(id, found, reply, result)).map(result);
		}));
	}

	private <T> Outcome<EndHold.Ended> confirm(HoldId id, FoundHold found, Reply<T> reply,
			Function<EndHold.Ended, T> result) {
		return this.sales.refusal(found.statusAt().slot())
			.filter((refusal) -> !found.booking().isTicketed())
			.map(Outcome::<EndHold.Ended>refused)
			.orElseGet(() -> end(id, found.booking(), HoldStatus.CONFIRMED, reply, result));
	}

	/**
	 * Gives back the seats of a hold. Giving them back again changes nothing.
	 */
	public Outcome<HoldDetails> release(HoldId id, Reply<HoldDetails> reply) {
		Function<EndHold.Ended, HoldDetails> result = (ended) -> details(ended.booking());
		return this.meters.countRefusal(find(id).flatMap((hold) -> end(id, hold, HoldStatus.RELEASED, reply, result)))
			.map(result);
	}

	private <T> Outcome<EndHold.Ended> end(HoldId id, Booking hold, HoldStatus end, Reply<T> reply,
			Function<EndHold.Ended, T> result) {
		Quota quota = this.quotas.of(id.section().slot(), hold.user(), true);
		return this.queues.execute(reply.to(new EndHold(id, hold, end, quota), result), this.queues.deadline());
	}

	private Outcome<Booking> find(HoldId id) {
		return Outcome.of(
				this.bookings.findAny(id.section(), id.booking())
					.filter((booking) -> booking.hold() != null && HoldId.of(booking, booking.hold()).equals(id)),
				new Rejection.HoldNotFound());
	}

	private Outcome<FoundHold> findWithSlot(HoldId id) {
		return find(id).flatMap((booking) -> Outcome.of(
				statusAt(id.section().slot()).map((statusAt) -> new FoundHold(booking, statusAt)),
				new Rejection.HoldNotFound()));
	}

	private HoldDetails details(Booking booking) {
		return HoldDetails.of(booking, this.clock.instant());
	}

	private static List<TicketDetails> tickets(Booking booking) {
		return booking.tickets().stream().map((ticket) -> new TicketDetails(booking, ticket)).toList();
	}

	/**
	 * Returns a ticket as it stands now.
	 */
	public Outcome<TicketDetails> ticket(TicketId id) {
		return find(id).map(FoundTicket::details);
	}

	/**
	 * Moves a ticket to another slot: a new ticket, and the old one canceled, both or
	 * neither.
	 */
	public Outcome<Move> reschedule(TicketId id, SlotReference target, Reply<Move> reply) {
		return this.meters.countRefusal(find(id).flatMap((found) -> {
			if (found.details().ticket().status() != TicketStatus.BOOKED) {
				return Outcome.refused(Rejection.TicketNotBooked.of(found.details().ticket()));
			}
			if (!this.sales.isOpen(found.statusAt().slot())) {
				return Outcome.refused(new Rejection.SalesClosed(id.section().slot()));
			}
			return this.sales
				.sell(target, id.section().slot(), new SeatWish.Best(1),
						(offer) -> reply.to(
								new Reschedule(id, found.details().booking(), found.statusAt(), offer, newId(),
										quota(id.section(), found), quota(offer.section(), found)),
								Function.identity()));
		}));
	}

	/**
	 * Cancels a ticket, whose seat can then be sold again. Canceling it again changes
	 * nothing.
	 */
	public Outcome<TicketDetails> cancel(TicketId id, Reply<TicketDetails> reply) {
		return this.meters.countRefusal(find(id).flatMap((found) -> {
			Cancel cancel = new Cancel(id, found.details().booking(), found.statusAt(), quota(id.section(), found));
			return this.queues.execute(reply.to(cancel, Function.identity()), this.queues.deadline());
		}));
	}

	private Quota quota(SectionKey section, FoundTicket found) {
		return this.quotas.of(section.slot(), found.details().booking().user(), false);
	}

	/**
	 * Returns the customer of a ticket.
	 */
	public Outcome<UserDetails> userOfTicket(TicketId id) {
		return find(id).flatMap((found) -> user(found.details().booking().user()));
	}

	/**
	 * Returns a user, with the tier that the tickets of the last twelve months make.
	 */
	public Outcome<UserDetails> user(UserId id) {
		return Outcome.of(this.users.find(id), new Rejection.UserNotFound()).map(this::withTier);
	}

	private UserDetails withTier(User user) {
		BookingId first = BookingId.firstAt(ZonedDateTime.now(this.clock).minusMonths(12).toInstant());
		long tickets = this.bookings.ofUser(user.id(), first)
			.mapToLong((booking) -> booking.tickets().size() - booking.count(TicketStatus.CANCELED))
			.sum();
		return new UserDetails(user, this.tiers.tierOf(tickets));
	}

	/**
	 * Lists the tickets of a user in the order of their booking.
	 * @param status only tickets of this status, or all when null
	 * @param after the position to go on after, from the first ticket when null
	 * @param limit the most tickets of the page
	 */
	public Outcome<Page<TicketDetails, TicketPosition>> ticketsOfUser(UserId id, @Nullable TicketStatus status,
			@Nullable TicketPosition after, int limit) {
		return Outcome.of(this.users.find(id), new Rejection.UserNotFound())
			.map((user) -> this.listings.ticketsOfUser(id, status, after, limit));
	}

	/**
	 * Expires the slots whose time has come, and their tickets.
	 */
	public ExpiryReport expireTickets() {
		return this.ticketExpiry.run();
	}

	private BookingId newId() {
		return BookingId.create(this.clock.instant());
	}

	private Outcome<FoundTicket> find(TicketId id) {
		Optional<FoundTicket> found = this.bookings.find(id.section(), id.booking())
			.flatMap((booking) -> statusAt(id.section().slot())
				.flatMap((statusAt) -> TicketDetails.find(statusAt.apply(booking), id)
					.map((details) -> new FoundTicket(details, statusAt))));
		return Outcome.of(found, new Rejection.TicketNotFound());
	}

	/**
	 * Returns what time does to the tickets of a slot, as it is now.
	 */
	private Optional<TicketStatusAt> statusAt(SlotId id) {
		return this.currentSlots.find(id)
			.map((slot) -> new TicketStatusAt(this.clock.instant(), slot, this.expiry.archiveAfter()));
	}

	/**
	 * A ticket as it stands now.
	 *
	 * @param details the ticket with its booking
	 * @param statusAt what brought it up to now
	 */
	private record FoundTicket(TicketDetails details, TicketStatusAt statusAt) {
	}

	/**
	 * A hold as it is stored.
	 *
	 * @param booking the booking that it is, or may become
	 * @param statusAt what brings its tickets up to now
	 */
	private record FoundHold(Booking booking, TicketStatusAt statusAt) {
	}

}
