package com.ticketly.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import com.ticketly.commit.BusyException;
import com.ticketly.dynamodb.Deadline;

import org.springframework.stereotype.Component;

/**
 * Limits how many imports and exports an instance carries out at the same time. They take
 * no places of other operations.
 */
@Component
public final class ExchangePlaces {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final ExchangeProperties properties;

	private final Semaphore imports;

	private final Semaphore exports;

	ExchangePlaces(ExchangeProperties properties) {
		this.properties = properties;
		this.imports = new Semaphore(properties.maxImports());
		this.exports = new Semaphore(properties.maxExports());
	}

	/**
	 * Takes the place of an import.
	 * @throws BusyException if there is none
	 */
	Place enterImport() {
		return enter(this.imports);
	}

	/**
	 * Takes the place of an export.
	 * @throws BusyException if there is none
	 */
	public Place enterExport() {
		return enter(this.exports);
	}

	private Place enter(Semaphore places) {
		if (!places.tryAcquire()) {
			throw new BusyException(RETRY_AFTER);
		}
		return new Place(places, Deadline.in(this.properties.maxTime()));
	}

	/**
	 * A place.
	 *
	 * @param end until when it can be used
	 */
	public record Place(Semaphore places, Deadline end) implements AutoCloseable {

		/**
		 * Fails if the time is over.
		 */
		public void checkTime() throws IOException {
			if (this.end.remainingNanos() == 0) {
				throw new IOException("The time for the answer is over");
			}
		}

		@Override
		public void close() {
			this.places.release();
		}

	}

}
