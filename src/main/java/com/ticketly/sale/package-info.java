/**
 * The terms on which tickets of a slot are sold: when, to whom, and how many. Rules
 * without input or output.
 */
@NullMarked
package com.ticketly.sale;

import org.jspecify.annotations.NullMarked;
