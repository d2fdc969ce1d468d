package com.ticketly.api;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.listing.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Part of a list as clients see it.
 *
 * @param <T> what the list is of
 * @param items the part
 * @param next what to send as {@code next} for the part behind it, absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageView<T>(List<T> items, @Nullable String next) {

	/**
	 * Answers a page, with a {@code Link} header to the next one
	 * (<a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>).
	 * @param view how an item looks to clients
	 * @param cursor how a position looks to clients
	 */
	static <T, V, P> ResponseEntity<PageView<V>> answer(Page<T, P> page, Function<T, V> view,
			Function<P, String> cursor) {
		List<V> items = page.items().stream().map(view).toList();
		P position = page.next();
		if (position == null) {
			return ResponseEntity.ok(new PageView<>(items, null));
		}
		String next = Cursors.write(cursor.apply(position));
		String link = ServletUriComponentsBuilder.fromCurrentRequest()
			.replaceQueryParam("next", next)
			.build()
			.toUriString();
		return ResponseEntity.ok()
			.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(link))
			.body(new PageView<>(items, next));
	}

}
