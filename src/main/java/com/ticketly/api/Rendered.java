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
 * @param json the encoded view
 * @param tag the entity tag, null if the response has none
 */
record Rendered<V>(byte[] json, @Nullable String tag) {

	/**
	 * Writes rendered views.
	 */
	static final class Converter extends AbstractHttpMessageConverter<Rendered<?>> {

		Converter() {
			super(MediaType.APPLICATION_JSON);
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
			return (long) view.json().length;
		}

		@Override
		protected Rendered<?> readInternal(Class<? extends Rendered<?>> type, HttpInputMessage message) {
			throw new HttpMessageNotReadableException("Rendered views are never read", message);
		}

		@Override
		protected void writeInternal(Rendered<?> view, HttpOutputMessage message) throws IOException {
			message.getBody().write(view.json());
		}

	}

}
