package com.ticketly.apikey;

import com.ticketly.http.Problems;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Reads path variables. An id that no key can have is rejected like one that does not
 * exist.
 */
@Component
final class ApiKeyIdConverter implements Converter<String, ApiKeyId> {

	@Override
	public ApiKeyId convert(String text) {
		return ApiKeyId.parse(text).orElseThrow(Problems.Type.KEY_NOT_FOUND::exception);
	}

}
