package com.ticketly.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.apikey.Scope;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Which requests need which authority. All other requests are public.
 */
final class AccessRules {

	/**
	 * The authority of an operator with a password, who has all scopes.
	 */
	static final String OPERATOR = "ROLE_OPERATOR";

	/**
	 * The methods of operations. Spring MVC rejects all others except {@code OPTIONS},
	 * with and without credentials.
	 */
	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PATCH", "DELETE");

	/**
	 * The authority of each kind of request. The first that matches decides.
	 */
	private final Map<RequestMatcher, String> rules = new LinkedHashMap<>();

	/**
	 * Creates the rules. They must not be shared between application contexts, because
	 * the matchers of actuator endpoints keep the endpoints of the first context.
	 */
	AccessRules() {
		require(Scope.TICKETS_READ.authority(), pathPattern("/v1/slots/*/tickets"), pathPattern("/v1/users/*/tickets"),
				pathPattern("/v1/tickets/export"), pathPattern("/v1/sales/export"), pathPattern("/v1/slots/*/report"),
				pathPattern("/v1/shows/*/report"), pathPattern("/v1/reports/**"),
				pathPattern("/getAllTicketsForMovieSlot"));
		require(Scope.DOOR.authority(), pathPattern("/v1/slots/*/admissions"), pathPattern("/v1/slots/*/manifest"));
		require(Scope.SLOTS.authority(), pathPattern("/v1/slots/export"), pathPattern(HttpMethod.POST, "/v1/slots/**"),
				pathPattern(HttpMethod.PATCH, "/v1/slots/**"), pathPattern(HttpMethod.POST, "/v1/halls/**"),
				pathPattern(HttpMethod.PATCH, "/v1/halls/**"), pathPattern(HttpMethod.POST, "/v1/shows/**"),
				pathPattern(HttpMethod.PATCH, "/v1/shows/**"), pathPattern("/scheduleMovie"));
		require(Scope.SALES.authority(), pathPattern("/v1/box-office/**"));
		require(Scope.USERS_READ.authority(), pathPattern("/v1/users/**"));
		require(Scope.EXPIRY.authority(), pathPattern("/expireTickets"));
		require(Scope.KEYS.authority(), pathPattern("/v1/keys/**"), pathPattern("/v1/door-codes"));
		require(OPERATOR, EndpointRequest.toAnyEndpoint().excluding("health"), EndpointRequest.toLinks());
	}

	private void require(String authority, RequestMatcher... requests) {
		RequestMatcher any = new OrRequestMatcher(requests);
		this.rules.put((request) -> METHODS.contains(request.getMethod()) && any.matches(request), authority);
	}

	/**
	 * Returns the authority of each kind of request, in the order in which they decide.
	 */
	Map<RequestMatcher, String> authorities() {
		return this.rules;
	}

	/**
	 * Returns a matcher of the requests that need any authority.
	 */
	RequestMatcher restricted() {
		return new OrRequestMatcher(this.rules.keySet().toArray(RequestMatcher[]::new));
	}

	/**
	 * Returns which authorities include others. A token with the scope {@code operator}
	 * has all.
	 */
	static RoleHierarchy hierarchy() {
		return RoleHierarchyImpl.fromHierarchy(Stream
			.concat(Stream.of("SCOPE_operator > " + OPERATOR),
					Stream.of(Scope.values()).map((scope) -> OPERATOR + " > " + scope.authority()))
			.collect(Collectors.joining("\n")));
	}

}
