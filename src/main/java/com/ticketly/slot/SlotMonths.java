package com.ticketly.slot;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The months in which slots start. Listings read the index of slots month by month, and
 * skip the months without slots.
 * <p>
 * One item of the table of slots registers all months: an attribute such as
 * {@code 2030-11} contains the time from which no slot of that month is stored, in
 * seconds since 1970. A month is registered before its first slot is written, and never
 * removed, because another instance may be about to write a slot of it.
 */
final class SlotMonths {

	// The key of the item is no slot id.
	private static final String KEY = "months";

	private static final String KEY_NAME = "slotId";

	private static final long FOREVER = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	private final Clock clock;

	private final DynamoDbClient client;

	private final String table;

	// The months that this instance knows to be registered, with that time.
	private final Map<String, Long> registered = new ConcurrentHashMap<>();

	private volatile Map<String, AttributeValue> lastRead = Map.of();

	SlotMonths(Clock clock, DynamoDbClient client, String table) {
		this.clock = clock;
		this.client = client;
		this.table = table;
	}

	/**
	 * Registers the month of a slot, which must happen before the slot is written. It
	 * costs a request only if this instance does not know of the month.
	 */
	void register(Slot slot) {
		String month = SlotPosition.of(slot).month();
		long until = endOfStorage(slot.lifecycle().purgeAt());
		if (this.registered.getOrDefault(month, 0L) < until) {
			register(month, until);
			this.registered.merge(month, until, Math::max);
		}
	}

	/**
	 * Rounds up to the end of a month, so that few slots extend the time of their month.
	 */
	private static long endOfStorage(@Nullable Long purgeAt) {
		return (purgeAt == null) ? FOREVER
				: Instant.ofEpochSecond(purgeAt)
					.atOffset(ZoneOffset.UTC)
					.with(TemporalAdjusters.firstDayOfNextMonth())
					.truncatedTo(ChronoUnit.DAYS)
					.toEpochSecond();
	}

	private void register(String month, long until) {
		try {
			this.client.updateItem((request) -> request.tableName(this.table)
				.key(key())
				.updateExpression("SET #month = :until")
				.conditionExpression("attribute_not_exists(#month) OR #month < :until")
				.expressionAttributeNames(Map.of("#month", month))
				.expressionAttributeValues(Map.of(":until", AttributeValue.fromN(Long.toString(until)))));
		}
		catch (ConditionalCheckFailedException _) {
			// It is already registered for at least that long.
		}
	}

	/**
	 * Reads which months of a range have slots, in order.
	 */
	List<String> between(String first, String last) {
		Map<String, AttributeValue> months = new HashMap<>(
				this.client.getItem((request) -> request.tableName(this.table).key(key()).consistentRead(true)).item());
		months.remove(KEY_NAME);
		this.lastRead = months;
		return between(months, first, last);
	}

	/**
	 * Returns the months of a range as they were when they were last read, without a
	 * read. Other instances may have registered months since.
	 */
	List<String> lastBetween(String first, String last) {
		return between(this.lastRead, first, last);
	}

	private List<String> between(Map<String, AttributeValue> months, String first, String last) {
		long now = this.clock.instant().getEpochSecond();
		return months.entrySet()
			.stream()
			.filter((month) -> now < Long.parseLong(month.getValue().n()))
			.map(Map.Entry::getKey)
			.filter((month) -> month.compareTo(first) >= 0 && month.compareTo(last) <= 0)
			.sorted()
			.toList();
	}

	private static Map<String, AttributeValue> key() {
		return Map.of(KEY_NAME, AttributeValue.fromS(KEY));
	}

}
