package com.ticketly.apikey;

import com.ticketly.http.Problems;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.ErrorResponseException;

/**
 * Settings for API keys.
 *
 * @param maxActive how many keys can be active at the same time. Each instance reads all
 * of them every few seconds while keys are used
 */
@ConfigurationProperties("ticketly.api-keys")
public record ApiKeyProperties(@DefaultValue("1000") int maxActive) {

	/**
	 * Returns the problem of whoever would create one more.
	 */
	public ErrorResponseException tooMany() {
		ErrorResponseException problem = Problems.exception(Problems.Type.TOO_MANY_KEYS,
				"There can be at most %d active keys.".formatted(this.maxActive));
		problem.getBody().setProperty("maxKeys", this.maxActive);
		return problem;
	}

}
