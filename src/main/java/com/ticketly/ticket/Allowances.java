package com.ticketly.ticket;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ticketly.dynamodb.Fields;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.slot.SlotId;
import com.ticketly.user.UserId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * What customers have of slots, beside the bookings: an item a customer and slot.
 */
@Component
public class Allowances {

	/**
	 * Stands where bookings have their id.
	 */
	private static final String SORT_KEY = "ALLOWANCE";

	private static final TableSchema<Allowance> SCHEMA = RecordSchema.of(Allowance.class, Allowances::read)
		.attribute("section", String.class, Allowance::key, primaryPartitionKey())
		.attribute("bookingId", String.class, (allowance) -> SORT_KEY, primarySortKey())
		.attribute("shares", EnhancedType.listOf(String.class), Allowances::shares)
		.attribute(TableDefinition.PURGE_AT, Long.class, Allowance::purgeAt)
		.attribute("version", Long.class, Allowance::version)
		.build();

	private final DynamoDbTable<Allowance> table;

	Allowances(Tables tables) {
		this.table = tables.view(Bookings.TABLE, SCHEMA);
	}

	private static List<String> shares(Allowance allowance) {
		return allowance.shares()
			.entrySet()
			.stream()
			.map((share) -> share.getKey() + " " + share.getValue().tickets()
					+ ((share.getValue().until() != null) ? " " + share.getValue().until().getEpochSecond() : ""))
			.toList();
	}

	private static Allowance read(Fields fields) {
		String[] key = fields.get("section", String.class).split("#");
		Map<BookingId, Allowance.Share> shares = new HashMap<>();
		for (Object share : fields.get("shares", List.class)) {
			String[] parts = ((String) share).split(" ");
			shares.put(new BookingId(parts[0]), new Allowance.Share(Integer.parseInt(parts[1]),
					(parts.length > 2) ? Instant.ofEpochSecond(Long.parseLong(parts[2])) : null));
		}
		return new Allowance(new SlotId(key[0]), new UserId(key[1]), shares,
				fields.find(TableDefinition.PURGE_AT, Long.class), fields.get("version", Long.class));
	}

	/**
	 * Reads what a customer has of a slot now.
	 */
	public Allowance find(SlotId slot, UserId user) {
		Allowance none = Allowance.none(slot, user);
		Key key = Key.builder().partitionValue(none.key()).sortValue(SORT_KEY).build();
		Allowance found = this.table.getItem((request) -> request.key(key).consistentRead(true));
		return (found != null) ? found : none;
	}

	/**
	 * Reads it from its item; an empty one stands for one that is missing.
	 */
	public static Optional<Allowance> parse(Map<String, AttributeValue> item) {
		return item.isEmpty() ? Optional.empty() : Optional.of(SCHEMA.mapToItem(item));
	}

	/**
	 * Adds the next write to a transaction, on the condition that nobody wrote it since
	 * it was read.
	 * @param allowance what is written, with the version that it was read with
	 */
	public void addChange(TransactWriteItemsEnhancedRequest.Builder transaction, Allowance allowance) {
		Expression condition = (allowance.version() == 0)
				? Expression.builder().expression("attribute_not_exists(bookingId)").build()
				: Expression.builder()
					.expression("version = :read")
					.putExpressionValue(":read", AttributeValue.fromN(Long.toString(allowance.version())))
					.build();
		transaction.addPutItem(this.table,
				TransactPutItemEnhancedRequest.builder(Allowance.class)
					.item(allowance.nextVersion())
					.conditionExpression(condition)
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.build());
	}

}
