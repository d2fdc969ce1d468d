package com.ticketly.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * The rules of the firewall, in the order they are tried.
 */
final class FirewallRules {

	private final List<CfnWebACL.RuleProperty> rules = new ArrayList<>();

	private FirewallRules() {
	}

	static List<CfnWebACL.RuleProperty> all(Settings settings) {
		FirewallRules made = new FirewallRules();
		// First, so that a flood costs nothing but this rule.
		made.limitRate(settings.rateLimit());
		made.manage("AWSManagedRulesAmazonIpReputationList");
		made.manage("AWSManagedRulesKnownBadInputsRuleSet");
		made.manage("AWSManagedRulesCommonRuleSet",
				// Apps and the operators' cron need not name themselves.
				"NoUserAgent_HEADER",
				// From 8 KB on, where the service takes 64 KB and refuses more itself.
				"SizeRestrictions_BODY",
				// Names and descriptions are free text, and every answer with them is
				// JSON.
				"CrossSiteScripting_BODY");
		return List.copyOf(made.rules);
	}

	private void limitRate(int requests) {
		CfnWebACL.StatementProperty tooMany = CfnWebACL.StatementProperty.builder()
			.rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
				.aggregateKeyType("IP")
				.limit(requests)
				.evaluationWindowSec(300)
				.build())
			.build();
		CfnWebACL.CustomResponseProperty answer = CfnWebACL.CustomResponseProperty.builder()
			.responseCode(429)
			.responseHeaders(
					List.of(CfnWebACL.CustomHTTPHeaderProperty.builder().name("Retry-After").value("60").build()))
			.build();
		this.rules.add(
				rule("RatePerAddress", tooMany)
					.action(CfnWebACL.RuleActionProperty.builder()
						.block(CfnWebACL.BlockActionProperty.builder().customResponse(answer).build())
						.build())
					.build());
	}

	private void manage(String name, String... counted) {
		CfnWebACL.StatementProperty managed = CfnWebACL.StatementProperty.builder()
			.managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
				.vendorName("AWS")
				.name(name)
				.ruleActionOverrides(Arrays.stream(counted).map(FirewallRules::count).toList())
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
