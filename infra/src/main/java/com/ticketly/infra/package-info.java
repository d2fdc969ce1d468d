/**
 * What Ticketly runs on in AWS, as CDK stacks.
 */
@NullMarked
package com.ticketly.infra;

import org.jspecify.annotations.NullMarked;
