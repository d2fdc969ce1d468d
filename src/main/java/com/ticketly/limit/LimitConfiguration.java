package com.ticketly.limit;

import java.util.List;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Limits requests after the security filters, which know the caller, and before anything
 * else: a request that exceeds the limit waits for no place, and its body is not read.
 */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration implements WebMvcConfigurer {

	private final Limits limits;

	LimitConfiguration(Limits limits) {
		this.limits = limits;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new RequestLimit(this.limits)).order(Ordered.HIGHEST_PRECEDENCE);
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new SeatQuotaResolver());
	}

}
