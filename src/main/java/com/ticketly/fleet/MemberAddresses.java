package com.ticketly.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.OutageLog;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import org.jgroups.stack.IpAddress;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The table of the addresses at which instances can be reached, so that a new instance
 * finds the others. An address may be that of an instance that has ended.
 */
@Component
@Lazy
class MemberAddresses {

	/**
	 * How long an address is kept that its instance does not write again.
	 */
	static final Duration KEPT = Duration.ofMinutes(10);

	static final TableDefinition<MemberAddress> TABLE = new TableDefinition<>("members",
			RecordSchema.of(MemberAddress.class, MemberAddresses::read)
				.attribute("fleet", String.class, MemberAddress::fleet, primaryPartitionKey())
				.attribute("address", String.class, MemberAddress::address, primarySortKey())
				.attribute(TableDefinition.PURGE_AT, Long.class, MemberAddress::purgeAt)
				.build(),
			ProjectionType.ALL, true);

	private final Clock clock;

	private final OutageLog outages;

	private final DynamoDbTable<MemberAddress> table;

	MemberAddresses(Clock clock, OutageLog outages, Tables tables) {
		this.clock = clock;
		this.outages = outages;
		this.table = tables.open(TABLE);
	}

	private static MemberAddress read(ItemAttributes attributes) {
		return new MemberAddress(attributes.get("fleet", String.class), attributes.get("address", String.class),
				attributes.get(TableDefinition.PURGE_AT, Long.class));
	}

	String tableName() {
		return this.table.tableName();
	}

	/**
	 * Runs work that reads and writes addresses. If DynamoDB fails, it returns normally.
	 */
	void attempt(Runnable work) {
		this.outages.run("Finding other instances", work);
	}

	void add(String fleet, IpAddress address) {
		Instant purgeAt = this.clock.instant().plus(KEPT);
		this.table.putItem(new MemberAddress(fleet, address.toString(), purgeAt.getEpochSecond()));
	}

	void remove(String fleet, IpAddress address) {
		this.table.deleteItem(Key.builder().partitionValue(fleet).sortValue(address.toString()).build());
	}

	List<IpAddress> list(String fleet) {
		long now = this.clock.instant().getEpochSecond();
		return this.table
			.query((request) -> request
				.queryConditional(QueryConditional.keyEqualTo((key) -> key.partitionValue(fleet)))
				.consistentRead(true))
			.items()
			.stream()
			.filter((member) -> member.purgeAt() > now)
			.map(MemberAddress::toIpAddress)
			.toList();
	}

	/**
	 * The address of an instance.
	 *
	 * @param fleet the name of the fleet
	 * @param address the IP address and the port
	 * @param purgeAt until when it is kept, in seconds since 1970
	 */
	record MemberAddress(String fleet, String address, long purgeAt) {

		IpAddress toIpAddress() {
			try {
				return new IpAddress(this.address);
			}
			catch (Exception ex) {
				throw new IllegalStateException("Not an address: " + this.address, ex);
			}
		}

	}

}
