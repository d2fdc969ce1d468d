package com.ticketly.infra;

import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.ticketly.infra.Synthesis.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CloudFrontDistributionTests {

	private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

	private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

	private static JsonNode distribution(Synthesis synthesis) {
		return synthesis.resource("AWS::CloudFront::Distribution").property("DistributionConfig");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void filtersRequestsWithTheFirewall(Synthesis synthesis) {
		JsonNode acl = distribution(synthesis).at("/WebACLId/Fn::GetStackOutput");
		JsonNode output = synthesis.read("Ticketly-Edge.template.json")
			.at("/Outputs/" + acl.get("OutputName").asText());

		assertThat(acl.get("Region").asText()).isEqualTo("us-east-1");
		assertThat(output.at("/Value/Fn::GetAtt/0").asText()).isEqualTo(synthesis.resource("AWS::WAFv2::WebACL").id());
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void forwardsAllRequestsToTheServiceWithoutCaching(Synthesis synthesis) {
		JsonNode behavior = distribution(synthesis).get("DefaultCacheBehavior");

		assertThat(behavior.get("CachePolicyId").asText()).isEqualTo(CACHING_DISABLED);
		assertThat(behavior.get("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
		assertThat(behavior.get("AllowedMethods").valueStream().map(JsonNode::asText)).contains("GET", "POST", "DELETE",
				"OPTIONS");
		assertThat(distribution(synthesis).get("CustomErrorResponses")).hasSize(11)
			.allSatisfy((error) -> assertThat(error.get("ErrorCachingMinTTL").asInt()).isZero());
	}

	/**
	 * CloudFront verifies the certificate of the load balancer against the domain only if
	 * it forwards the Host header.
	 */
	@Test
	void forwardsTheHostHeader() {
		assertThat(distribution(Synthesis.withDomain()).at("/DefaultCacheBehavior/OriginRequestPolicyId").asText())
			.isEqualTo(ALL_VIEWER);
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowsOnlyTheDistributionToReadStaticContent(Synthesis synthesis) {
		JsonNode behavior = distribution(synthesis).get("CacheBehaviors");
		List<JsonNode> readers = synthesis.resources("AWS::S3::BucketPolicy")
			.filter((policy) -> policy.property("Bucket/Ref").asText().startsWith("FrontDoorStatic"))
			.flatMap((policy) -> Permissions.of(policy.properties()))
			.map(Permissions.Permission::statement)
			.filter((statement) -> statement.at("/Principal/Service").asText().equals("cloudfront.amazonaws.com"))
			.toList();

		assertThat(behavior).hasSize(1);
		assertThat(behavior.at("/0/PathPattern").asText()).isEqualTo("/static/*");
		assertThat(readers).singleElement()
			.satisfies((statement) -> assertThat(statement.at("/Condition/StringEquals").fieldNames()).toIterable()
				.containsExactly("AWS:SourceArn"));
	}

	@Test
	void usesTheDomain() {
		assertThat(distribution(Synthesis.withDomain()).at("/Aliases/0").asText()).isEqualTo("tickets.example.com");
		assertThat(Synthesis.withDomain()
			.resources("AWS::Route53::RecordSet")
			.map((record) -> record.property("Type").asText() + " " + record.property("Name").asText() + " "
					+ record.property("HostedZoneId").asText()))
			.containsExactlyInAnyOrder("A tickets.example.com. Z0123456789ABC",
					"AAAA tickets.example.com. Z0123456789ABC");
	}

	@Test
	void limitsRequestRatesBeforeOtherRules() {
		Resource acl = Synthesis.withoutDomain().resource("AWS::WAFv2::WebACL");
		JsonNode rules = acl.property("Rules");

		assertThat(acl.property("Scope").asText()).isEqualTo("CLOUDFRONT");
		assertThat(rules.valueStream().map((rule) -> rule.get("Name").asText())).containsExactly("RatePerAddress",
				"SeatsPerAddress", "RatePerSignedInAddress", "RatePerCredentials",
				"AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet",
				"AWSManagedRulesCommonRuleSet");
		assertThat(rules.valueStream().map((rule) -> rule.get("Priority").asInt())).isSorted().doesNotHaveDuplicates();
		assertThat(rules.valueStream().limit(4)).allSatisfy((rule) -> {
			assertThat(rule.at("/Action/Block/CustomResponse/ResponseCode").asInt()).isEqualTo(429);
			assertThat(rule.at("/Action/Block/CustomResponse/ResponseHeaders/0/Name").asText())
				.isEqualTo("Retry-After");
		});
		assertThat(rules.get(6).findValues("RuleActionOverrides").getFirst().findValuesAsText("Name"))
			.containsExactly("NoUserAgent_HEADER", "SizeRestrictions_BODY", "CrossSiteScripting_BODY");
	}

	private static JsonNode rateLimit(int rule) {
		return Synthesis.withoutDomain()
			.resource("AWS::WAFv2::WebACL")
			.property("Rules")
			.get(rule)
			.at("/Statement/RateBasedStatement");
	}

	@Test
	void limitsTheRequestsOfAnAddressWithoutCredentials() {
		JsonNode limit = rateLimit(0);

		assertThat(limit.get("Limit").asInt()).isEqualTo(3000);
		assertThat(limit.get("EvaluationWindowSec").asInt()).isEqualTo(300);
		assertThat(limit.get("AggregateKeyType").asText()).isEqualTo("IP");
		assertThat(limit
			.at("/ScopeDownStatement/NotStatement/Statement/SizeConstraintStatement/FieldToMatch/SingleHeader/Name")
			.asText()).isEqualTo("authorization");
	}

	@Test
	void limitsTheRequestsOfAnAddressThatTakeSeatsEachMinute() {
		JsonNode limit = rateLimit(1);
		JsonNode takesSeats = limit.at("/ScopeDownStatement/AndStatement/Statements/1/AndStatement/Statements");

		assertThat(limit.get("Limit").asInt()).isEqualTo(300);
		assertThat(limit.get("EvaluationWindowSec").asInt()).isEqualTo(60);
		assertThat(limit.get("AggregateKeyType").asText()).isEqualTo("IP");
		assertThat(takesSeats.at("/0/ByteMatchStatement/SearchString").asText()).isEqualTo("POST");
		assertThat(takesSeats.at("/1/RegexMatchStatement/TextTransformations").findValuesAsText("Type"))
			.containsExactly("URL_DECODE", "NORMALIZE_PATH");
		Pattern paths = Pattern.compile(takesSeats.at("/1/RegexMatchStatement/RegexString").asText());
		assertThat(List.of("/v1/holds", "/v1/tickets", "/v1/tickets/TKT1/reschedule", "/bookTicket",
				"/updateMovieSlotForTicket"))
			.allMatch((path) -> paths.matcher(path).find());
		assertThat(List.of("/v1/holds/HLD1/confirm", "/v1/slots", "/cancelTicket", "/v1/keys", "/v1/ticketsx"))
			.noneMatch((path) -> paths.matcher(path).find());
	}

	@Test
	void limitsRequestsWithCredentialsByAddressAndByCredentials() {
		JsonNode ofAddress = rateLimit(2);
		JsonNode ofCredentials = rateLimit(3);

		assertThat(List.of(ofAddress, ofCredentials)).allSatisfy((limit) -> {
			assertThat(limit.get("Limit").asInt()).isEqualTo(30_000);
			assertThat(limit.get("EvaluationWindowSec").asInt()).isEqualTo(300);
		});
		assertThat(ofAddress.at("/ScopeDownStatement/SizeConstraintStatement/ComparisonOperator").asText())
			.isEqualTo("GT");
		assertThat(ofCredentials.get("AggregateKeyType").asText()).isEqualTo("CUSTOM_KEYS");
		assertThat(ofCredentials.at("/CustomKeys/0/Header/Name").asText()).isEqualTo("authorization");
	}

}
