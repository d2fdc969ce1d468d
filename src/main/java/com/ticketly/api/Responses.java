package com.ticketly.api;

import java.net.URI;
import java.util.Optional;

import com.ticketly.booking.RejectedException;
import com.ticketly.booking.Rejection;

import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Makes responses of results.
 */
final class Responses {

	private Responses() {
	}

	/**
	 * Returns a response with status 201 and the location of what was made.
	 * @param path the segments of its path
	 */
	static <V> ResponseEntity<V> created(V view, String... path) {
		URI location = ServletUriComponentsBuilder.fromCurrentContextPath().pathSegment(path).build().toUri();
		return ResponseEntity.created(location).body(view);
	}

	/**
	 * Returns what was found.
	 * @throws RejectedException if nothing was found
	 */
	static <T> T found(Optional<T> found, Rejection otherwise) {
		return found.orElseThrow(() -> new RejectedException(otherwise));
	}

}
