package com.ticketly.commit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Metrics of commands that are handed over between instances.
 */
@Component
class HandoverMetrics {

	private final MeterProvider<Counter> commands;

	HandoverMetrics(MeterRegistry registry) {
		this.commands = Counter.builder("ticketly.fleet.commands")
			.description("Commands handed over to other instances, committed for others, or taken back")
			.withRegistry(registry);
	}

	void handedOver() {
		this.commands.withTag("kind", "handed-over").increment();
	}

	void committedForOther() {
		this.commands.withTag("kind", "committed-for-other").increment();
	}

	/**
	 * Counts a command that is committed here although this instance is not the owner of
	 * its section.
	 */
	void committedHere() {
		this.commands.withTag("kind", "committed-here").increment();
	}

	void takenBack(Reason reason) {
		this.commands.withTag("kind", reason.tag).increment();
	}

	/**
	 * Why an instance commits a command itself that it had handed over.
	 */
	enum Reason {

		LEFT("owner-left"), GONE("owner-gone"), SILENT("owner-silent"), SLOW("owner-slow"), UNSENT("not-sent"),
		FAILED("owner-failed"), UNREADABLE("result-unreadable");

		private final String tag;

		Reason(String tag) {
			this.tag = tag;
		}

		/**
		 * Returns whether the owner may still commit the command. One that is gone may be
		 * alive, and only out of reach.
		 */
		boolean ownerMayCommit() {
			return this == GONE || this == SILENT || this == SLOW;
		}

	}

}
