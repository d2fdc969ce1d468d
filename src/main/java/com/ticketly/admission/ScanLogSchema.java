package com.ticketly.admission;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The attributes of logs of scans in their table. The names within a scan are short,
 * because an item costs a write unit for each kilobyte.
 */
final class ScanLogSchema {

	static final TableSchema<ScanLog> SCHEMA = RecordSchema.of(ScanLog.class, ScanLogSchema::read)
		.attribute("section", String.class, (log) -> log.key().partition(), primaryPartitionKey())
		.attribute("ticket", String.class, (log) -> log.key().name(), primarySortKey())
		.attribute("scans",
				EnhancedType.listOf(EnhancedType.mapOf(EnhancedType.of(String.class), EnhancedType.of(String.class))),
				(log) -> log.scans().stream().map(ScanLogSchema::write).toList())
		.attribute(TableDefinition.PURGE_AT, Long.class, ScanLog::purgeAt)
		.attribute("version", Long.class, ScanLog::version)
		.build();

	private ScanLogSchema() {
	}

	private static Map<String, String> write(RecordedScan recorded) {
		Scan scan = recorded.scan();
		Map<String, String> stored = new HashMap<>();
		stored.put("id", scan.id());
		stored.put("kind", scan.kind().name());
		stored.put("gate", scan.gate());
		stored.put("made", text(scan.scannedAt()));
		stored.put("outcome", recorded.outcome().name());
		stored.put("at", text(recorded.at()));
		stored.put("got", text(recorded.receivedAt()));
		putUnlessNull(stored, "undoes", scan.undoes());
		putUnlessNull(stored, "reason", scan.reason());
		putUnlessNull(stored, "offline", scan.offline() ? "1" : null);
		putUnlessNull(stored, "related", recorded.related().isEmpty() ? null : String.join(" ", recorded.related()));
		return stored;
	}

	private static void putUnlessNull(Map<String, String> stored, String name, @Nullable String value) {
		if (value != null) {
			stored.put(name, value);
		}
	}

	private static String text(Instant time) {
		return Long.toString(time.toEpochMilli());
	}

	private static ScanLog read(ItemAttributes attributes) {
		ScanLogKey key = new ScanLogKey(attributes.get("section", String.class),
				attributes.get("ticket", String.class));
		List<?> scans = attributes.get("scans", List.class);
		return new ScanLog(key, scans.stream().map((scan) -> read((Map<?, ?>) scan)).toList(),
				attributes.find(TableDefinition.PURGE_AT, Long.class), attributes.get("version", Long.class));
	}

	private static RecordedScan read(Map<?, ?> stored) {
		Scan scan = new Scan(text(stored, "id"), Scan.Kind.valueOf(text(stored, "kind")), text(stored, "gate"),
				time(stored, "made"), stored.containsKey("offline"), (String) stored.get("undoes"),
				(String) stored.get("reason"));
		String related = (String) stored.get("related");
		return new RecordedScan(scan, ScanOutcome.valueOf(text(stored, "outcome")), time(stored, "at"),
				time(stored, "got"), (related != null) ? List.of(related.split(" ")) : List.of());
	}

	private static String text(Map<?, ?> stored, String name) {
		return (String) Objects.requireNonNull(stored.get(name));
	}

	private static Instant time(Map<?, ?> stored, String name) {
		return Instant.ofEpochMilli(Long.parseLong(text(stored, name)));
	}

}
