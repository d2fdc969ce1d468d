package com.ticketly.user;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.Tables;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * Finds customers by phone number, or by the beginning of their name, in an index that
 * lags behind the table slightly. Streams send requests as far as they are consumed.
 */
@Component
public class CustomerSearch {

	private static final int PAGE_SIZE = 25;

	private static final TableSchema<Entry> ENTRIES = RecordSchema
		.of(Entry.class, (attributes) -> new Entry(attributes.get("userId", String.class),
				attributes.get(SearchKey.PARTITION, String.class), attributes.get(SearchKey.SORT, String.class)))
		.attribute("userId", String.class, Entry::item, primaryPartitionKey())
		.attribute(SearchKey.PARTITION, String.class, Entry::partition, secondaryPartitionKey(SearchKey.INDEX))
		.attribute(SearchKey.SORT, String.class, Entry::sort, secondarySortKey(SearchKey.INDEX))
		.build();

	private final DynamoDbIndex<Entry> index;

	private final Users users;

	CustomerSearch(Tables tables, Users users) {
		this.users = users;
		this.index = tables.view(Users.TABLE, ENTRIES).index(SearchKey.INDEX);
	}

	/**
	 * Returns the users with a phone number, oldest first.
	 * @param from the user to begin with, null for the first one
	 */
	public Stream<UserId> ofPhone(PhoneNumber phone, @Nullable UserId from) {
		SearchKey key = SearchKey.ofPhone(phone, (from != null) ? from.value() : "");
		return find(QueryConditional
			.sortGreaterThanOrEqualTo((range) -> range.partitionValue(key.partition()).sortValue(key.sort())));
	}

	/**
	 * Returns the users whose names begin with a text, ordered by name. Case and accents
	 * do not matter.
	 * @param beginning the beginning of the name, which {@link SearchKey#isLongEnough is
	 * long enough}
	 * @param from the user to begin with; the first one if null or if its name begins
	 * with another text
	 */
	public Stream<UserId> named(String beginning, @Nullable UserId from) {
		SearchKey key = SearchKey.ofBeginning(beginning);
		String first = Optional.ofNullable(from)
			.flatMap(this.users::find)
			.map(SearchKey::of)
			.filter((continued) -> continued.beginsWith(key))
			.orElse(key)
			.sort();
		return find(QueryConditional.sortBetween((range) -> range.partitionValue(key.partition()).sortValue(first),
				(range) -> range.partitionValue(key.partition()).sortValue(key.sort() + SearchKey.LAST)));
	}

	private Stream<UserId> find(QueryConditional range) {
		return this.index.query((request) -> request.queryConditional(range).limit(PAGE_SIZE))
			.stream()
			.map(Page::items)
			.flatMap(List::stream)
			.map((entry) -> SearchKey.userOf(entry.sort()));
	}

	/**
	 * An entry of the index.
	 *
	 * @param item the primary key of the item
	 */
	record Entry(String item, String partition, String sort) {
	}

}
