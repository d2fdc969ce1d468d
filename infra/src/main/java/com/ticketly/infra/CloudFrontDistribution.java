package com.ticketly.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.VpcOrigin;
import software.amazon.awscdk.services.cloudfront.origins.VpcOriginWithEndpointProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.AaaaRecord;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.CloudFrontTarget;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The CloudFront distribution, the only public endpoint. The firewall filters its
 * requests; it forwards them into the VPC and serves static content.
 */
final class CloudFrontDistribution extends Construct {

	/**
	 * The status codes that CloudFront would cache for 10 seconds even though caching is
	 * disabled.
	 */
	private static final List<Integer> CACHED_ERRORS = List.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);

	private static final String BASIC_EXECUTION = "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

	private final Distribution distribution;

	CloudFrontDistribution(Construct scope, Settings settings, Network network, LoadBalancer balancer, Buckets buckets,
			String firewallArn, @Nullable ICertificate certificate) {
		super(scope, "FrontDoor");
		Bucket content = buckets.create(this, "Static");
		Distribution.Builder builder = Distribution.Builder.create(this, "Distribution")
			.comment("Ticketly")
			.webAclId(firewallArn)
			.httpVersion(HttpVersion.HTTP2_AND_3)
			.priceClass(PriceClass.PRICE_CLASS_ALL)
			.minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
			.defaultBehavior(serviceBehavior(balancer, settings))
			.additionalBehaviors(Map.of("/static/*", contentBehavior(content)))
			.errorResponses(CACHED_ERRORS.stream().map(CloudFrontDistribution::withoutCaching).toList())
			.enableLogging(true)
			.logBucket(buckets.logs())
			.logFilePrefix("cloudfront/")
			.logIncludesCookies(false);
		if (settings.domain() != null && certificate != null) {
			builder.domainNames(List.of(settings.domain().name())).certificate(certificate);
		}
		this.distribution = builder.build();
		BucketDeployment deployment = BucketDeployment.Builder.create(this, "StaticContent")
			.sources(List.of(Source.asset("static")))
			.destinationBucket(content)
			.destinationKeyPrefix("static")
			.cacheControl(List.of(CacheControl.maxAge(Duration.hours(1))))
			.logGroup(LambdaFunctions.log(this, "StaticContentLog"))
			.build();
		allowCloudFront(network, balancer);
		if (settings.domain() != null) {
			createRecords(settings.domain());
		}
		acceptFindings(content, deployment, settings);
	}

	private void acceptFindings(Bucket content, BucketDeployment deployment, Settings settings) {
		NagFindings.accept(this.distribution, "AwsSolutions-CFR1", "Customers may book from any country.");
		if (settings.domain() == null) {
			NagFindings.accept(this.distribution, "AwsSolutions-CFR4",
					"CloudFront's default certificate allows no other setting; with a domain, the minimum is TLS 1.2.");
		}
		IConstruct deployer = Objects.requireNonNull(deployment.getHandlerRole().getNode().getScope());
		NagFindings.accept(deployer, "AwsSolutions-IAM4",
				"The policy only allows the function of the CDK to write its log.", BASIC_EXECUTION);
		NagFindings.accept(deployer, "AwsSolutions-IAM5",
				"The function of the CDK copies objects with arbitrary names between these two buckets.",
				"Action::s3:GetBucket*", "Action::s3:GetObject*", "Action::s3:List*", "Action::s3:Abort*",
				"Action::s3:DeleteObject*", NagFindings.below(content, "/*"),
				"Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-" + settings.region() + "/*");
		NagFindings.accept(deployer, "AwsSolutions-L1", "The CDK determines the runtime of its own function.");
	}

	private BehaviorOptions serviceBehavior(LoadBalancer balancer, Settings settings) {
		boolean https = settings.domain() != null;
		// CloudFront forwards the Host header of the request, and verifies the
		// certificate of the load balancer against it.
		VpcOriginWithEndpointProps origin = VpcOriginWithEndpointProps.builder()
			.protocolPolicy(https ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY)
			.originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
			.httpPort(80)
			.httpsPort(443)
			.readTimeout(Duration.seconds(30))
			// Shorter than the idle timeout of the load balancer.
			.keepaliveTimeout(Duration.seconds(30))
			.build();
		return BehaviorOptions.builder()
			.origin(VpcOrigin.withApplicationLoadBalancer(balancer.balancer(), origin))
			.allowedMethods(AllowedMethods.ALLOW_ALL)
			.viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
			.cachePolicy(CachePolicy.CACHING_DISABLED)
			.originRequestPolicy(
					https ? OriginRequestPolicy.ALL_VIEWER : OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022)
			.compress(false)
			.build();
	}

	private static BehaviorOptions contentBehavior(IBucket bucket) {
		return BehaviorOptions.builder()
			.origin(S3BucketOrigin.withOriginAccessControl(bucket))
			.allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
			.viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
			.cachePolicy(CachePolicy.CACHING_OPTIMIZED)
			.responseHeadersPolicy(ResponseHeadersPolicy.SECURITY_HEADERS)
			.compress(true)
			.build();
	}

	private static ErrorResponse withoutCaching(int status) {
		return ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build();
	}

	/**
	 * Allows CloudFront to connect to the load balancer. CloudFront creates its security
	 * group with the first VPC origin of a VPC; CloudFormation does not provide its id,
	 * so a custom resource looks it up.
	 */
	private void allowCloudFront(Network network, LoadBalancer balancer) {
		AwsSdkCall find = AwsSdkCall.builder()
			.service("ec2")
			.action("describeSecurityGroups")
			.parameters(Map.of("Filters",
					List.of(Map.of("Name", "vpc-id", "Values", List.of(network.vpc().getVpcId())),
							Map.of("Name", "group-name", "Values", List.of("CloudFront-VPCOrigins-Service-SG")))))
			.outputPaths(List.of("SecurityGroups.0.GroupId"))
			.physicalResourceId(PhysicalResourceId.of("CloudFront-VPCOrigins-Service-SG"))
			.build();
		AwsCustomResource group = AwsCustomResource.Builder.create(this, "CloudFrontGroup")
			.onUpdate(find)
			.installLatestAwsSdk(false)
			.logGroup(LambdaFunctions.log(this, "CloudFrontGroupLog"))
			.policy(AwsCustomResourcePolicy
				.fromSdkCalls(SdkCallsPolicyOptions.builder().resources(AwsCustomResourcePolicy.ANY_RESOURCE).build()))
			.build();
		group.getNode().addDependency(this.distribution);
		NagFindings.accept(group, "AwsSolutions-IAM5", "DescribeSecurityGroups does not support resources.",
				"Resource::*");
		NagFindings.accept(
				Stack.of(this).getNode().findChild("AWS" + AwsCustomResource.PROVIDER_FUNCTION_UUID.replace("-", "")),
				"AwsSolutions-IAM4", "The policy only allows the function of the CDK to write its log.",
				BASIC_EXECUTION);
		ISecurityGroup cloudFront = SecurityGroup.fromSecurityGroupId(this, "CloudFront",
				group.getResponseField("SecurityGroups.0.GroupId"),
				SecurityGroupImportOptions.builder().mutable(false).build());
		balancer.allowFrom(cloudFront);
	}

	private void createRecords(Domain domain) {
		IHostedZone zone = domain.zone(this, "Zone");
		RecordTarget target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
		ARecord.Builder.create(this, "Ipv4").zone(zone).recordName(domain.recordName()).target(target).build();
		AaaaRecord.Builder.create(this, "Ipv6").zone(zone).recordName(domain.recordName()).target(target).build();
	}

	Distribution distribution() {
		return this.distribution;
	}

}
