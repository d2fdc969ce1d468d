package com.ticketly.limit;

import jakarta.servlet.http.HttpServletResponse;

/**
 * What one caller may still ask for. Responses say so in the
 * <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">
 * RateLimit header fields</a>.
 */
record CallerQuotas(Quota requests, Quota seats) {

	/**
	 * Takes one request.
	 * @throws QuotaExceededException if none is left
	 */
	void takeRequest(HttpServletResponse response) {
		try {
			this.requests.take(1);
		}
		finally {
			describe(response, this.requests.limit().policy(), this.requests.state());
		}
	}

	/**
	 * Describes both quotas in a response.
	 */
	void describe(HttpServletResponse response) {
		describe(response, list(this.requests.limit().policy(), this.seats.limit().policy()),
				list(this.requests.state(), this.seats.state()));
	}

	private static String list(String first, String second) {
		return (first.isEmpty() || second.isEmpty()) ? first + second : first + ", " + second;
	}

	private static void describe(HttpServletResponse response, String policies, String states) {
		if (!policies.isEmpty()) {
			response.setHeader("RateLimit-Policy", policies);
			response.setHeader("RateLimit", states);
		}
	}

}
