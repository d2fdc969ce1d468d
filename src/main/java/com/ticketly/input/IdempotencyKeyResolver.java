package com.ticketly.input;

import com.ticketly.http.InvalidRequestException;
import com.ticketly.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves parameters of type {@link IdempotencyKey} from the header
 * {@code Idempotency-Key}.
 */
public class IdempotencyKeyResolver implements HandlerMethodArgumentResolver {

	public static final String HEADER = "Idempotency-Key";

	public static final int MAX_LENGTH = 255;

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == IdempotencyKey.class;
	}

	@Override
	public IdempotencyKey resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		String[] values = webRequest.getHeaderValues(HEADER);
		if (values == null) {
			return IdempotencyKey.NONE;
		}
		if (values.length > 1) {
			throw new InvalidRequestException(HEADER, "must be given once");
		}
		// Other characters depend on the encoding that the client and its proxies use.
		if (values[0].isBlank() || values[0].length() > MAX_LENGTH
				|| !values[0].chars().allMatch((character) -> character >= ' ' && character <= '~')) {
			throw new InvalidRequestException(HEADER, "must have 1 to %d ASCII characters".formatted(MAX_LENGTH));
		}
		HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
		return IdempotencyKey.of(values[0], request.getRemoteUser());
	}

}
