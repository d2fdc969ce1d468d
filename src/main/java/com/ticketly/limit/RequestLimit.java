package com.ticketly.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Limits the requests for operations of each caller. Health, metrics, and pages with
 * documentation are not limited.
 */
final class RequestLimit implements HandlerInterceptor {

	/**
	 * The request attribute with the quotas of the caller.
	 */
	static final String QUOTAS = CallerQuotas.class.getName();

	private static final String OUR_PACKAGES = "com.ticketly.";

	private final Limits limits;

	RequestLimit(Limits limits) {
		this.limits = limits;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method && isOperation(method.getBeanType())) {
			CallerQuotas quotas = this.limits.of(request);
			request.setAttribute(QUOTAS, quotas);
			quotas.takeRequest(response);
		}
		return true;
	}

	/**
	 * The OpenAPI document comes from a controller of a library.
	 */
	private static boolean isOperation(Class<?> controller) {
		return controller.isAnnotationPresent(RestController.class)
				&& controller.getPackageName().startsWith(OUR_PACKAGES);
	}

}
