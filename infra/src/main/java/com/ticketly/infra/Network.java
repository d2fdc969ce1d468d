package com.ticketly.infra;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The VPC with subnets in two or three availability zones. Gateway endpoints connect it
 * to DynamoDB and S3.
 */
final class Network extends Construct {

	static final SubnetSelection PRIVATE = SubnetSelection.builder().subnetGroupName("private").build();

	private final Vpc vpc;

	Network(Construct scope, Settings settings, IBucket logs) {
		super(scope, "Network");
		this.vpc = Vpc.Builder.create(this, "Vpc")
			.availabilityZones(settings.zones())
			.natGateways(settings.natGateways())
			.subnetConfiguration(List.of(
					// Only for NAT gateways; instances get no public addresses.
					SubnetConfiguration.builder()
						.name("public")
						.subnetType(SubnetType.PUBLIC)
						.cidrMask(26)
						.mapPublicIpOnLaunch(false)
						.build(),
					SubnetConfiguration.builder()
						.name("private")
						.subnetType(SubnetType.PRIVATE_WITH_EGRESS)
						.cidrMask(20)
						.build()))
			.gatewayEndpoints(Map.of("DynamoDb",
					GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.DYNAMODB).build(), "S3",
					GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.S3).build()))
			.flowLogs(Map.of("Flows",
					FlowLogOptions.builder().destination(FlowLogDestination.toS3(logs, "vpc-flows")).build()))
			.build();
	}

	Vpc vpc() {
		return this.vpc;
	}

}
