package com.ticketly.admission;

import java.util.List;
import java.util.Optional;

import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

/**
 * The table of admissions: one item for each scanned ticket, and one for each scan of
 * something else. All reads are consistent.
 */
@Component
class ScanLogs {

	/**
	 * The definition of the table.
	 */
	static final TableDefinition<ScanLog> TABLE = new TableDefinition<>("admissions", ScanLogSchema.SCHEMA,
			ProjectionType.ALL, true);

	/**
	 * The logs in the table.
	 */
	static final ItemType<ScanLog> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	private final DynamoDbTable<ScanLog> table;

	private final VersionedTable<ScanLog> items;

	ScanLogs(Tables tables) {
		this.table = tables.open(TABLE);
		this.items = tables.versioned(ITEMS);
	}

	/**
	 * Reads a log, empty if nothing was scanned.
	 */
	Optional<ScanLog> find(ScanLogKey key) {
		return this.items.find(key.tableKey());
	}

	/**
	 * Returns the logs of the tickets of a section.
	 */
	List<ScanLog> ofSection(SectionKey section) {
		return ofPartition(section.toString());
	}

	/**
	 * Returns the logs of scans of which a slot has no ticket.
	 */
	List<ScanLog> withoutTicket(SlotId slot) {
		return ofPartition(ScanLogKey.withoutTicket(slot));
	}

	private List<ScanLog> ofPartition(String partition) {
		Key key = Key.builder().partitionValue(partition).build();
		return this.table
			.query((request) -> request.queryConditional(QueryConditional.keyEqualTo(key)).consistentRead(true))
			.items()
			.stream()
			.toList();
	}

	/**
	 * Stores the first log of a scan of which a slot has no ticket.
	 * @return the log that is stored: this one, or that of the same scan
	 */
	ScanLog add(ScanLog log) {
		return this.items.replace(log).or(() -> find(log.key())).orElse(log);
	}

}
