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
 * Makes closed buckets, whose access is logged to one of them.
 */
final class Buckets {

	private final Bucket logs;

	Buckets(Construct scope) {
		this.logs = closed(scope, "Logs")
			// CloudFront's standard logs need an access control list.
			.objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
			// Paths in them hold ids of tickets, which are the right to use these.
			.lifecycleRules(List.of(LifecycleRule.builder().expiration(Duration.days(30)).build()))
			.build();
	}

	/**
	 * The logs of access to load balancer, CloudFront, network and buckets.
	 */
	Bucket logs() {
		return this.logs;
	}

	Bucket make(Construct scope, String id, LifecycleRule... rules) {
		return closed(scope, id).objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
			.serverAccessLogsBucket(this.logs)
			.serverAccessLogsPrefix("buckets/" + id.toLowerCase(Locale.ROOT) + "/")
			.lifecycleRules(List.of(rules))
			.build();
	}

	private static Bucket.Builder closed(Construct scope, String id) {
		return Bucket.Builder.create(scope, id)
			.encryption(BucketEncryption.S3_MANAGED)
			.blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
			.enforceSsl(true)
			.minimumTlsVersion(1.2)
			.removalPolicy(RemovalPolicy.RETAIN);
	}

}
