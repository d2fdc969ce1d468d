package com.ticketly.infra;

import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The tables alone, so that nothing else that fails leaves them behind: they have names
 * and stay, and a second try could not make them again.
 */
final class TablesStack extends Stack {

	private final Tables tables;

	TablesStack(Construct scope, Settings settings) {
		super(scope, "Ticketly-Tables",
				StackProps.builder()
					.env(Environment.builder().region(settings.region()).build())
					.description("Ticketly's tables")
					.build());
		this.tables = new Tables(this, settings);
	}

	Tables tables() {
		return this.tables;
	}

}
