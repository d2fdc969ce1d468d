package com.ticketly.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.ticketly.input.FieldRules;
import com.ticketly.input.GivenTime;
import com.ticketly.input.RemovedFields;
import com.ticketly.input.Text;
import com.ticketly.programme.PricesInput;
import com.ticketly.sale.Change;
import com.ticketly.sale.PresaleCode;
import com.ticketly.sale.SaleChange;
import com.ticketly.sale.SaleLimits;
import com.ticketly.sale.TimeChange;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Input for the terms of a sale. The fields can be sent as answers contain them.
 *
 * @param salesFrom when the sale opens
 * @param salesUntil when the sale ends
 * @param presaleFrom when the sale opens for customers with the code
 * @param prices what the seats cost
 * @param removed the fields that a change removes
 */
@Schema(name = "NewSaleTerms")
public record SaleInput(@Nullable GivenTime salesFrom,
		@Min(value = 0, message = MINUTES) @Max(
				value = MAX_MINUTES, message = MINUTES) @Nullable Integer salesFromMinutesBefore,
		@Nullable GivenTime salesUntil,
		@Min(value = 0, message = MINUTES) @Max(
				value = MAX_MINUTES, message = MINUTES) @Nullable Integer salesUntilMinutesBefore,
		@Nullable GivenTime presaleFrom,
		@Min(value = 0, message = MINUTES) @Max(value = MAX_MINUTES,
				message = MINUTES) @Nullable Integer presaleFromMinutesBefore,
		@Text(max = PresaleCode.MAX_LENGTH, message = CODE) @Nullable String presaleCode,
		@Min(value = 1, message = TICKETS) @Max(value = SaleLimits.MAX_TICKETS,
				message = TICKETS) @Nullable Integer maxTicketsPerPhone,
		@Nullable Boolean avoidSingleSeats, @Nullable PricesInput prices,
		@RemovedFields @Schema(hidden = true) @Nullable List<String> removed) implements FieldRules {

	private static final int MAX_MINUTES = 525_600;

	private static final String MINUTES = "must be between 0 and " + MAX_MINUTES;

	private static final String TICKETS = "must be between 1 and " + SaleLimits.MAX_TICKETS;

	private static final String CODE = "must have " + PresaleCode.MIN_LENGTH + " to " + PresaleCode.MAX_LENGTH
			+ " visible characters";

	private static final Pattern CODE_PATTERN = Pattern
		.compile("\\S{" + PresaleCode.MIN_LENGTH + "," + PresaleCode.MAX_LENGTH + "}");

	@Override
	public void check(Violations violations) {
		if (this.presaleCode != null && !CODE_PATTERN.matcher(this.presaleCode).matches()) {
			violations.add("presaleCode", CODE);
		}
	}

	/**
	 * Returns the change of the terms.
	 * @param times returns a time by the name of its field
	 */
	SaleChange toChange(BiFunction<String, GivenTime, Instant> times) {
		return new SaleChange(time("salesFrom", this.salesFrom, this.salesFromMinutesBefore, times),
				time("salesUntil", this.salesUntil, this.salesUntilMinutesBefore, times),
				time("presaleFrom", this.presaleFrom, this.presaleFromMinutesBefore, times),
				change("presaleCode", BookingInput.toCode(this.presaleCode)),
				change("maxTicketsPerPhone", this.maxTicketsPerPhone),
				change("avoidSingleSeats", this.avoidSingleSeats),
				change("prices", (this.prices != null) ? this.prices.toPrices() : null));
	}

	/**
	 * Returns this input as the terms as a whole: fields that are absent are removed. The
	 * code of a presale stays, because no answer contains it.
	 */
	SaleInput complete() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("salesFrom", this.salesFrom);
		values.put("salesFromMinutesBefore", this.salesFromMinutesBefore);
		values.put("salesUntil", this.salesUntil);
		values.put("salesUntilMinutesBefore", this.salesUntilMinutesBefore);
		values.put("presaleFrom", this.presaleFrom);
		values.put("presaleFromMinutesBefore", this.presaleFromMinutesBefore);
		values.put("maxTicketsPerPhone", this.maxTicketsPerPhone);
		values.put("avoidSingleSeats", this.avoidSingleSeats);
		values.put("prices", this.prices);
		values.values().removeIf(Objects::nonNull);
		if (this.presaleFrom == null && this.presaleFromMinutesBefore == null && this.presaleCode == null) {
			values.put("presaleCode", null);
		}
		return new SaleInput(this.salesFrom, this.salesFromMinutesBefore, this.salesUntil, this.salesUntilMinutesBefore,
				this.presaleFrom, this.presaleFromMinutesBefore, this.presaleCode, this.maxTicketsPerPhone,
				this.avoidSingleSeats, this.prices, List.copyOf(values.keySet()));
	}

	/**
	 * Returns whether it has a time without an offset.
	 */
	boolean hasLocalTime() {
		return Stream.of(this.salesFrom, this.salesUntil, this.presaleFrom)
			.anyMatch((time) -> time != null && time.offset() == null);
	}

	private TimeChange time(String field, @Nullable GivenTime time, @Nullable Integer minutesBefore,
			BiFunction<String, GivenTime, Instant> times) {
		return new TimeChange(
				time != null || minutesBefore != null || isRemoved(field) || isRemoved(field + "MinutesBefore"),
				(time != null) ? times.apply("sale." + field, time) : null, minutesBefore);
	}

	private <T> Change<T> change(String field, @Nullable T value) {
		return new Change<>(value != null || isRemoved(field), value);
	}

	private boolean isRemoved(String field) {
		return this.removed != null && this.removed.contains(field);
	}

}
