package com.ticketly.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The table of receipts.
 * <p>
 * A try of a request claims it first. What it does is written together with its answer,
 * on the condition that the claim is still its own: so of several tries one is written,
 * and the others find its answer.
 */
@Component
public class Receipts {

	/**
	 * What the table is.
	 */
	public static final TableDefinition<Receipt> TABLE = new TableDefinition<>("receipts",
			RecordSchema.of(Receipt.class, Receipts::read)
				.attribute("requestKey", String.class, Receipt::key, primaryPartitionKey())
				.attribute("fingerprint", String.class, Receipt::fingerprint)
				.attribute("claim", String.class, Receipt::claim)
				.attribute("claimedUntil", Long.class, (receipt) -> receipt.claimedUntil().toEpochMilli())
				.attribute("answerStatus", Integer.class,
						(receipt) -> (receipt.answer() != null) ? receipt.answer().status() : null)
				.attribute("contentType", String.class,
						(receipt) -> (receipt.answer() != null) ? receipt.answer().contentType() : null)
				.attribute("location", String.class,
						(receipt) -> (receipt.answer() != null) ? receipt.answer().location() : null)
				.attribute("body", SdkBytes.class,
						(receipt) -> (receipt.answer() != null) ? compress(receipt.answer().body()) : null)
				.attribute(TableDefinition.PURGE_AT, Long.class, Receipt::purgeAt)
				.build(),
			ProjectionType.ALL, true);

	private final Clock clock;

	private final ReceiptProperties properties;

	private final DynamoDbTable<Receipt> table;

	Receipts(Clock clock, ReceiptProperties properties, Tables tables) {
		this.clock = clock;
		this.properties = properties;
		this.table = tables.open(TABLE);
	}

	private static Receipt read(ItemAttributes attributes) {
		Integer status = attributes.find("answerStatus", Integer.class);
		StoredAnswer answer = (status == null) ? null
				: new StoredAnswer(status, attributes.get("contentType", String.class),
						attributes.find("location", String.class), decompress(attributes.get("body", SdkBytes.class)));
		return new Receipt(attributes.get("requestKey", String.class), attributes.get("fingerprint", String.class),
				attributes.get("claim", String.class), Instant.ofEpochMilli(attributes.get("claimedUntil", Long.class)),
				answer, attributes.get(TableDefinition.PURGE_AT, Long.class));
	}

	/**
	 * What is stored is paid for by the kilobyte: ten tickets take three of them, or one.
	 */
	private static SdkBytes compress(byte[] body) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return SdkBytes.fromByteArrayUnsafe(compressed.toByteArray());
	}

	private static byte[] decompress(SdkBytes body) {
		try (GZIPInputStream gzip = new GZIPInputStream(body.asInputStream())) {
			return gzip.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Claims a request.
	 * @param key names the request
	 * @param fingerprint a digest of what is asked for
	 */
	public Claimed claim(String key, String fingerprint) {
		Instant now = this.clock.instant();
		Receipt claim = new Receipt(key, fingerprint, UUID.randomUUID().toString(), now.plus(this.properties.claim()),
				null, now.plus(this.properties.kept()).getEpochSecond());
		Expression free = Expression.builder()
			.expression("attribute_not_exists(requestKey) OR " + TableDefinition.PURGE_AT + " <= :second "
					+ "OR (attribute_not_exists(answerStatus) AND claimedUntil <= :now AND fingerprint = :fingerprint)")
			.expressionValues(Map.of(":second", AttributeValue.fromN(Long.toString(now.getEpochSecond())), ":now",
					AttributeValue.fromN(Long.toString(now.toEpochMilli())), ":fingerprint",
					AttributeValue.fromS(fingerprint)))
			.build();
		try {
			this.table.putItem((request) -> request.item(claim)
				.conditionExpression(free)
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
			return new Claimed.Granted(claim);
		}
		catch (ConditionalCheckFailedException ex) {
			return claimed(TABLE.schema().mapToItem(ex.item()), claim);
		}
		catch (TransactionConflictException ex) {
			return new Claimed.Running();
		}
	}

	private static Claimed claimed(Receipt found, Receipt wanted) {
		if (!found.fingerprint().equals(wanted.fingerprint())) {
			return new Claimed.Mismatch();
		}
		if (found.answer() != null) {
			return new Claimed.Answered(found.answer());
		}
		// An answer may get lost between DynamoDB and its client, which then asks again.
		return found.claim().equals(wanted.claim()) ? new Claimed.Granted(wanted) : new Claimed.Running();
	}

	/**
	 * Adds the answer of a request to the transaction of what it does, on the condition
	 * that its claim still holds.
	 * @param receipt the receipt with the answer
	 */
	public void addAnswer(TransactWriteItemsEnhancedRequest.Builder transaction, Receipt receipt) {
		transaction.addPutItem(this.table,
				TransactPutItemEnhancedRequest.builder(Receipt.class)
					.item(receipt)
					.conditionExpression(isOwn(receipt))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.build());
	}

	/**
	 * Reads a receipt from its item; an empty one stands for one that is missing.
	 */
	public static Optional<Receipt> parse(Map<String, AttributeValue> item) {
		return item.isEmpty() ? Optional.empty() : Optional.of(TABLE.schema().mapToItem(item));
	}

	/**
	 * Keeps the answer of a request that is not written with what it does, if its claim
	 * still holds.
	 * @param receipt the receipt with the answer
	 */
	public void keep(Receipt receipt) {
		ifOwn(() -> this.table.putItem((request) -> request.item(receipt).conditionExpression(isOwn(receipt))));
	}

	/**
	 * Lets go of a claim, so that the request can be tried again at once.
	 */
	public void release(Receipt receipt) {
		Key key = Key.builder().partitionValue(receipt.key()).build();
		ifOwn(() -> this.table.deleteItem((request) -> request.key(key).conditionExpression(isOwn(receipt))));
	}

	private static void ifOwn(Runnable write) {
		try {
			write.run();
		}
		catch (ConditionalCheckFailedException | TransactionConflictException ex) {
			// Another try has it, or has answered it.
		}
	}

	private static Expression isOwn(Receipt receipt) {
		return Expression.builder()
			.expression("claim = :claim AND attribute_not_exists(answerStatus)")
			.putExpressionValue(":claim", AttributeValue.fromS(receipt.claim()))
			.build();
	}

}
