package com.ticketly.apikey;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Whether an API key can be used.
 */
@Schema(name = "KeyStatus")
enum ApiKeyStatus {

	ACTIVE("Active"), EXPIRED("Expired"), REVOKED("Revoked");

	private final String label;

	ApiKeyStatus(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
