package com.ticketly.dynamodb;

import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * Builds the schema that stores a record as an item, without reflection and without
 * annotations on the record.
 */
public final class RecordSchema<T> {

	private final StaticImmutableTableSchema.Builder<T, ItemAttributes> schema;

	private RecordSchema(Class<T> type, Function<ItemAttributes, T> reader) {
		this.schema = StaticImmutableTableSchema.builder(type, ItemAttributes.class)
			.newItemBuilder(ItemAttributes::new, reader);
	}

	/**
	 * Creates a schema without attributes.
	 * @param reader creates a record from the attributes of an item
	 */
	public static <T> RecordSchema<T> of(Class<T> type, Function<ItemAttributes, T> reader) {
		return new RecordSchema<>(type, reader);
	}

	/**
	 * Adds an attribute.
	 * @param getter returns the value; no attribute is stored for null
	 * @param tags the keys that the attribute is part of
	 */
	public <V> RecordSchema<T> attribute(String name, Class<V> type, Function<T, @Nullable V> getter,
			StaticAttributeTag... tags) {
		return attribute(name, EnhancedType.of(type), getter, tags);
	}

	/**
	 * Adds an attribute of a generic type.
	 */
	public <V> RecordSchema<T> attribute(String name, EnhancedType<V> type, Function<T, @Nullable V> getter,
			StaticAttributeTag... tags) {
		return add(name, type, getter, (attribute) -> attribute.tags(tags));
	}

	/**
	 * Adds an attribute with a stored form of its own.
	 */
	public <V> RecordSchema<T> attribute(String name, AttributeConverter<V> converter,
			Function<T, @Nullable V> getter) {
		return add(name, converter.type(), getter, (attribute) -> attribute.attributeConverter(converter));
	}

	private <V> RecordSchema<T> add(String name, EnhancedType<V> type, Function<T, @Nullable V> getter,
			Consumer<ImmutableAttribute.Builder<T, ItemAttributes, V>> options) {
		this.schema.addAttribute(type, (attribute) -> options.accept(
				attribute.name(name).getter(getter::apply).setter((attributes, value) -> attributes.set(name, value))));
		return this;
	}

	/**
	 * Builds the schema. It is expensive to build, and safe to share between threads.
	 */
	public TableSchema<T> build() {
		return this.schema.build();
	}

}
