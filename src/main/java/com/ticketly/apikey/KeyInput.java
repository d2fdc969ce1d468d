package com.ticketly.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Input for creating an API key.
 *
 * @param name what the key is for
 * @param scopes what its holder may do
 * @param expiresAt from when it cannot be used; never if null
 */
@Schema(name = "NewKey")
record KeyInput(@NotNull @Text(max = 100) @Nullable String name,
		@NotNull @Size(min = 1, max = 20) @Nullable List<@NotNull Scope> scopes,
		@Nullable Instant expiresAt) implements FieldRules {

	@Override
	public void check(Violations violations) {
		if (this.scopes != null && this.scopes.stream().distinct().count() < this.scopes.size()) {
			violations.add("scopes", "must not contain duplicates");
		}
	}

	Set<Scope> toScopes() {
		return EnumSet.copyOf(Objects.requireNonNull(this.scopes));
	}

	/**
	 * Input for rotating an API key.
	 *
	 * @param overlapSeconds how long the previous secret is still accepted, in seconds,
	 * from 0 to {@value #MAX_OVERLAP}; by default {@value #DEFAULT_OVERLAP}
	 */
	@Schema(name = "KeyRotation")
	record Rotation(@Min(value = 0, message = OVERLAP) @Max(value = MAX_OVERLAP,
			message = OVERLAP) @Nullable Integer overlapSeconds) {

		/**
		 * One day.
		 */
		static final int DEFAULT_OVERLAP = 86_400;

		/**
		 * Thirty days.
		 */
		static final int MAX_OVERLAP = 2_592_000;

		private static final String OVERLAP = "must be between 0 and " + MAX_OVERLAP;

		Duration overlap() {
			return Duration.ofSeconds(Objects.requireNonNullElse(this.overlapSeconds, DEFAULT_OVERLAP));
		}

	}

}
