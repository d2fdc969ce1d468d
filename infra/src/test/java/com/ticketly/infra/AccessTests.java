package com.ticketly.infra;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.ticketly.infra.Permissions.Permission;
import com.ticketly.infra.Synthesis.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests network access, encryption and permissions.
 */
class AccessTests {

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsNoIngressFromAddresses(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::EC2::SecurityGroup")).hasSize(3)
			.allSatisfy((group) -> assertThat(group.property("SecurityGroupIngress").isMissingNode()).isTrue());
		assertThat(synthesis.resources("AWS::EC2::SecurityGroupIngress")).hasSize(5).allSatisfy((rule) -> {
			assertThat(rule.properties().has("SourceSecurityGroupId")).isTrue();
			assertThat(rule.properties().has("CidrIp") || rule.properties().has("CidrIpv6")).isFalse();
			assertThat(rule.property("FromPort").asInt()).isEqualTo(rule.property("ToPort").asInt())
				.isIn(80, 443, 7800, 7900, 8477);
		});
		assertThat(synthesis.resource("Custom::VpcRestrictDefaultSG")).isNotNull();
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsOnlyHttpsAsEgress(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::EC2::SecurityGroup")
			.flatMap((group) -> group.property("SecurityGroupEgress").valueStream()))
			.allSatisfy((rule) -> assertThat(rule.get("ToPort").asInt()).isEqualTo(443));
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsOnlyInstancesToReachThePortsBetweenInstances(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::EC2::SecurityGroupIngress").filter(AccessTests::isBetweenInstances))
			.hasSize(2)
			.allSatisfy((rule) -> assertThat(List.of(rule.property("GroupId/Fn::GetAtt/0").asText(),
					rule.property("SourceSecurityGroupId/Fn::GetAtt/0").asText()))
				.allMatch((group) -> group.startsWith("FleetSecurityGroup")));
		assertThat(synthesis.resources("AWS::EC2::SecurityGroupEgress").filter(AccessTests::isBetweenInstances))
			.hasSize(2)
			.allSatisfy((rule) -> assertThat(List.of(rule.property("GroupId/Fn::GetAtt/0").asText(),
					rule.property("DestinationSecurityGroupId/Fn::GetAtt/0").asText()))
				.allMatch((group) -> group.startsWith("FleetSecurityGroup")));
	}

	private static boolean isBetweenInstances(Resource rule) {
		return Set.of(7800, 7900).contains(rule.property("FromPort").asInt());
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void keepsTheLoadBalancerInThePrivateSubnets(Synthesis synthesis) {
		Resource balancer = synthesis.resource("AWS::ElasticLoadBalancingV2::LoadBalancer");

		assertThat(balancer.property("Scheme").asText()).isEqualTo("internal");
		assertThat(balancer.property("Subnets").toString()).contains("private").doesNotContain("public");
		assertThat(synthesis.resources("AWS::EC2::Subnet"))
			.allSatisfy((subnet) -> assertThat(subnet.property("MapPublicIpOnLaunch").asBoolean()).isFalse());
		assertThat(synthesis.resources("AWS::Lambda::Url")).isEmpty();
	}

	@Test
	void allowsOnlyCloudFrontAndTheScheduleToReachTheLoadBalancer() {
		Set<String> sources = Synthesis.withoutDomain()
			.resources("AWS::EC2::SecurityGroupIngress")
			.filter((rule) -> rule.property("GroupId/Fn::GetAtt/0").asText().startsWith("LoadBalancer"))
			.map((rule) -> rule.property("SourceSecurityGroupId/Fn::GetAtt/0")
				.asText()
				.replaceFirst("[0-9A-F]{8}$", ""))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(sources).containsExactly("ExpiryScheduleSecurityGroup", "FrontDoorCloudFrontGroup");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void keepsBucketsPrivate(Synthesis synthesis) {
		List<String> withTlsOnly = synthesis.resources("AWS::S3::BucketPolicy")
			.filter((policy) -> Permissions.statements(policy.properties())
				.stream()
				.anyMatch((statement) -> statement.get("Effect").asText().equals("Deny")
						&& statement.at("/Condition/Bool/aws:SecureTransport").asText().equals("false")))
			.map((policy) -> policy.property("Bucket/Ref").asText())
			.toList();

		assertThat(synthesis.resources("AWS::S3::Bucket")).hasSize(4).allSatisfy((bucket) -> {
			assertThat(bucket.property("PublicAccessBlockConfiguration").propertyStream()).hasSize(4)
				.allMatch((entry) -> entry.getValue().asBoolean());
			assertThat(bucket.property("BucketEncryption").isMissingNode()).isFalse();
			assertThat(withTlsOnly).contains(bucket.id());
			assertThat(bucket.json().get("DeletionPolicy").asText()).isEqualTo("Retain");
		});
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void encryptsTopicsAndQueuesAndRequiresTls(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::SNS::Topic")).hasSize(2)
			.allSatisfy((topic) -> assertThat(topic.properties().has("KmsMasterKeyId")).isTrue());
		assertThat(synthesis.resources("AWS::SQS::Queue"))
			.allSatisfy((queue) -> assertThat(queue.property("SqsManagedSseEnabled").asBoolean()).isTrue());
		assertThat(synthesis.all().filter((resource) -> resource.type().matches("AWS::(SNS::Topic|SQS::Queue)Policy")))
			.hasSize(3)
			.allSatisfy(
					(policy) -> assertThat(policy.json().findValuesAsText("aws:SecureTransport")).contains("false"));
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsOnlyAlarmsAndBudgetsOfTheAccountToPublish(Synthesis synthesis) {
		assertThat(
				synthesis.resources("AWS::SNS::TopicPolicy").flatMap((policy) -> Permissions.of(policy.properties())))
			.hasSize(2)
			.allSatisfy((permission) -> {
				assertThat(permission.action()).isEqualTo("sns:Publish");
				assertThat(permission.statement().at("/Principal").findValue("Service").toString())
					.matches("\"cloudwatch.amazonaws.com\"|\\[\"budgets.amazonaws.com\",\"cloudwatch.amazonaws.com\"]");
				assertThat(permission.statement().at("/Condition/StringEquals").has("aws:SourceAccount")).isTrue();
			});
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void grantsNoWildcardPermissions(Synthesis synthesis) {
		// Key policies are excluded: they refer to their own key with a wildcard.
		List<Permission> permissions = synthesis.all()
			.filter((resource) -> !resource.type().equals("AWS::KMS::Key"))
			.flatMap((resource) -> Permissions.of(resource.properties()))
			.toList();

		assertThat(permissions).isNotEmpty()
			.noneMatch((permission) -> permission.action().equals("*") || permission.action().endsWith(":*"))
			.noneMatch((permission) -> permission.action().startsWith("iam:"));
		assertThat(permissions.stream()
			.filter((permission) -> permission.resource().asText().equals("*"))
			.map(Permission::action)
			.distinct()).containsExactlyInAnyOrder("cloudwatch:PutMetricData", "dynamodb:ListStreams",
					"ec2:DescribeSecurityGroups", "ecr:GetAuthorizationToken");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsInstancesToWriteOnlyMetricsOfTheService(Synthesis synthesis) {
		assertThat(synthesis.all()
			.flatMap((resource) -> Permissions.of(resource.properties()))
			.filter((permission) -> permission.action().equals("cloudwatch:PutMetricData")))
			.singleElement()
			.extracting(
					(permission) -> permission.statement().at("/Condition/StringEquals/cloudwatch:namespace").asText())
			.isEqualTo("Ticketly");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void generatesSecretsAndKeepsThemOutOfTemplates(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::SecretsManager::Secret")).hasSize(3).allSatisfy((secret) -> {
			assertThat(secret.property("SecretString").isMissingNode()).isTrue();
			assertThat(secret.property("GenerateSecretString/PasswordLength").asInt()).isBetween(30, 72);
			assertThat(secret.property("GenerateSecretString/ExcludePunctuation").asBoolean()).isTrue();
		});
		assertThat(synthesis.read("Ticketly.template.json").toString()).doesNotContain("resolve:secretsmanager");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsOnlyInstancesAndTheScheduleToReadSecrets(Synthesis synthesis) {
		assertThat(readersOf(synthesis, "OperatorPassword")).containsExactlyInAnyOrder("FleetRole",
				"ExpiryScheduleFunction");
		assertThat(readersOf(synthesis, "FleetSecret")).containsExactly("FleetRole");
		assertThat(readersOf(synthesis, "FleetTicketKeys")).containsExactly("FleetRole");
	}

	/**
	 * Secrets Manager cannot generate such keys, and instances must start without one.
	 */
	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void startsWithAnEmptySetOfTicketKeys(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::SecretsManager::Secret")
			.filter((secret) -> secret.id().startsWith("FleetTicketKeys"))
			.map((secret) -> secret.property("GenerateSecretString/SecretStringTemplate").asText()))
			.containsExactly("{\"keys\":[]}");
	}

	private static Stream<String> readersOf(Synthesis synthesis, String secret) {
		return synthesis.resources("AWS::IAM::Policy")
			.filter((policy) -> Permissions.of(policy.properties())
				.anyMatch((permission) -> permission.action().equals("secretsmanager:GetSecretValue")
						&& permission.resource().path("Ref").asText().startsWith(secret)))
			.map((policy) -> policy.id().replaceFirst("(ServiceRole)?DefaultPolicy.*", ""));
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void limitsTheRetentionOfLogs(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::Logs::LogGroup")).isNotEmpty()
			.allSatisfy((log) -> assertThat(log.property("RetentionInDays").asInt()).isBetween(1, 31));
		assertThat(synthesis.resources("AWS::Lambda::Function")
			// The CDK does not support a log group for the function that restricts the
			// default security group.
			.filter((function) -> !function.id().startsWith("CustomVpcRestrictDefaultSG"))).hasSize(4)
			.allSatisfy((function) -> assertThat(function.property("LoggingConfig/LogGroup/Ref").isTextual()).isTrue());
	}

	@Test
	void encryptsEveryConnectionWhenADomainIsSet() {
		Synthesis synthesis = Synthesis.withDomain();
		Resource listener = synthesis.resource("AWS::ElasticLoadBalancingV2::Listener");
		JsonNode origin = synthesis.resource("AWS::CloudFront::VpcOrigin").property("VpcOriginEndpointConfig");

		assertThat(listener.property("Protocol").asText()).isEqualTo("HTTPS");
		assertThat(listener.property("SslPolicy").asText()).contains("TLS13-1-2-Res");
		assertThat(origin.get("OriginProtocolPolicy").asText()).isEqualTo("https-only");
		assertThat(synthesis.resources("AWS::CertificateManager::Certificate")).hasSize(2)
			.allMatch((certificate) -> certificate.property("DomainName").asText().equals("tickets.example.com"));
		assertThat(synthesis.resource("AWS::CloudFront::Distribution")
			.property("DistributionConfig/ViewerCertificate/MinimumProtocolVersion")
			.asText()).isEqualTo("TLSv1.2_2021");
	}

}
