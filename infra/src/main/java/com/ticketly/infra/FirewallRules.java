package com.ticketly.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * The rules of the firewall in the order of their evaluation.
 */
final class FirewallRules {

	private static final String CREDENTIALS = "authorization";

	/**
	 * The paths of the operations that hold, book, or move to other seats.
	 */
	private static final String TAKES_SEATS = "^/(v1/holds|v1/tickets(/[^/]+/reschedule)?|bookTicket|updateMovieSlotForTicket)$";

	private final List<CfnWebACL.RuleProperty> rules = new ArrayList<>();

	private FirewallRules() {
	}

	static List<CfnWebACL.RuleProperty> all(Settings settings) {
		FirewallRules rules = new FirewallRules();
		// First, so that requests over a limit are not evaluated by other rules.
		rules.addRateLimits(settings.rateLimits());
		rules.addManagedRules("AWSManagedRulesAmazonIpReputationList");
		rules.addManagedRules("AWSManagedRulesKnownBadInputsRuleSet");
		rules.addManagedRules("AWSManagedRulesCommonRuleSet",
				// The rules below only count. Apps and scripts need not send a
				// User-Agent header.
				"NoUserAgent_HEADER",
				// This rule applies above 8 KB; the service accepts 256 KB and checks it.
				"SizeRestrictions_BODY",
				// Names and descriptions are free text, and the service returns them only
				// as JSON.
				"CrossSiteScripting_BODY");
		return List.copyOf(rules.rules);
	}

	/**
	 * Adds the limits of requests. AWS WAF counts each IPv6 address separately; the
	 * service counts their networks. Whoever sends credentials, right or wrong, has
	 * higher limits of requests.
	 */
	private void addRateLimits(RateLimits limits) {
		addRateLimit("RatePerAddress",
				perAddress().limit(limits.requests())
					.evaluationWindowSec(300)
					.scopeDownStatement(not(hasCredentials())));
		addRateLimit("SeatsPerAddress",
				perAddress().limit(limits.seatRequests())
					.evaluationWindowSec(60)
					.scopeDownStatement(and(not(hasCredentials()), takesSeats())));
		addRateLimit("RatePerSignedInAddress",
				perAddress().limit(limits.signedInRequests())
					.evaluationWindowSec(300)
					.scopeDownStatement(hasCredentials()));
		// Only counts requests that have the header.
		addRateLimit("RatePerCredentials",
				CfnWebACL.RateBasedStatementProperty.builder()
					.aggregateKeyType("CUSTOM_KEYS")
					.customKeys(List.of(CfnWebACL.RateBasedStatementCustomKeyProperty.builder()
						.header(CfnWebACL.RateLimitHeaderProperty.builder()
							.name(CREDENTIALS)
							.textTransformations(transformations("NONE"))
							.build())
						.build()))
					.limit(limits.signedInRequests())
					.evaluationWindowSec(300));
	}

	private static CfnWebACL.RateBasedStatementProperty.Builder perAddress() {
		return CfnWebACL.RateBasedStatementProperty.builder().aggregateKeyType("IP");
	}

	private void addRateLimit(String name, CfnWebACL.RateBasedStatementProperty.Builder tooMany) {
		CfnWebACL.CustomResponseProperty response = CfnWebACL.CustomResponseProperty.builder()
			.responseCode(429)
			.responseHeaders(
					List.of(CfnWebACL.CustomHTTPHeaderProperty.builder().name("Retry-After").value("60").build()))
			.build();
		this.rules.add(rule(name, CfnWebACL.StatementProperty.builder().rateBasedStatement(tooMany.build()).build())
			.action(CfnWebACL.RuleActionProperty.builder()
				.block(CfnWebACL.BlockActionProperty.builder().customResponse(response).build())
				.build())
			.build());
	}

	private static CfnWebACL.StatementProperty hasCredentials() {
		return CfnWebACL.StatementProperty.builder()
			.sizeConstraintStatement(CfnWebACL.SizeConstraintStatementProperty.builder()
				.fieldToMatch(
						CfnWebACL.FieldToMatchProperty.builder().singleHeader(Map.of("Name", CREDENTIALS)).build())
				.comparisonOperator("GT")
				.size(0)
				.textTransformations(transformations("NONE"))
				.build())
			.build();
	}

	private static CfnWebACL.StatementProperty takesSeats() {
		return and(
				CfnWebACL.StatementProperty.builder()
					.byteMatchStatement(CfnWebACL.ByteMatchStatementProperty.builder()
						.fieldToMatch(CfnWebACL.FieldToMatchProperty.builder().method(Map.of()).build())
						.positionalConstraint("EXACTLY")
						.searchString("POST")
						.textTransformations(transformations("NONE"))
						.build())
					.build(),
				CfnWebACL.StatementProperty.builder()
					.regexMatchStatement(CfnWebACL.RegexMatchStatementProperty.builder()
						.fieldToMatch(CfnWebACL.FieldToMatchProperty.builder().uriPath(Map.of()).build())
						.regexString(TAKES_SEATS)
						.textTransformations(transformations("URL_DECODE", "NORMALIZE_PATH"))
						.build())
					.build());
	}

	private static CfnWebACL.StatementProperty and(CfnWebACL.StatementProperty... statements) {
		return CfnWebACL.StatementProperty.builder()
			.andStatement(CfnWebACL.AndStatementProperty.builder().statements(List.of(statements)).build())
			.build();
	}

	private static CfnWebACL.StatementProperty not(CfnWebACL.StatementProperty statement) {
		return CfnWebACL.StatementProperty.builder()
			.notStatement(CfnWebACL.NotStatementProperty.builder().statement(statement).build())
			.build();
	}

	private static List<CfnWebACL.TextTransformationProperty> transformations(String... types) {
		return IntStream.range(0, types.length)
			.mapToObj((priority) -> CfnWebACL.TextTransformationProperty.builder()
				.priority(priority)
				.type(types[priority])
				.build())
			.toList();
	}

	private void addManagedRules(String name, String... countOnly) {
		CfnWebACL.StatementProperty managed = CfnWebACL.StatementProperty.builder()
			.managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
				.vendorName("AWS")
				.name(name)
				.ruleActionOverrides(Arrays.stream(countOnly).map(FirewallRules::count).toList())
				.build())
			.build();
		this.rules
			.add(rule(name, managed).overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
				.build());
	}

	private static CfnWebACL.RuleActionOverrideProperty count(String rule) {
		return CfnWebACL.RuleActionOverrideProperty.builder()
			.name(rule)
			.actionToUse(CfnWebACL.RuleActionProperty.builder()
				.count(CfnWebACL.CountActionProperty.builder().build())
				.build())
			.build();
	}

	private CfnWebACL.RuleProperty.Builder rule(String name, CfnWebACL.StatementProperty statement) {
		return CfnWebACL.RuleProperty.builder()
			.name(name)
			.priority(this.rules.size())
			.statement(statement)
			.visibilityConfig(visibility(name));
	}

	static CfnWebACL.VisibilityConfigProperty visibility(String metric) {
		return CfnWebACL.VisibilityConfigProperty.builder()
			.cloudWatchMetricsEnabled(true)
			.metricName(metric)
			.sampledRequestsEnabled(true)
			.build();
	}

}
