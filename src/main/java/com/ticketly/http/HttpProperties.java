package com.ticketly.http;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for connections.
 *
 * @param drainTime how long an instance that ends still answers on open connections, and
 * closes each with its answer; it ends sooner if none is left
 * @param maxReadTime how long a request may take to arrive, from its first byte to the
 * end of its headers, and to the end of a body that no operation reads. The bodies of
 * operations must arrive within the deadline of the request
 */
@ConfigurationProperties("ticketly.http")
record HttpProperties(@DefaultValue("10s") Duration drainTime, @DefaultValue("20s") Duration maxReadTime) {
}
