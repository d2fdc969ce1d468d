package com.ticketly.http;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.ticketly.dynamodb.Deadline;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestBodyTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	RequestBodyTests() {
		this.request.setContent("{}".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void readsABodyThatArrivesBeforeTheDeadline() throws Exception {
		assertThat(Deadline.in(Duration.ofMinutes(1)).<byte[], Exception>call(() -> RequestBody.of(this.request)))
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("{}");
	}

	@Test
	void stopsToReadABodyAtTheDeadline() {
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> Deadline.in(Duration.ZERO).<byte[], Exception>call(() -> RequestBody.of(this.request)));
	}

}
