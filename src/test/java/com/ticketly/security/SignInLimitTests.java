package com.ticketly.security;

import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that failed sign-ins are limited, and lock out nobody who knows the password.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInLimitTests {

	private static final int ATTEMPTS = 60;

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		// A password that is no hash is compared without hashing it.
		.with("--ticketly.security.operator-password=" + TicketlyInstance.PASSWORD,
				"--ticketly.security.max-failed-sign-ins=3")
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private static ApiResponse signIn(TicketlyInstance ticketly, String name, String address) {
		String credentials = Base64.getEncoder().encodeToString((name + ":wrong").getBytes());
		return ticketly.get("/v1/slots", "Authorization", "Basic " + credentials, "X-Forwarded-For", address);
	}

	private List<Integer> fail(IntFunction<String> name, IntFunction<String> address) {
		return Concurrently.call(ATTEMPTS, (i) -> signIn(this.ticketly, name.apply(i), address.apply(i)).status());
	}

	@Test
	void letsInWhoKnowsThePassword() {
		assertThat(fail((i) -> "operator", (i) -> "198.51.100.1")).contains(429).containsOnly(401, 429);

		assertThat(this.ticketly.getAsOperator("/actuator/info", "X-Forwarded-For", "198.51.100.1").status())
			.isEqualTo(200);
	}

	@Test
	void letsInWhoSignedInBeforeIfThePasswordIsAHash() {
		String hash = "{bcrypt}" + new BCryptPasswordEncoder().encode(TicketlyInstance.PASSWORD);
		try (TicketlyInstance hashed = TicketlyInstance.builder()
			.with("--ticketly.security.operator-password=" + hash, "--ticketly.security.max-failed-sign-ins=3")
			.start()) {
			assertThat(hashed.getAsOperator("/actuator/info").status()).isEqualTo(200);
			assertThat(Concurrently.call(ATTEMPTS, (i) -> signIn(hashed, "operator", "198.51.100.1").status()))
				.contains(429);

			assertThat(hashed.getAsOperator("/actuator/info", "X-Forwarded-For", "198.51.100.1").status())
				.isEqualTo(200);
		}
	}

	@Test
	void countsTheFailuresOfEachName() {
		assertThat(fail((i) -> "somebody", (i) -> "198.51.100.2")).contains(429);

		assertThat(signIn(this.ticketly, "operator", "198.51.100.2").status()).isEqualTo(401);
	}

	@Test
	void countsTheFailuresOfEachAddress() {
		assertThat(fail((i) -> "operator", (i) -> "198.51.100.3")).contains(429);

		assertThat(signIn(this.ticketly, "operator", "198.51.100.4").status()).isEqualTo(401);
	}

	@Test
	void limitsTheFailuresOfManyNames() {
		assertThat(fail((i) -> "name" + i, (i) -> "198.51.100.5")).contains(429);
	}

	/**
	 * A client can use all addresses of its network.
	 */
	@Test
	void limitsTheFailuresOfAnIpv6Network() {
		assertThat(fail((i) -> "operator", (i) -> "2001:db8::" + Integer.toHexString(i + 1))).contains(429);

		assertThat(signIn(this.ticketly, "operator", "2001:db8:0:1::1").status()).isEqualTo(401);
	}

}
