package com.ticketly.limit;

import com.ticketly.apikey.Scopes;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.Authentication;

/**
 * Whoever sends a request, as far as limits are concerned.
 *
 * @param operator whether the caller has signed in and has any scope
 * @param name the name of an operator, the id of an API key, or the network of a client
 */
record Caller(boolean operator, String name) {

	/**
	 * Returns the caller of a request that the security filters have let through. The
	 * address is the one behind trusted proxies, as Tomcat has resolved it. A caller
	 * without any scope may be any customer of the issuer, so the address counts.
	 */
	static Caller of(HttpServletRequest request, Scopes scopes) {
		return (request.getUserPrincipal() instanceof Authentication caller && scopes.any(caller))
				? new Caller(true, caller.getName()) : new Caller(false, ClientNetwork.of(request.getRemoteAddr()));
	}

}
