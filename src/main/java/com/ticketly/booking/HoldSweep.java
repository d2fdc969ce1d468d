package com.ticketly.booking;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tidies up what holds left that ended by themselves. Their seats are sold without it;
 * what it leaves, because its instance is gone, the section's next write takes along. The
 * holds' own items are left to DynamoDB's time to live, which costs nothing.
 */
@Component
class HoldSweep {

	private static final Logger logger = LoggerFactory.getLogger(HoldSweep.class);

	private final Clock clock;

	private final SectionQueues queues;

	HoldSweep(Clock clock, SectionQueues queues) {
		this.clock = clock;
		this.queues = queues;
	}

	@Scheduled(fixedDelayString = "${ticketly.holds.sweep-every:1m}",
			initialDelayString = "${ticketly.holds.sweep-every:1m}")
	void run() {
		this.queues.withEndedHolds(this.clock.instant()).forEach((section) -> {
			Outcome<?> outcome = this.queues.execute(new Sweep(section), this.queues.deadline());
			if (outcome instanceof Outcome.Refused(var rejection)) {
				logger.debug("Section {} is swept the next time: {}", section, rejection.code());
			}
		});
	}

}
