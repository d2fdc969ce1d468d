package com.ticketly.api;

import java.time.Instant;

import com.ticketly.booking.Rejection;
import com.ticketly.input.Input;
import com.ticketly.input.PageView;
import com.ticketly.listing.TicketListing;
import com.ticketly.listing.UserLookup;
import com.ticketly.listing.UserLookup.UserDetails;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.user.CustomerTier;
import com.ticketly.user.User;
import com.ticketly.user.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static com.ticketly.api.Responses.found;

/**
 * Customers.
 */
@RestController
@RequestMapping(path = "/v1/users/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users")
@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
record UserRestController(UserLookup users, TicketListing tickets) {

	@GetMapping
	UserView getUser(@PathVariable UserId userId) {
		return UserView.of(found(this.users.user(userId), Rejection.NotFound.USER), true);
	}

	@GetMapping("/tickets")
	ResponseEntity<PageView<TicketView>> listTicketsOfUser(@Input PageInput input, @PathVariable UserId userId) {
		return PageView.answer(found(this.tickets.ofUser(userId, input.status(), input.next(), input.limitOrDefault()),
				Rejection.NotFound.USER), TicketView::forOperators, TicketPosition::value);
	}

	/**
	 * A customer in a response.
	 *
	 * @param phoneNumber the phone number in E.164 format, masked for callers who must
	 * not read it
	 */
	@Schema(name = "User")
	record UserView(String userId, String userName, String phoneNumber, CustomerTier customerTier,
			Instant registrationDate) {

		static UserView of(UserDetails details, boolean showsPhone) {
			User user = details.user();
			return new UserView(user.id().value(), user.name(),
					showsPhone ? user.phone().e164() : user.phone().masked(), details.tier(), user.registeredAt());
		}

	}

}
