package com.ticketly.infra;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the JavaScript tests of the Lambda functions.
 */
class LambdaFunctionTests {

	@ParameterizedTest
	@ValueSource(strings = { "expiry", "bookings" })
	void passTheirOwnTests(String function) throws IOException, InterruptedException {
		Process node = new ProcessBuilder("node", "--test", "src/test/lambda/" + function + ".test.mjs")
			.redirectErrorStream(true)
			.start();
		String output = new String(node.getInputStream().readAllBytes());

		assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(node.exitValue()).as(output).isZero();
		assertThat(output).containsPattern("# pass [1-9]").contains("# fail 0");
	}

}
