package com.ticketly.benchmark;

import io.gatling.app.Gatling;

/**
 * Gatling, with little to say.
 */
final class GatlingRun {

	private GatlingRun() {
	}

	public static void main(String[] arguments) {
		Quiet.logWarnings();
		Gatling.main(arguments);
	}

}
