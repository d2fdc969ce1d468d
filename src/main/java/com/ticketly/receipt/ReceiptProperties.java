package com.ticketly.receipt;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for requests that are sent with a key of their own.
 *
 * @param kept how long their answers are kept
 * @param claim how long a try that is under way keeps others waiting; longer than any
 * caller waits
 */
@ConfigurationProperties("ticketly.receipts")
record ReceiptProperties(@DefaultValue("24h") Duration kept, @DefaultValue("30s") Duration claim) {
}
