package com.ticketly;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import com.ticketly.apikey.ApiKeys;
import com.ticketly.apikey.Scope;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.HoldService;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.SeatSelection;
import com.ticketly.booking.SlotReference;
import com.ticketly.booking.TicketController;
import com.ticketly.door.DoorCodes;
import com.ticketly.expiry.ShowUpdates;
import com.ticketly.hall.Halls;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.programme.SlotChanges;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.show.Shows;
import com.ticketly.slot.Genre;
import com.ticketly.slot.NewSlots;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.SlotType;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Ticket;
import com.ticketly.user.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;

import org.springframework.context.annotation.Profile;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Makes the examples in Swagger UI work in the local run: each time the OpenAPI document
 * is read, it books and holds seats of the slot in the examples, creates keys, a hall,
 * and shows, and replaces the ids in the examples by those of the new ones. What one
 * example cancels, moves, or releases, no other example uses.
 */
@RestControllerAdvice
@Profile("local")
record LocalRunExamples(SlotChanges slots, TicketController tickets, HoldService holds, ApiKeys keys,
		DoorCodes doorCodes, Halls halls, Shows shows, NewSlots newSlots, SlotSchedule schedule,
		ShowUpdates updates) implements ResponseBodyAdvice<byte[]> {

	private static final Instant SKYFALL = Instant.parse("2030-11-01T12:22:00Z");

	private static final Instant NOSFERATU = Instant.parse("2030-11-02T20:00:00Z");

	private static final Instant METROPOLIS = Instant.parse("2030-11-03T20:00:00Z");

	@Override
	public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
		return OpenApiWebMvcResource.class.isAssignableFrom(method.getContainingClass());
	}

	@Override
	public byte @Nullable [] beforeBodyWrite(byte @Nullable [] body, MethodParameter method, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body == null) {
			return null;
		}
		Booking booking = booked("Skyfall", SKYFALL, 5);
		Booking toCancel = booked("Nosferatu", NOSFERATU, 1);
		List<Ticket> tickets = booking.tickets();
		return new String(body, StandardCharsets.UTF_8)
			.replaceAll("TKT01JDA3M5\\w+A1B2C3D4", tickets.get(0).id().value())
			.replaceAll("TKT01JDA3M5\\w+B2C3D4E5", tickets.get(1).id().value())
			.replaceAll("TKT01JDA3M5\\w+C3D4E5F6", tickets.get(2).id().value())
			.replaceAll("TKT01JDA3M5\\w+D4E5F6G7", tickets.get(3).id().value())
			.replaceAll("TKT01JDA3M5\\w+E5F6G7H8", tickets.get(4).id().value())
			.replaceAll("BKG01JDB5P7\\w+", BookingReference.of(booked("Skyfall", SKYFALL, 2)).value())
			.replaceAll("BKG01JDB6Q8\\w+", BookingReference.of(booked("Skyfall", SKYFALL, 2)).value())
			.replaceAll("BKG01JDA3M5\\w+", BookingReference.of(booking).value())
			.replaceAll("HLD01JDA3M5\\w+A5E5F6G7H8", held("Ann " + booking.id()))
			.replaceAll("HLD01JDA3M5\\w+A6F6G7H8J9", held("Bob " + booking.id()))
			.replaceAll("HAL01JDA3M5\\w+", hall())
			.replaceAll("SHW01JDA3M5\\w+", show("Metropolis"))
			.replaceAll("SHW01JDA7S9\\w+", show("Show to cancel"))
			.replaceAll("KEY01JDB4N6\\w+", key("Example"))
			.replaceAll("KEY01JDB5P7\\w+", key("Example to revoke"))
			.replaceAll("K7QF3-MXA2B", this.doorCodes.create("Example", Duration.ofDays(1), "operator").text().text())
			.replaceAll("SLT01JDA3M5\\w+", booking.section().slot().value())
			.replaceAll("SLT01JDA7S9\\w+", toCancel.section().slot().value())
			.replaceAll("U01JDB4N6P1\\w+", booking.user().value())
			.getBytes(StandardCharsets.UTF_8);
	}

	private Booking booked(String slot, Instant start, int numTickets) {
		BookingOrder order = order("John", slot, start, numTickets);
		Outcome<Booking> booked = this.tickets.book(order, IdempotencyKey.NONE);
		if (booked.isRefused()) {
			schedule("Skyfall", "Bond faces his past.", SKYFALL, Genre.ACTION);
			schedule("Nosferatu", "A ship brings the plague.", NOSFERATU, Genre.HORROR);
			schedule("Metropolis", "A city of the future, above and below.", METROPOLIS, Genre.SCIFI);
			return this.tickets.book(order, IdempotencyKey.NONE).orElseThrow();
		}
		return booked.orElseThrow();
	}

	/**
	 * Returns the id of a hold. Each one is of another customer, because a customer can
	 * have few of them.
	 */
	private String held(String user) {
		return this.holds.hold(order(user, "Skyfall", SKYFALL, 1), Duration.ofHours(1), IdempotencyKey.NONE)
			.orElseThrow()
			.id()
			.value();
	}

	/**
	 * Returns the id of the first hall.
	 */
	private String hall() {
		return this.halls.list(null, 1)
			.stream()
			.findFirst()
			.or(() -> this.halls.add("Large hall", ZoneId.of("Europe/Berlin"), Duration.ofMinutes(20),
					new SeatingPlan(List
						.of(new PlannedSection("Stalls", SeatLayout.parse(List.of("A aa..|....", "B ....|...."))))),
					(transaction, hall) -> {
					}))
			.orElseThrow()
			.id()
			.value();
	}

	/**
	 * Returns the id of the first show with a title.
	 */
	private String show(String title) {
		return this.shows.list(null, 100)
			.stream()
			.filter((show) -> show.template().showing().name().equals(title))
			.findFirst()
			.orElseGet(() -> newShow(title))
			.id()
			.value();
	}

	private Show newShow(String title) {
		ShowId id = ShowId.create(SKYFALL);
		Showing showing = new Showing(title, "", METROPOLIS, METROPOLIS.plus(Duration.ofHours(2)), SlotType.MOVIE,
				Genre.SCIFI);
		List<Slot> slots = this.newSlots.plan(new SlotPlan(showing, 120, null),
				List.of(METROPOLIS, METROPOLIS.plus(Duration.ofDays(1))), id.value());
		this.schedule.reserve(slots, false, (transaction) -> this.shows.addPuts(transaction, id, slots, null),
				(transaction) -> {
				});
		Show show = this.shows.find(id).orElseThrow();
		this.updates.carryOut(show);
		return show;
	}

	/**
	 * Returns the id of a key with a name that is active.
	 */
	private String key(String name) {
		return this.keys.all()
			.stream()
			.filter((key) -> key.name().equals(name) && key.revokedAt() == null)
			.findFirst()
			.orElseGet(() -> this.keys.create(name, Set.of(Scope.EXPIRY), null, "operator").orElseThrow().key())
			.id()
			.value();
	}

	private static BookingOrder order(String user, String slot, Instant start, int numTickets) {
		// A phone number can have few holds of a slot.
		PhoneNumber phone = new PhoneNumber("+9196538%05d".formatted(Math.floorMod(user.hashCode(), 100_000)));
		return new BookingOrder(user, phone, new SlotReference.ByName(slot, start), new SeatSelection.Best(numTickets),
				List.of(), null);
	}

	private void schedule(String name, String description, Instant start, Genre genre) {
		Showing showing = new Showing(name, description, start, start.plus(Duration.ofHours(3)), SlotType.MOVIE, genre);
		this.slots.schedule(new SlotPlan(showing, 120, null), false, IdempotencyKey.NONE).orElseThrow();
	}

}
