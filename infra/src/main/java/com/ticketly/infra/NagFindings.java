package com.ticketly.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * Suppresses findings of cdk-nag, each with a reason.
 */
final class NagFindings {

	private NagFindings() {
	}

	/**
	 * Suppresses findings of a rule at a construct and its children.
	 * @param findings the findings to suppress, or nothing for all findings of the rule
	 */
	static void accept(IConstruct construct, String rule, String reason, String... findings) {
		NagPackSuppression.Builder suppression = NagPackSuppression.builder().id(rule).reason(reason);
		if (findings.length > 0) {
			suppression.appliesTo(Arrays.asList(findings));
		}
		NagSuppressions.addResourceSuppressions(construct, List.of(suppression.build()), true);
	}

	/**
	 * Returns the finding that a policy has a wildcard below the ARN of a resource.
	 */
	static String below(IConstruct resource, String suffix) {
		CfnElement element = (CfnElement) Objects.requireNonNull(resource.getNode().getDefaultChild());
		return "Resource::<" + Stack.of(resource).getLogicalId(element) + ".Arn>" + suffix;
	}

}
