package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LatencyTests {

	@Test
	void isUniformOverTheRange() {
		List<Long> draws = draws(Latency.between(Duration.ofMillis(5), Duration.ofMillis(25), 1));

		assertThat(draws).allMatch((nanos) -> nanos >= 5_000_000 && nanos <= 25_000_000)
			.anyMatch((nanos) -> nanos < 6_000_000)
			.anyMatch((nanos) -> nanos > 24_000_000);
		assertThat(draws.stream().mapToLong(Long::longValue).average().orElseThrow()).isBetween(14_500_000.0,
				15_500_000.0);
	}

	@Test
	void repeatsTheSequenceOfASeed() {
		assertThat(draws(Latency.between(Duration.ofMillis(5), Duration.ofMillis(25), 7)))
			.isEqualTo(draws(Latency.between(Duration.ofMillis(5), Duration.ofMillis(25), 7)))
			.isNotEqualTo(draws(Latency.between(Duration.ofMillis(5), Duration.ofMillis(25), 8)));
	}

	@Test
	void isConstantWhenTheRangeIsASingleValue() {
		assertThat(draws(Latency.between(Duration.ofMillis(5), Duration.ofMillis(5), 1))).containsOnly(5_000_000L);
	}

	@Test
	void refusesARangeThatEndsBeforeItBegins() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Latency.between(Duration.ofMillis(25), Duration.ofMillis(5), 1));
	}

	private static List<Long> draws(Latency latency) {
		return Stream.generate(latency::draw).limit(10_000).map(Duration::toNanos).toList();
	}

}
