package com.ticketly.ticket;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.slot.SlotId;
import com.ticketly.user.CustomerKey;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The usage of slots by customers. The table of bookings has one item for each customer
 * of a slot that is limited.
 */
@Component
public class CustomerUsages {

	// Stored items have this sort key, so it keeps its earlier name.
	private static final String SORT_KEY = "ALLOWANCE";

	private static final TableSchema<CustomerUsage> SCHEMA = RecordSchema.of(CustomerUsage.class, CustomerUsages::read)
		.attribute("section", String.class, CustomerUsage::key, primaryPartitionKey())
		.attribute("bookingId", String.class, (usage) -> SORT_KEY, primarySortKey())
		.attribute("shares", EnhancedType.listOf(String.class), CustomerUsages::shares)
		.attribute(TableDefinition.PURGE_AT, Long.class, CustomerUsage::purgeAt)
		.attribute("version", Long.class, CustomerUsage::version)
		.build();

	/**
	 * The items with the usage, in the table of bookings.
	 */
	public static final ItemType<CustomerUsage> ITEMS = new ItemType<>(Bookings.TABLE, SCHEMA);

	private final VersionedTable<CustomerUsage> items;

	CustomerUsages(Tables tables) {
		this.items = tables.versioned(ITEMS);
	}

	private static List<String> shares(CustomerUsage usage) {
		return usage.shares()
			.entrySet()
			.stream()
			.map((share) -> share.getKey() + " " + share.getValue().tickets()
					+ ((share.getValue().until() != null) ? " " + share.getValue().until().getEpochSecond() : ""))
			.toList();
	}

	private static CustomerUsage read(ItemAttributes attributes) {
		String[] key = attributes.get("section", String.class).split("#");
		Map<BookingId, CustomerUsage.Share> shares = new HashMap<>();
		for (Object share : attributes.get("shares", List.class)) {
			String[] parts = ((String) share).split(" ");
			shares.put(new BookingId(parts[0]), new CustomerUsage.Share(Integer.parseInt(parts[1]),
					(parts.length > 2) ? Instant.ofEpochSecond(Long.parseLong(parts[2])) : null));
		}
		return new CustomerUsage(new SlotId(key[0]), new CustomerKey(key[1]), shares,
				attributes.find(TableDefinition.PURGE_AT, Long.class), attributes.get("version", Long.class));
	}

	/**
	 * Writes a usage outside the section queues; returns false when another write came
	 * first.
	 */
	public boolean replace(CustomerUsage usage) {
		return this.items.replace(usage).isPresent();
	}

	/**
	 * Reads what a customer has of a slot, with version 0 if nothing is stored.
	 */
	public CustomerUsage find(SlotId slot, CustomerKey customer) {
		CustomerUsage none = CustomerUsage.none(slot, customer);
		Key key = Key.builder().partitionValue(none.key()).sortValue(SORT_KEY).build();
		return this.items.find(key).orElse(none);
	}

}
