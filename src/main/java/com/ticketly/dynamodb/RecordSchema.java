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
 * Describes how a record is kept as an item, without reflection and without annotations
 * on the record.
 *
 * @param <T> the record
 */
public final class RecordSchema<T> {

	private final StaticImmutableTableSchema.Builder<T, ItemAttributes> schema;

	private RecordSchema(Class<T> type, Function<ItemAttributes, T> reader) {
		this.schema = StaticImmutableTableSchema.builder(type, ItemAttributes.class)
			.newItemBuilder(ItemAttributes::new, reader);
	}

	/**
	 * Begins the description.
	 * @param type the record's class
	 * @param reader makes the record of the attributes of an item
	 */
	public static <T> RecordSchema<T> of(Class<T> type, Function<ItemAttributes, T> reader) {
		return new RecordSchema<>(type, reader);
	}

	/**
	 * Adds an attribute.
	 * @param name the attribute's name in the table
	 * @param type its type in Java
	 * @param getter takes it from the record; null is kept as no attribute
	 * @param tags what it is a key of
	 */
	public <V> RecordSchema<T> attribute(String name, Class<V> type, Function<T, @Nullable V> getter,
			StaticAttributeTag... tags) {
		return attribute(name, EnhancedType.of(type), getter, tags);
	}

	/**
	 * Adds an attribute of a generic type.
	 * @param name the attribute's name in the table
	 * @param type its type in Java
	 * @param getter takes it from the record; null is kept as no attribute
	 * @param tags what it is a key of
	 */
	public <V> RecordSchema<T> attribute(String name, EnhancedType<V> type, Function<T, @Nullable V> getter,
			StaticAttributeTag... tags) {
		return add(name, type, getter, (attribute) -> attribute.tags(tags));
	}

	/**
	 * Adds an attribute that is kept in a way of its own.
	 * @param name the attribute's name in the table
	 * @param converter keeps and reads it
	 * @param getter takes it from the record; null is kept as no attribute
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
	 * Returns the description, which is costly to make and can be shared.
	 */
	public TableSchema<T> build() {
		return this.schema.build();
	}

}
