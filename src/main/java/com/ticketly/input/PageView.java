package com.ticketly.input;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.listing.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of a list in a response.
 *
 * @param next the opaque page token of the next page, absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageView<T>(List<T> items, @Nullable String next) {

	/**
	 * Creates the response for a page, with a {@code Link} header to the next page
	 * (<a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>).
	 * @param view converts an item to its representation
	 * @param position converts a position to the text that the page token encodes
	 */
	public static <T, V, P> ResponseEntity<PageView<V>> answer(Page<T, P> page, Function<T, V> view,
			Function<P, String> position) {
		List<V> items = page.items().stream().map(view).toList();
		P last = page.next();
		String next = (last != null) ? PageToken.encode(position.apply(last)) : null;
		return answer(new PageView<>(items, next), next);
	}

	/**
	 * Creates the response for a page, with a {@code Link} header to the next page.
	 * @param next the page token of the next page, null on the last page
	 */
	public static <B> ResponseEntity<B> answer(B page, @Nullable String next) {
		return (next == null) ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page)
				: link(ServletUriComponentsBuilder.fromCurrentRequest(), next).body(page);
	}

	/**
	 * Creates the response for a list that has no page token, with a {@code Link} header
	 * to the page of another resource that continues it.
	 * @param resource the resource that continues the list after a position
	 */
	public static <T, V, P> ResponseEntity<List<V>> list(Page<T, P> page, Function<T, V> view,
			Function<P, UriComponentsBuilder> resource, Function<P, String> position) {
		List<V> items = page.items().stream().map(view).toList();
		P last = page.next();
		return (last == null) ? ResponseEntity.ok(items)
				: link(resource.apply(last), PageToken.encode(position.apply(last))).body(items);
	}

	private static ResponseEntity.BodyBuilder link(UriComponentsBuilder page, String next) {
		String link = page.replaceQueryParam("next", next).build().toUriString();
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(link));
	}

}
