package com.ticketly.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.ticketly.apikey.Scopes;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * The quotas of the callers of this instance.
 */
@Component
final class Limits {

	/**
	 * How many callers are remembered, which take about 16 MB. Of more, those are
	 * forgotten that send few requests.
	 */
	private static final int MAX_CALLERS = 20_000;

	private final Scopes scopes;

	private final LoadingCache<Caller, CallerQuotas> quotas;

	Limits(LimitProperties properties, Scopes scopes, Clock clock, MeterRegistry registry) {
		this.scopes = scopes;
		TimeMeter time = new ClockTime(clock);
		Limit requestsOfAddress = requests("address", properties.requestsPerAddress(), properties, registry);
		Limit requestsOfOperator = requests("operator", properties.requestsPerOperator(), properties, registry);
		Limit seatsOfAddress = seats("address", properties.seatsPerAddress(), properties, registry);
		Limit seatsOfOperator = seats("operator", properties.seatsPerOperator(), properties, registry);
		this.quotas = Caffeine.newBuilder()
			.maximumSize(MAX_CALLERS)
			// A quota that was not used for so long is full.
			.expireAfterAccess(properties.longestWindow())
			.build((caller) -> caller.operator()
					? new CallerQuotas(Quota.full(requestsOfOperator, time), Quota.full(seatsOfOperator, time))
					: new CallerQuotas(Quota.full(requestsOfAddress, time), Quota.full(seatsOfAddress, time)));
	}

	private static Limit requests(String caller, int max, LimitProperties properties, MeterRegistry registry) {
		return limit("requests", caller, max, properties.requestsWindow(), registry);
	}

	private static Limit seats(String caller, int max, LimitProperties properties, MeterRegistry registry) {
		return limit("seats", caller, max, properties.seatsWindow(), registry);
	}

	private static Limit limit(String name, String caller, int max, Duration window, MeterRegistry registry) {
		return new Limit(name, max, window,
				Counter.builder("ticketly.limits.exceeded")
					.description("Requests that were refused because their caller exceeded a limit")
					.tag("limit", name)
					.tag("caller", caller)
					.register(registry));
	}

	/**
	 * Returns the quotas of the caller of a request that the security filters have let
	 * through.
	 */
	CallerQuotas of(HttpServletRequest request) {
		return this.quotas.get(Caller.of(request, this.scopes));
	}

	/**
	 * The time of a clock.
	 */
	private record ClockTime(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return TimeUnit.MILLISECONDS.toNanos(this.clock.millis());
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}
