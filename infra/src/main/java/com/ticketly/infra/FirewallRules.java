package com.ticketly.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * The rules of the firewall in the order of their evaluation.
 */
final class FirewallRules {

	private final List<CfnWebACL.RuleProperty> rules = new ArrayList<>();

	private FirewallRules() {
	}

	static List<CfnWebACL.RuleProperty> all(Settings settings) {
		FirewallRules rules = new FirewallRules();
		// First, so that requests over the limit are not evaluated by other rules.
		rules.addRateLimit(settings.rateLimit());
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

	private void addRateLimit(int requests) {
		CfnWebACL.StatementProperty tooMany = CfnWebACL.StatementProperty.builder()
			.rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
				.aggregateKeyType("IP")
				.limit(requests)
				.evaluationWindowSec(300)
				.build())
			.build();
		CfnWebACL.CustomResponseProperty response = CfnWebACL.CustomResponseProperty.builder()
			.responseCode(429)
			.responseHeaders(
					List.of(CfnWebACL.CustomHTTPHeaderProperty.builder().name("Retry-After").value("60").build()))
			.build();
		this.rules.add(
				rule("RatePerAddress", tooMany)
					.action(CfnWebACL.RuleActionProperty.builder()
						.block(CfnWebACL.BlockActionProperty.builder().customResponse(response).build())
						.build())
					.build());
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
