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
 * Creates builders of Lambda functions and their log groups. Each function is a single
 * file without dependencies other than its runtime.
 */
final class LambdaFunctions {

	private LambdaFunctions() {
	}

	/**
	 * Creates a builder of a function.
	 * @param folder the folder of its code in {@code src/main/lambda}
	 */
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

	/**
	 * Creates a log group that keeps its entries for one month.
	 */
	static LogGroup log(Construct scope, String id) {
		return LogGroup.Builder.create(scope, id)
			.retention(RetentionDays.ONE_MONTH)
			.removalPolicy(RemovalPolicy.DESTROY)
			.build();
	}

}
