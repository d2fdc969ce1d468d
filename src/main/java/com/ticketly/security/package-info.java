/**
 * Who may call what.
 */
@NullMarked
package com.ticketly.security;

import org.jspecify.annotations.NullMarked;
