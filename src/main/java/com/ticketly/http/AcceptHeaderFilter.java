package com.ticketly.http;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Removes from {@code Accept} what Spring would misread: the parameters of types, because
 * JSON is always encoded in UTF-8
 * (<a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259</a>) and no
 * answer depends on another parameter, and types of quality 0, which the client does not
 * accept. Rejects what Spring would reject after the operation has been carried out.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class AcceptHeaderFilter extends OncePerRequestFilter {

	private static final Set<String> PLAIN = Set.of(MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE);

	/**
	 * Spring cannot parse unknown charsets.
	 */
	private static final Pattern CHARSET = Pattern
		.compile(";\\s*charset\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s;,\"]*)", Pattern.CASE_INSENSITIVE);

	private static final Comparator<MediaType> MOST_SPECIFIC = Comparator.comparing(MediaType::isWildcardType)
		.thenComparing(MediaType::isWildcardSubtype);

	/**
	 * Skips requests whose header Spring reads correctly, which are nearly all.
	 */
	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		List<String> values = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
		return values.isEmpty() || (values.size() == 1 && PLAIN.contains(values.getFirst()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String accept = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
		try {
			List<MediaType> types = MediaType.parseMediaTypes(CHARSET.matcher(accept).replaceAll(""));
			List<MediaType> accepted = accepted(types);
			if (!types.isEmpty() && accepted.isEmpty()) {
				response.sendError(HttpServletResponse.SC_NOT_ACCEPTABLE);
			}
			else {
				chain.doFilter(new AcceptingRequest(request, MediaType.toString(accepted)), response);
			}
		}
		catch (InvalidMediaTypeException ex) {
			response.sendError(HttpServletResponse.SC_NOT_ACCEPTABLE);
		}
	}

	/**
	 * Returns the accepted types. The most specific type that includes JSON decides
	 * whether JSON is accepted. If it is not, wildcards do not include it either.
	 */
	private static List<MediaType> accepted(List<MediaType> types) {
		boolean json = types.stream()
			.filter((type) -> type.includes(MediaType.APPLICATION_JSON))
			.min(MOST_SPECIFIC)
			.filter((type) -> type.getQualityValue() > 0)
			.isPresent();
		return types.stream()
			.filter((type) -> type.getQualityValue() > 0 && (json || !type.includes(MediaType.APPLICATION_JSON)))
			.map((type) -> new MediaType(type.getType(), type.getSubtype(), type.getQualityValue()))
			.toList();
	}

	/**
	 * A request with one {@code Accept} header, or none if it is empty.
	 */
	private static final class AcceptingRequest extends HttpServletRequestWrapper {

		private final String accept;

		AcceptingRequest(HttpServletRequest request, String accept) {
			super(request);
			this.accept = accept;
		}

		@Override
		public @Nullable String getHeader(String name) {
			return isAccept(name) ? (this.accept.isEmpty() ? null : this.accept) : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return isAccept(name) ? Collections.enumeration(this.accept.isEmpty() ? List.of() : List.of(this.accept))
					: super.getHeaders(name);
		}

		private static boolean isAccept(String name) {
			return name.equalsIgnoreCase(HttpHeaders.ACCEPT);
		}

	}

}
