package com.ticketly.infra;

import java.util.List;
import java.util.Locale;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Creates private buckets, and one more bucket for logs.
 */
final class Buckets {

	private final Bucket logs;

	Buckets(Construct scope) {
		this.logs = privateBucket(scope, "Logs")
			// Standard logs of CloudFront require an access control list.
			.objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
			// Paths in the logs contain ticket ids, which authorize the use of tickets.
			.lifecycleRules(List.of(LifecycleRule.builder().expiration(Duration.days(30)).build()))
			.build();
	}

	/**
	 * Returns the bucket for the logs of the load balancer, CloudFront, the network and
	 * the other buckets.
	 */
	Bucket logs() {
		return this.logs;
	}

	/**
	 * Creates a bucket whose access is logged.
	 */
	Bucket create(Construct scope, String id, LifecycleRule... rules) {
		return privateBucket(scope, id).objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
			.serverAccessLogsBucket(this.logs)
			.serverAccessLogsPrefix("buckets/" + id.toLowerCase(Locale.ROOT) + "/")
			.lifecycleRules(List.of(rules))
			.build();
	}

	private static Bucket.Builder privateBucket(Construct scope, String id) {
		return Bucket.Builder.create(scope, id)
			.encryption(BucketEncryption.S3_MANAGED)
			.blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
			.enforceSsl(true)
			.minimumTlsVersion(1.2)
			.removalPolicy(RemovalPolicy.RETAIN);
	}

}
