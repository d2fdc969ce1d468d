package com.ticketly;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.listing.SlotListing;
import com.ticketly.programme.SlotChanges;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.SlotType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Beans of the local run: an operator account with a well-known password, and sample
 * slots. This class is not packaged with the service.
 */
@TestConfiguration(proxyBeanMethods = false)
class LocalRunConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(LocalRunConfiguration.class);

	@Bean
	UserDetailsService operators() {
		return new InMemoryUserDetailsManager(
				User.withUsername("operator").password("{noop}operator").roles("OPERATOR").build());
	}

	@Bean
	@Order(1)
	ApplicationRunner sampleSlots(SlotListing listing, SlotChanges slots, Clock clock) {
		return (arguments) -> {
			if (!listing.upcoming(SlotQuery.ALL).items().isEmpty()) {
				return;
			}
			ZonedDateTime evening = ZonedDateTime.now(clock).plusDays(1).with(LocalTime.of(20, 0));
			List.of(plan("Metropolis", "A city of the future, above and below.", evening, SlotType.MOVIE, Genre.SCIFI,
					20),
					plan("The General", "A train, an army, and one engineer.", evening.plusDays(1), SlotType.MOVIE,
							Genre.COMEDY, 120),
					plan("Nanook of the North", "A year in the Arctic.", evening.plusDays(2), SlotType.DOCUMENTARY,
							Genre.SOCIAL, 60),
					plan("The Planets", "Seven movements for large orchestra.", evening.plusDays(3), SlotType.CONCERT,
							Genre.FANTASY, 1200))
				.forEach((plan) -> slots.schedule(plan, false, IdempotencyKey.NONE).orElseThrow());
		};
	}

	@Bean
	@Order(2)
	ApplicationRunner startMessage() {
		return (arguments) -> logger
			.info("Ticketly runs at http://localhost:8477/docs (operator account: operator / operator)");
	}

	private static SlotPlan plan(String name, String description, ZonedDateTime start, SlotType type, Genre genre,
			int capacity) {
		return new SlotPlan(
				new Showing(name, description, start.toInstant(), start.plusHours(2).toInstant(), type, genre),
				capacity, null);
	}

}
