package com.ticketly.api;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * The response body for a view, encoded once for all requests that share a read.
 *
 * @param <V> the view, which the OpenAPI document describes
 * @param body the encoded view
 * @param tag the entity tag, null if the response has none
 */
record Rendered<V>(byte[] body, @Nullable String tag) {

	/**
	 * The type of pictures.
	 */
	static final MediaType SVG = MediaType.valueOf("image/svg+xml");

	/**
	 * Writes rendered views.
	 */
	static final class Converter extends AbstractHttpMessageConverter<Rendered<?>> {

		Converter() {
			super(MediaType.APPLICATION_JSON, SVG);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == Rendered.class;
		}

		@Override
		public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
			return false;
		}

		@Override
		protected Long getContentLength(Rendered<?> view, @Nullable MediaType contentType) {
			return (long) view.body().length;
		}

		@Override
		protected Rendered<?> readInternal(Class<? extends Rendered<?>> type, HttpInputMessage message) {
			throw new HttpMessageNotReadableException("Rendered views are never read", message);
		}

		@Override
		protected void writeInternal(Rendered<?> view, HttpOutputMessage message) throws IOException {
			message.getBody().write(view.body());
		}

	}

}
