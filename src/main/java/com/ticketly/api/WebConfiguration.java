package com.ticketly.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.UserId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Configures Spring MVC.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final InputReader inputReader;

	WebConfiguration(InputReader inputReader) {
		this.inputReader = inputReader;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this.inputReader);
		resolvers.add(new IdempotencyKeyResolver());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HostCheck());
		registry.addInterceptor(this.inputReader).addPathPatterns("/v1/**");
	}

	/**
	 * Adds the converters of path variables. An id that cannot exist is rejected like one
	 * that does not exist. Controllers declare path variables last, so that other errors
	 * of a request are reported first.
	 */
	@Override
	public void addFormatters(FormatterRegistry registry) {
		addId(registry, SlotId.class, SlotId::parse, Rejection.NotFound.SLOT);
		addId(registry, TicketId.class, TicketId::parse, Rejection.NotFound.TICKET);
		addId(registry, HoldId.class, HoldId::parse, Rejection.NotFound.HOLD);
		addId(registry, UserId.class, UserId::parse, Rejection.NotFound.USER);
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

	@Bean
	static OncePerRequestFilter deadline(SalesProperties properties) {
		return new DeadlineFilter(properties.deadline());
	}

	/**
	 * Gives each request one deadline for everything that it waits for.
	 */
	private static final class DeadlineFilter extends OncePerRequestFilter {

		private final Duration deadline;

		DeadlineFilter(Duration deadline) {
			this.deadline = deadline;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			try {
				Deadline.in(this.deadline).call(() -> {
					chain.doFilter(request, response);
					return true;
				});
			}
			catch (ServletException | IOException | RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new ServletException(ex);
			}
		}

	}

	/**
	 * Refuses a request whose {@code Host} cannot be part of a URL before the request has
	 * any effect, because the responses to requests with an effect contain links to the
	 * service.
	 */
	private static final class HostCheck implements HandlerInterceptor {

		private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			if (!(handler instanceof HandlerMethod) || SAFE_METHODS.contains(request.getMethod())) {
				return true;
			}
			try {
				ServletUriComponentsBuilder.fromContextPath(request).build().toUri();
				return true;
			}
			catch (IllegalStateException ex) {
				throw new InvalidRequestException(HttpHeaders.HOST, "must be the name of a host");
			}
		}

	}

}
