package com.ticketly.boxoffice;

import java.util.Objects;
import java.util.stream.Stream;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.listing.BookingPosition;
import com.ticketly.listing.BookingQuery;
import com.ticketly.listing.CurrentSlots;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.SearchKey;
import com.ticketly.user.User;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Input for finding bookings.
 *
 * @param phoneNumber the phone number of the customer
 * @param name the beginning of the name of the customer
 * @param userId the id of the customer
 * @param idEnding the last characters of the id of the booking, of one of its tickets, or
 * of its hold
 * @param slotId the id of the slot, any if null
 * @param limit the maximum number of bookings on the page, from 1 to {@value #MAX_LIMIT}
 * @param next the page token of the page; the first page if null
 */
record SearchInput(@Nullable PhoneNumber phoneNumber, @Text @Nullable String name, @Nullable String userId,
		@Text @Nullable String idEnding, @Nullable String slotId,
		@Min(value = 1, message = LIMIT) @Max(value = MAX_LIMIT, message = LIMIT) @Nullable Integer limit,
		@Nullable BookingPosition next) implements FieldRules {

	static final int DEFAULT_LIMIT = 20;

	static final int MAX_LIMIT = 100;

	static final String LIMIT = "must be between 1 and " + MAX_LIMIT;

	@Override
	public void check(Violations violations) {
		long customers = Stream.of(this.phoneNumber, this.name, this.userId).filter(Objects::nonNull).count();
		if (customers == 0 && this.idEnding == null) {
			violations.add("phoneNumber", "is required unless name, userId or idEnding is given");
		}
		if (customers > 1) {
			violations.add((this.userId != null) ? "userId" : "name",
					"must be omitted if another of phoneNumber, name and userId is given");
		}
		if (this.name != null && !SearchKey.isLongEnough(this.name)) {
			violations.add("name", "must have at least 2 letters");
		}
		if (this.idEnding != null && !BookingQuery.isLongEnough(this.idEnding)) {
			violations.add("idEnding", "must have at least %d letters and digits".formatted(BookingQuery.MIN_ENDING));
		}
		if (this.next != null && (this.next.user() != null) != (customers > 0)) {
			violations.add("next", "must be the page token of the same search");
		}
	}

	int limitOrDefault() {
		return (this.limit != null) ? this.limit : DEFAULT_LIMIT;
	}

	/**
	 * Finds out whether what is searched for exists.
	 */
	@Component
	record Check(CurrentSlots slots, Users users) {

		/**
		 * Returns the query.
		 * @throws Outcome.RejectedException if there is no such slot or customer
		 */
		BookingQuery toQuery(SearchInput input) {
			return new BookingQuery((input.userId != null) ? user(input.userId) : null, input.phoneNumber, input.name,
					(input.slotId != null) ? slot(input.slotId) : null, input.idEnding);
		}

		private UserId user(String id) {
			return Outcome.of(UserId.parse(id).flatMap(this.users::find).map(User::id), Rejection.NotFound.USER)
				.orElseThrow();
		}

		private SlotId slot(String id) {
			return Outcome.of(SlotId.parse(id).flatMap(this.slots::find).map(Slot::id), Rejection.NotFound.SLOT)
				.orElseThrow();
		}

	}

}
