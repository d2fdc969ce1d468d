package com.ticketly.reliability;

import java.util.concurrent.TimeUnit;

import com.ticketly.reliability.Rounds.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the checks notice what they are for: each broken build is caught by the
 * same load that finds nothing in the service as it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenBuildTests {

	private static final int MAX_ROUNDS = 20;

	private static final int OPERATIONS = 480;

	private final Cluster cluster = new Cluster(2, 1, 0.1, 0.05, BrokenBuildConfiguration.class, BrokenConnection::new);

	private final Rounds rounds = new Rounds(this.cluster);

	@AfterEach
	void restore() {
		BrokenBuild.activate(BrokenBuild.NONE);
	}

	@AfterAll
	void stop() {
		this.cluster.close();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	// A round waits a minute for undos that a broken build does not make.
	@Timeout(value = 12, unit = TimeUnit.MINUTES)
	void isCaught(BrokenBuild build) {
		BrokenBuild.activate(build);

		// Each round needs its own keys and customers.
		int first = build.ordinal() * MAX_ROUNDS;
		boolean found = false;
		for (int seed = first; !found && seed < first + MAX_ROUNDS; seed++) {
			Result result = this.rounds.run(seed, OPERATIONS);
			found = build.explains(result.rules());
			System.out.printf("%s, seed %d: %s%n", build, seed, result.rules());
		}

		assertThat(found).isTrue();
	}

}
