package com.ticketly.reliability;

import com.ticketly.reliability.Rounds.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the checks notice what they are for: each broken build is caught by the
 * same load that finds nothing in the service as it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenBuildTests {

	private static final int MAX_ROUNDS = 6;

	private static final int OPERATIONS = 500;

	private final Cluster cluster = new Cluster(2, 1, 0.05, BrokenBuildConfiguration.class, BrokenConnection::new);

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
	void isCaught(BrokenBuild build) {
		BrokenBuild.activate(build);

		int found = 0;
		for (int seed = 1; found == 0 && seed <= MAX_ROUNDS; seed++) {
			Result result = this.rounds.run(seed, OPERATIONS);
			found = result.has(build.broken()) ? seed : 0;
			System.out.printf("%s: seed %d, %s%n", build, seed, result.rules());
		}

		assertThat(found).as("the seed that finds it").isPositive();
	}

}
