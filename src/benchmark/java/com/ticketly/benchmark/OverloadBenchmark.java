package com.ticketly.benchmark;

import java.util.List;

/**
 * Measures one warm instance at five times the load that it can serve, during a burst,
 * and while its database is slow or stopped. The database is a simulation of DynamoDB on
 * AWS.
 */
final class OverloadBenchmark {

	/**
	 * The customers whose requests the service can just serve. More of them do not book
	 * more.
	 */
	private static final int CUSTOMERS = 800;

	private static final int OVERLOAD = 5 * CUSTOMERS;

	private static final int BURST = 4000;

	private static final List<Integer> WARM_UP = List.of(CUSTOMERS / 4, CUSTOMERS, CUSTOMERS, CUSTOMERS, OVERLOAD);

	private static final int MIN_ROUNDS = 3;

	private final Settings settings;

	private final OverloadResults results = new OverloadResults();

	OverloadBenchmark(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Runs the scenario.
	 * @return the number of failed requests
	 */
	long run() throws InterruptedException {
		try (OverloadEnvironment environment = new OverloadEnvironment(this.settings)) {
			warmUp(environment);
			for (int round = 0; round < Math.max(MIN_ROUNDS, this.settings.rounds()); round++) {
				this.results.addBest(OverloadWindow.measure(environment, CUSTOMERS, this.settings.window()));
				this.results.addOverload(OverloadWindow.measure(environment, OVERLOAD, this.settings.window()));
				this.results.add(SteadySale.measure(environment, BURST, this.settings.window()));
			}
			this.results.add("slow", Recovery.measure(environment, CUSTOMERS, environment::makeDatabaseSlow,
					environment::makeDatabaseFast));
			this.results.add("stopped",
					Recovery.measure(environment, CUSTOMERS, environment::stopDatabase, environment::continueDatabase));
		}
		this.results.print();
		return this.results.errors();
	}

	/**
	 * Books until the JVMs are warm. Few customers come at first: thousands would be
	 * refused by cold JVMs, and warm up little.
	 */
	private void warmUp(OverloadEnvironment environment) throws InterruptedException {
		environment.registerCustomers(OVERLOAD + SteadySale.STEADY);
		for (int customers : WARM_UP) {
			OverloadResults.print("warm-up",
					List.of(OverloadWindow.measure(environment, customers, this.settings.window())));
		}
	}

}
