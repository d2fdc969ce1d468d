package com.ticketly.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.UserId;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final InputReader inputReader;

	private final IdempotencyKeyResolver idempotencyKeyResolver;

	WebConfiguration(InputReader inputReader, IdempotencyKeyResolver idempotencyKeyResolver) {
		this.inputReader = inputReader;
		this.idempotencyKeyResolver = idempotencyKeyResolver;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this.inputReader);
		resolvers.add(this.idempotencyKeyResolver);
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HostCheck());
	}

	/**
	 * Adds the converters of path variables. An id that cannot exist is rejected like one
	 * that does not exist. Controllers declare path variables last, so that other errors
	 * of a request are reported first.
	 */
	@Override
	public void addFormatters(FormatterRegistry registry) {
		addId(registry, SlotId.class, SlotId::parse, new Rejection.SlotNotFound());
		addId(registry, TicketId.class, TicketId::parse, new Rejection.TicketNotFound());
		addId(registry, HoldId.class, HoldId::parse, new Rejection.HoldNotFound());
		addId(registry, UserId.class, UserId::parse, new Rejection.UserNotFound());
	}

	private static <I> void addId(FormatterRegistry registry, Class<I> type, Function<String, Optional<I>> parser,
			Rejection notFound) {
		registry.addConverter(String.class, type, (text) -> Outcome.of(parser.apply(text), notFound).orElseThrow());
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "/docs");
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatProblems() {
		return (factory) -> factory.addContextCustomizers((context) -> ((StandardHost) context.getParent())
			.setErrorReportValveClass(ProblemErrorController.Valve.class.getName()));
	}

}
