package com.ticketly.api;

import java.io.IOException;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.ticketly.api.Problems.Type;
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
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.servlet.view.RedirectView;

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
		registry.addInterceptor(new RequestCheck());
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

	/**
	 * Lets Spring answer requests with the method {@code TRACE} like those with other
	 * methods that an operation does not have.
	 */
	@Bean
	DispatcherServlet dispatcherServlet() {
		return new DispatcherServlet() {

			@Override
			protected void doTrace(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				processRequest(request, response);
			}

		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatProblems(HeaderWriter securityHeaders,
			JsonMapper mapper) {
		return (factory) -> {
			factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
			factory.addContextCustomizers((context) -> {
				StandardHost host = (StandardHost) context.getParent();
				host.setErrorReportValveClass(ProblemValve.class.getName());
				host.getPipeline().addValve(new ProblemValve(securityHeaders, mapper));
			});
		};
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
	 * Redirects to Swagger UI. A view controller would bypass {@link ProblemAdvice}.
	 */
	@Controller
	static class StartPage {

		@GetMapping("/")
		RedirectView docs() {
			return new RedirectView("/docs", true);
		}

	}

	/**
	 * Refuses a request before it has any effect if its {@code Host} cannot be part of a
	 * URL, because the responses to requests with an effect contain links to the service,
	 * or if the form of its body is not supported.
	 */
	private static final class RequestCheck implements HandlerInterceptor {

		private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
				throws HttpMediaTypeNotSupportedException {
			if (handler instanceof HandlerMethod) {
				checkEncoding(request);
				checkType(request);
				// Fails if the query or a form cannot be decoded.
				request.getParameterMap();
				if (!SAFE_METHODS.contains(request.getMethod())) {
					checkHost(request);
				}
			}
			return true;
		}

		private static void checkHost(HttpServletRequest request) {
			try {
				ServletUriComponentsBuilder.fromContextPath(request).build().toUri();
			}
			catch (IllegalStateException ex) {
				throw new InvalidRequestException(HttpHeaders.HOST, "must be the name of a host");
			}
		}

		private static void checkEncoding(HttpServletRequest request) {
			if (!Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
				.stream()
				.allMatch("identity"::equalsIgnoreCase)) {
				ErrorResponseException refused = Problems.exception(Type.UNSUPPORTED_MEDIA_TYPE,
						"The body must not be encoded: Content-Encoding is not supported.");
				refused.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "identity");
				throw refused;
			}
		}

		/**
		 * Refuses what is not one media type in UTF-8. Operations refuse the types that
		 * they do not support.
		 */
		private static void checkType(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
			List<String> values = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
			try {
				List<MediaType> types = values.stream().map(MediaType::parseMediaType).toList();
				if (types.size() > 1 || !types.stream().allMatch(RequestCheck::isConcreteInUtf8)) {
					throw new HttpMediaTypeNotSupportedException(types.getFirst(), List.of(MediaType.APPLICATION_JSON));
				}
			}
			catch (InvalidMediaTypeException ex) {
				throw new HttpMediaTypeNotSupportedException(ex.getMessage(), List.of(MediaType.APPLICATION_JSON));
			}
		}

		private static boolean isConcreteInUtf8(MediaType type) {
			return type.isConcrete() && (type.getCharset() == null || type.getCharset() == StandardCharsets.UTF_8);
		}

	}

}
