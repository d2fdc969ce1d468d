package com.ticketly.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.context.request.WebRequest;

/**
 * The types that a client accepts, the most wanted first.
 */
public record Accepted(List<MediaType> types) {

	/**
	 * Returns the types that the client of a request accepts.
	 */
	public static Accepted by(WebRequest request) {
		String @Nullable [] values = request.getHeaderValues(HttpHeaders.ACCEPT);
		List<MediaType> types = new ArrayList<>(
				MediaType.parseMediaTypes(String.join(",", Objects.requireNonNullElse(values, new String[0]))));
		MimeTypeUtils.sortBySpecificity(types);
		return new Accepted(types);
	}

	/**
	 * Returns the type that the client wants most, the first one if it wants several
	 * equally.
	 * @param offered at least one type that the client accepts
	 */
	public MediaType choose(List<MediaType> offered) {
		return this.types.stream()
			.flatMap((accepted) -> offered.stream().filter(accepted::includes))
			.findFirst()
			.orElse(offered.getFirst());
	}

}
