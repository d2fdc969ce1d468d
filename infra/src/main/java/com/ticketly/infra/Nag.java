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
 * Accepts findings of cdk-nag, each with the reason why.
 */
final class Nag {

	private Nag() {
	}

	/**
	 * Accepts a finding at a construct and those below it.
	 * @param findings which findings of the rule; all when none is given
	 */
	static void accept(IConstruct construct, String rule, String reason, String... findings) {
		NagPackSuppression.Builder suppression = NagPackSuppression.builder().id(rule).reason(reason);
		if (findings.length > 0) {
			suppression.appliesTo(Arrays.asList(findings));
		}
		NagSuppressions.addResourceSuppressions(construct, List.of(suppression.build()), true);
	}

	/**
	 * Returns the finding that a policy speaks of what is below a resource.
	 */
	static String below(IConstruct resource, String suffix) {
		CfnElement element = (CfnElement) Objects.requireNonNull(resource.getNode().getDefaultChild());
		return "Resource::<" + Stack.of(resource).getLogicalId(element) + ".Arn>" + suffix;
	}

}
