package com.ticketly.exchange;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.ticketly.http.InvalidRequestException.FieldError;
import com.ticketly.slot.SlotId;
import org.jspecify.annotations.Nullable;

/**
 * What an import has done with a row.
 *
 * @param line the number of its first line, from 1
 * @param externalId its id in the other system; absent if it has none
 * @param slotId the id of its slot; absent if there is none
 * @param field the field that is wrong; absent if it is the row as a whole
 * @param problem why it was refused; absent if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowResult(int line, @Nullable String externalId, Kind result, @Nullable String slotId, @Nullable String field,
		@Nullable String problem) {

	static final List<String> COLUMNS = List.of("line", "externalId", "result", "slotId", "field", "problem");

	static RowResult refused(int line, @Nullable String externalId, @Nullable String field, String problem) {
		return new RowResult(line, externalId, Kind.REFUSED, null, field, problem);
	}

	/**
	 * Returns the result of a row that is refused for all of these errors.
	 */
	static RowResult refused(int line, @Nullable String externalId, List<FieldError> errors) {
		String others = errors.stream()
			.skip(1)
			.map((error) -> "; " + error.field() + " " + error.message())
			.collect(Collectors.joining());
		FieldError first = errors.getFirst();
		return refused(line, externalId, first.field(), first.message() + others);
	}

	static RowResult of(ImportRow row, Kind kind, @Nullable SlotId slot) {
		return new RowResult(row.line(), row.externalId(), kind, (slot != null) ? slot.value() : null, null, null);
	}

	/**
	 * What was done.
	 */
	enum Kind {

		/**
		 * A slot was scheduled.
		 */
		CREATED,

		/**
		 * The slot was changed.
		 */
		CHANGED,

		/**
		 * The slot is as the row says.
		 */
		UNCHANGED,

		/**
		 * Nothing was done.
		 */
		REFUSED,

		/**
		 * There was no result in time, so the row may have been carried out.
		 */
		FAILED;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
