/**
 * Limits how many sign-ins fail, whatever kind of secret is tried.
 */
@NullMarked
package com.ticketly.signin;

import org.jspecify.annotations.NullMarked;
