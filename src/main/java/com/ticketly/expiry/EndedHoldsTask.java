package com.ticketly.expiry;

import java.time.Clock;
import java.util.List;

import com.ticketly.commit.BusyException;
import com.ticketly.commit.Command;
import com.ticketly.commit.SectionQueues;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.dynamodb.OutageLog;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes ended holds from the sections that this instance has seen. Their seats can be
 * sold without this task, and the next write of a section removes them as well, so a
 * missed run has no effect. The items of ended holds are left to DynamoDB's time to live,
 * which is free.
 */
@Component
record EndedHoldsTask(Clock clock, SectionQueues queues, OutageLog outages) {

	private static final Logger logger = LoggerFactory.getLogger(EndedHoldsTask.class);

	@Scheduled(fixedDelayString = "${ticketly.holds.sweep-every:1m}",
			initialDelayString = "${ticketly.holds.sweep-every:1m}")
	void runOnSchedule() {
		this.outages.run("Removing ended holds", this::run);
	}

	private void run() {
		this.queues.withEndedHolds(this.clock.instant()).forEach((section) -> {
			try {
				this.queues.executeOrThrow(new ReleaseEndedHolds(section));
			}
			catch (BusyException ex) {
				logger.debug("The ended holds of section {} are removed by the next run", section);
			}
		});
	}

	private record ReleaseEndedHolds(SectionKey key) implements Command<Section> {

		@Override
		public List<SectionKey> sections() {
			return List.of(this.key);
		}

		@Override
		public Section apply(UnitOfWork unitOfWork) {
			Section section = unitOfWork.section(this.key);
			if (unitOfWork.hasEndedHolds(this.key)) {
				unitOfWork.put(section);
			}
			return section;
		}

	}

}
