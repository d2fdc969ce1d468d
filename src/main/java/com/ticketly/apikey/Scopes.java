package com.ticketly.apikey;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/**
 * The scopes of callers.
 */
@Component
public record Scopes(RoleHierarchy hierarchy) {

	private static final Set<String> ALL = Arrays.stream(Scope.values())
		.map(Scope::authority)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Checks that a caller has scopes, so that nobody gives others more than that.
	 * @throws AuthorizationDeniedException if the caller lacks one of them
	 */
	public void require(Authentication caller, Collection<Scope> scopes) {
		Set<String> authorities = authorities(caller);
		scopes.stream().sorted().map(Scope::authority).forEach((authority) -> {
			if (!authorities.contains(authority)) {
				throw new AuthorizationDeniedException("A scope is missing", new AuthorityAuthorizationDecision(false,
						List.copyOf(AuthorityUtils.createAuthorityList(authority))));
			}
		});
	}

	/**
	 * Returns whether a caller has a scope.
	 * @param caller the caller, null if it is anonymous
	 */
	public boolean has(@Nullable Authentication caller, Scope scope) {
		return caller != null && authorities(caller).contains(scope.authority());
	}

	/**
	 * Returns whether a caller has any scope.
	 */
	public boolean any(Authentication caller) {
		return authorities(caller).stream().anyMatch(ALL::contains);
	}

	private Set<String> authorities(Authentication caller) {
		return this.hierarchy.getReachableGrantedAuthorities(caller.getAuthorities())
			.stream()
			.map(GrantedAuthority::getAuthority)
			.collect(Collectors.toSet());
	}

	/**
	 * Returns the scope for lack of which a request was refused.
	 */
	public static Optional<String> missing(AccessDeniedException refusal) {
		if (refusal instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision) {
			Set<String> needed = AuthorityUtils.authorityListToSet(decision.getAuthorities());
			return Arrays.stream(Scope.values())
				.filter((scope) -> needed.contains(scope.authority()))
				.map(Scope::toString)
				.findFirst();
		}
		return Optional.empty();
	}

}
