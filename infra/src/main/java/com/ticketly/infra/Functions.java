package com.ticketly.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Begins functions, each a file that needs nothing but its runtime, and their logs.
 */
final class Functions {

	private Functions() {
	}

	static Function.Builder of(Construct scope, String folder) {
		return Function.Builder.create(scope, "Function")
			.runtime(Runtime.NODEJS_24_X)
			.architecture(Architecture.ARM_64)
			.code(Code.fromAsset("src/main/lambda/" + folder))
			.handler("index.handler")
			.memorySize(256)
			.timeout(Duration.minutes(1))
			.logGroup(log(scope, "Log"));
	}

	static LogGroup log(Construct scope, String id) {
		return LogGroup.Builder.create(scope, id)
			.retention(RetentionDays.ONE_MONTH)
			.removalPolicy(RemovalPolicy.DESTROY)
			.build();
	}

}
