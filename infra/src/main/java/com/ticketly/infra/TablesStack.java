package com.ticketly.infra;

import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The stack of the tables. They have fixed names and are retained when a deployment is
 * rolled back, so a later attempt to create them would fail. Therefore the stack contains
 * no other resource whose failure could roll it back.
 */
final class TablesStack extends Stack {

	private final Tables tables;

	TablesStack(Construct scope, Settings settings) {
		super(scope, "Ticketly-Tables",
				StackProps.builder()
					.env(Environment.builder().region(settings.region()).build())
					.description("DynamoDB tables of Ticketly")
					.build());
		this.tables = new Tables(this, settings);
	}

	Tables tables() {
		return this.tables;
	}

}
