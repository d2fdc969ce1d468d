package com.ticketly.idempotency;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for requests with an {@code Idempotency-Key}.
 *
 * @param kept how long a key is remembered after its request was done
 */
@ConfigurationProperties("ticketly.idempotency")
record IdempotencyProperties(@DefaultValue("24h") Duration kept) {
}
