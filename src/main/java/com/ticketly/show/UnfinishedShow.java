package com.ticketly.show;

import java.time.Instant;

import com.ticketly.dynamodb.Versioned;

/**
 * Marks a show whose creation or change may not have reached all of its slots.
 *
 * @param showVersion the version of the show that was created or changed
 * @param resumeAt from when an expiry run may resume it
 */
public record UnfinishedShow(ShowId show, long showVersion, Instant resumeAt,
		long version) implements Versioned<UnfinishedShow> {

	/**
	 * Returns the sort key. Each version of a show has a mark of its own, so that whoever
	 * finishes one change never removes the mark of the next one.
	 */
	String id() {
		return "%s#%010d".formatted(this.show, this.showVersion);
	}

	UnfinishedShow resumeAt(Instant resumeAt) {
		return new UnfinishedShow(this.show, this.showVersion, resumeAt, this.version);
	}

	@Override
	public UnfinishedShow nextVersion() {
		return new UnfinishedShow(this.show, this.showVersion, this.resumeAt, this.version + 1);
	}

}
