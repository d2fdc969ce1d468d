package com.ticketly.limit;

import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves parameters of type {@link SeatQuota}.
 */
final class SeatQuotaResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == SeatQuota.class;
	}

	@Override
	public SeatQuota resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		CallerQuotas quotas = (CallerQuotas) request.getAttribute(RequestLimit.QUOTAS, RequestAttributes.SCOPE_REQUEST);
		return new SeatQuota(Objects.requireNonNull(quotas),
				Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
	}

}
