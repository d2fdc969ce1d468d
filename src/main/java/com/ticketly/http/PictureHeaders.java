package com.ticketly.http;

import java.util.List;

import org.springframework.http.HttpHeaders;

/**
 * The headers of answers at a path that has JSON and a picture, or another form.
 */
public final class PictureHeaders {

	private PictureHeaders() {
	}

	/**
	 * Returns the headers of the JSON.
	 */
	public static HttpHeaders ofJson() {
		HttpHeaders headers = new HttpHeaders();
		headers.setVary(List.of(HttpHeaders.ACCEPT));
		return headers;
	}

	/**
	 * Returns the headers of the picture, which contains no scripts and no styles, and
	 * loads nothing.
	 */
	public static HttpHeaders ofPicture() {
		HttpHeaders headers = ofJson();
		headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
		return headers;
	}

}
