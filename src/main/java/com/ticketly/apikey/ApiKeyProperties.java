package com.ticketly.apikey;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for API keys.
 *
 * @param maxActive how many keys can be active at the same time. Each instance reads all
 * of them every few seconds while keys are used
 */
@ConfigurationProperties("ticketly.api-keys")
public record ApiKeyProperties(@DefaultValue("1000") int maxActive) {
}
