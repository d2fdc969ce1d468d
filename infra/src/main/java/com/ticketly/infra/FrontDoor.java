package com.ticketly.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
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
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The only way in: CloudFront, behind the firewall, passes requests into the VPC and
 * serves static content.
 */
final class FrontDoor extends Construct {

	/**
	 * Errors that CloudFront would keep for 10 seconds, although nothing else is cached.
	 */
	private static final List<Integer> KEPT_ERRORS = List.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);

	private static final String BASIC_EXECUTION = "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

	private final Distribution distribution;

	FrontDoor(Construct scope, Settings settings, Network network, LoadBalancer balancer, Buckets buckets,
			String firewallArn, @Nullable ICertificate certificate) {
		super(scope, "FrontDoor");
		Bucket content = buckets.make(this, "Static");
		Distribution.Builder builder = Distribution.Builder.create(this, "Distribution")
			.comment("Ticketly")
			.webAclId(firewallArn)
			.httpVersion(HttpVersion.HTTP2_AND_3)
			.priceClass(PriceClass.PRICE_CLASS_ALL)
			.minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
			.defaultBehavior(service(balancer, settings))
			.additionalBehaviors(Map.of("/static/*", content(content)))
			.errorResponses(KEPT_ERRORS.stream().map(FrontDoor::notKept).toList())
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
			.logGroup(Functions.log(this, "StaticContentLog"))
			.build();
		letIn(network, balancer);
		if (settings.domain() != null) {
			name(settings.domain());
		}
		accept(content, deployment, settings);
	}

	private void accept(Bucket content, BucketDeployment deployment, Settings settings) {
		Nag.accept(this.distribution, "AwsSolutions-CFR1", "Customers book from wherever they are.");
		if (settings.domain() == null) {
			Nag.accept(this.distribution, "AwsSolutions-CFR4",
					"CloudFront's own certificate allows no other setting; with a domain TLS 1.2 is the least.");
		}
		IConstruct deployer = Objects.requireNonNull(deployment.getHandlerRole().getNode().getScope());
		Nag.accept(deployer, "AwsSolutions-IAM4", "The CDK's function may write its log by it, and nothing else.",
				BASIC_EXECUTION);
		Nag.accept(deployer, "AwsSolutions-IAM5",
				"The CDK's function copies objects, whose names it does not know before, between these two buckets.",
				"Action::s3:GetBucket*", "Action::s3:GetObject*", "Action::s3:List*", "Action::s3:Abort*",
				"Action::s3:DeleteObject*", Nag.below(content, "/*"),
				"Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-" + settings.region() + "/*");
		Nag.accept(deployer, "AwsSolutions-L1", "The CDK chooses the runtime of its own function.");
	}

	private BehaviorOptions service(LoadBalancer balancer, Settings settings) {
		boolean https = settings.domain() != null;
		// Customers' Host is passed on, and the load balancer's certificate is checked
		// for it.
		VpcOriginWithEndpointProps origin = VpcOriginWithEndpointProps.builder()
			.protocolPolicy(https ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY)
			.originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
			.httpPort(80)
			.httpsPort(443)
			.readTimeout(Duration.seconds(30))
			// Shorter than the load balancer keeps idle connections.
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

	private static BehaviorOptions content(IBucket bucket) {
		return BehaviorOptions.builder()
			.origin(S3BucketOrigin.withOriginAccessControl(bucket))
			.allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
			.viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
			.cachePolicy(CachePolicy.CACHING_OPTIMIZED)
			.responseHeadersPolicy(ResponseHeadersPolicy.SECURITY_HEADERS)
			.compress(true)
			.build();
	}

	private static ErrorResponse notKept(int status) {
		return ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build();
	}

	/**
	 * Lets CloudFront reach the load balancer: it makes a security group of its own with
	 * the first distribution into a VPC, whose id no resource tells.
	 */
	private void letIn(Network network, LoadBalancer balancer) {
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
			.logGroup(Functions.log(this, "CloudFrontGroupLog"))
			.policy(AwsCustomResourcePolicy
				.fromSdkCalls(SdkCallsPolicyOptions.builder().resources(AwsCustomResourcePolicy.ANY_RESOURCE).build()))
			.build();
		group.getNode().addDependency(this.distribution);
		Nag.accept(group, "AwsSolutions-IAM5", "Security groups can only be described together.", "Resource::*");
		Nag.accept(
				Stack.of(this).getNode().findChild("AWS" + AwsCustomResource.PROVIDER_FUNCTION_UUID.replace("-", "")),
				"AwsSolutions-IAM4", "The CDK's function may write its log by it, and nothing else.", BASIC_EXECUTION);
		ISecurityGroup cloudFront = SecurityGroup.fromSecurityGroupId(this, "CloudFront",
				group.getResponseField("SecurityGroups.0.GroupId"),
				SecurityGroupImportOptions.builder().mutable(false).build());
		balancer.letIn(cloudFront);
	}

	private void name(Domain domain) {
		IHostedZone zone = domain.zone(this, "Zone");
		RecordTarget target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
		ARecord.Builder.create(this, "Ipv4").zone(zone).recordName(domain.recordName()).target(target).build();
		AaaaRecord.Builder.create(this, "Ipv6").zone(zone).recordName(domain.recordName()).target(target).build();
	}

	Distribution distribution() {
		return this.distribution;
	}

}
