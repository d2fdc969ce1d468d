/**
 * Authentication and authorization of requests.
 */
@NullMarked
package com.ticketly.security;

import org.jspecify.annotations.NullMarked;
