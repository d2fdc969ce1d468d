package com.ticketly.api;

import java.time.Instant;

import com.ticketly.listing.UserLookup.UserDetails;
import com.ticketly.user.CustomerTier;
import com.ticketly.user.User;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A customer in a response.
 *
 * @param phoneNumber the phone number in E.164 format
 */
@Schema(name = "User")
record UserView(String userId, String userName, String phoneNumber,
		@Schema(type = "string", example = "Silver") CustomerTier customerTier,
		@Schema(type = "string", format = "date-time") Instant registrationDate) {

	static UserView of(UserDetails details) {
		User user = details.user();
		return new UserView(user.id().value(), user.name(), user.phone().e164(), details.tier(), user.registeredAt());
	}

}
