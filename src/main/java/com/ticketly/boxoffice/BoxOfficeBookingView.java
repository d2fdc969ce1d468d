package com.ticketly.boxoffice;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.api.FareView.AmountView;
import com.ticketly.api.FareView.PaymentView;
import com.ticketly.api.TicketView;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.BookingSearch.FoundBooking;
import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.StaffAction;
import com.ticketly.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A booking in a response for the box office.
 *
 * @param bookedAt when it was made
 * @param severalRows whether its seats are in several rows; absent if they are not
 * @param section the name of the section; absent if the slot has no named sections
 * @param total what all tickets cost, also those that are canceled; absent if the slot
 * had no prices
 * @param refund what is to be given back for canceled tickets
 * @param payment the payment with which a hold was confirmed
 * @param tickets all of its tickets, also those that are canceled
 * @param actions what the box office did with it, oldest first
 */
@Schema(name = "BoxOfficeBooking")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record BoxOfficeBookingView(String bookingId, Instant bookedAt, SlotSummary slot, @Nullable Customer user,
		String section, @Nullable Boolean severalRows, @Nullable AmountView total, @Nullable AmountView refund,
		@Nullable PaymentView payment, List<TicketView> tickets, List<ActionView> actions) {

	/**
	 * Creates the view.
	 * @param showsPhone whether the caller may read phone numbers
	 */
	static BoxOfficeBookingView of(FoundBooking found, boolean showsPhone) {
		Booking booking = found.booking();
		return new BoxOfficeBookingView(BookingReference.of(booking).value(), booking.id().bookedAt(),
				SlotSummary.of(found.slot()), Customer.of(found.user(), showsPhone), booking.sectionName(),
				booking.isInSeveralRows() ? true : null, AmountView.of(booking.total()),
				AmountView.of(booking.refund()),
				PaymentView.of((booking.hold() != null) ? booking.hold().payment() : null),
				booking.tickets()
					.stream()
					.map((ticket) -> TicketView.forOperators(new TicketDetails(booking, ticket)))
					.toList(),
				booking.actions().stream().map(ActionView::of).toList());
	}

	/**
	 * The slot of a booking.
	 */
	@Schema(name = "SlotOfBooking")
	record SlotSummary(String slotId, String slotName, ZonedTime startTime) {

		static SlotSummary of(Slot slot) {
			return new SlotSummary(slot.id().value(), slot.showing().name(),
					ZonedTime.of(slot.showing().start(), slot.showing()));
		}

	}

	/**
	 * The customer of a booking.
	 *
	 * @param phoneNumber the phone number in E.164 format, masked for callers who must
	 * not read it
	 */
	@Schema(name = "CustomerOfBooking")
	record Customer(String userId, String userName, String phoneNumber) {

		static @Nullable Customer of(@Nullable User user, boolean showsPhone) {
			return (user == null) ? null : new Customer(user.id().value(), user.name(),
					showsPhone ? user.phone().e164() : user.phone().masked());
		}

	}

	/**
	 * What the box office did with a booking.
	 *
	 * @param actor the id of an API key, or the name of an operator
	 */
	@Schema(name = "StaffAction")
	record ActionView(Instant at, String actor, StaffAction.ActionKind action, String reason) {

		static ActionView of(StaffAction action) {
			return new ActionView(action.at(), action.actor(), action.kind(), action.reason());
		}

	}

}
