package com.ticketly.benchmark;

import io.gatling.app.Gatling;

/**
 * Runs Gatling with reduced logging.
 */
final class GatlingMain {

	private GatlingMain() {
	}

	public static void main(String[] arguments) {
		BenchmarkLogging.warningsOnly();
		Gatling.main(arguments);
	}

}
