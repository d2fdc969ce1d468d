/**
 * The CDK stacks that deploy Ticketly to AWS. The ids of constructs must not change:
 * CloudFormation replaces a resource whose logical id changes.
 */
@NullMarked
package com.ticketly.infra;

import org.jspecify.annotations.NullMarked;
