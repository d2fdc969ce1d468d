package com.ticketly.http;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for connections.
 *
 * @param drainTime how long an instance that ends still answers on open connections, and
 * closes each with its answer; it ends sooner if none is left
 * @param maxReadTime how long a request may take to arrive, from its first byte to the
 * end of its headers, and to the end of a body that no operation reads. The bodies of
 * operations must arrive within the deadline of the request
 * @param requestsPerProcessor how many requests that read, and how many of the others,
 * are processed at the same time for each processor; further ones wait
 */
@Validated
@ConfigurationProperties("ticketly.http")
record HttpProperties(@DefaultValue("10s") Duration drainTime, @DefaultValue("20s") Duration maxReadTime,
		@DefaultValue("128") @Min(1) @Max(1_000_000) int requestsPerProcessor) {
}
