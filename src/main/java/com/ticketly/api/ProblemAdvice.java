package com.ticketly.api;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.ticketly.apikey.Scopes;
import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.commit.BusyException;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.Problems;
import com.ticketly.signin.TooManySignInsException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Maps exceptions to problems that do not reveal internals of the service, and adds a
 * problem to errors without a body, such as those of the health endpoint.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler implements ResponseBodyAdvice<Object> {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	private static final Duration OUTAGE = Duration.ofSeconds(2);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> rejected(RejectedException ex) {
		return Responses.answer(ex.rejection());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> rejectedId(MethodArgumentTypeMismatchException ex) {
		return switch (ex.getMostSpecificCause()) {
			case RejectedException rejected -> rejected(rejected);
			case ErrorResponseException problem -> Problems.answer(problem.getBody());
			default -> Problems.answer(Problems.problem(HttpStatus.BAD_REQUEST));
		};
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> busy(BusyException ex) {
		return Problems.unavailable(ex.retryAfter());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalid(InvalidRequestException ex) {
		return Problems.invalid(ex.errors());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(InvalidParameterException ex) {
		return Problems.answer(Problems.problem(HttpStatus.valueOf(ex.getErrorCode())));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noIssuer(AuthenticationServiceException ex) {
		log.warn("An access token could not be validated: {}", ex.toString());
		return Problems.unavailable(OUTAGE);
	}

	/**
	 * Names the scheme that the client used, if it used one. A browser would ask for a
	 * password if a token was refused with another scheme.
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> unauthorized(AuthenticationException ex, WebRequest request) {
		ProblemDetail problem = Problems.problem(HttpStatus.UNAUTHORIZED);
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		boolean token = authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
		return Problems.typed(problem)
			.header(HttpHeaders.WWW_AUTHENTICATE,
					token ? "Bearer realm=\"Ticketly\", error=\"invalid_token\""
							: "Basic realm=\"Ticketly\", charset=\"UTF-8\"")
			.body(problem);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManySignIns(TooManySignInsException ex) {
		return Problems.retry(Problems.problem(HttpStatus.TOO_MANY_REQUESTS), ex.retryAfter());
	}

	/**
	 * Names the scope that the caller lacks
	 * (<a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750</a>).
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> forbidden(AccessDeniedException ex) {
		Optional<String> scope = Scopes.missing(ex);
		if (scope.isEmpty()) {
			return Problems.answer(Problems.problem(HttpStatus.FORBIDDEN));
		}
		ProblemDetail problem = Problems.problem(Problems.Type.FORBIDDEN,
				"This operation requires the scope %s.".formatted(scope.get()));
		problem.setProperty("scope", scope.get());
		return Problems.typed(problem)
			.header(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer realm=\"Ticketly\", error=\"insufficient_scope\", scope=\"%s\"".formatted(scope.get()))
			.body(problem);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> outage(SdkException ex) {
		log.warn("DynamoDB did not respond: {}", ex.toString());
		return Problems.unavailable(OUTAGE);
	}

	// An IOException means in most cases that the client has closed the connection.
	@ExceptionHandler({ RequestRejectedException.class, IOException.class })
	ResponseEntity<ProblemDetail> unreadable(Exception ex) {
		boolean late = NestedExceptionUtils.getMostSpecificCause(ex) instanceof SocketTimeoutException;
		return Problems.answer(Problems.problem(late ? HttpStatus.REQUEST_TIMEOUT : HttpStatus.BAD_REQUEST));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unexpected(Exception ex) {
		log.error("A request failed unexpectedly", ex);
		return Problems.answer(Problems.problem(HttpStatus.INTERNAL_SERVER_ERROR));
	}

	/**
	 * Completes the methods in {@code Allow} by those that Spring adds to an operation.
	 */
	@Override
	protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
			HttpRequestMethodNotSupportedException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		HttpHeaders complete = new HttpHeaders(headers);
		Set<HttpMethod> methods = new LinkedHashSet<>(headers.getAllow());
		if (methods.contains(HttpMethod.GET)) {
			methods.add(HttpMethod.HEAD);
		}
		methods.add(HttpMethod.OPTIONS);
		complete.setAllow(methods);
		return handleExceptionInternal(ex, null, complete, status, request);
	}

	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		// The details of Spring's own problems can reveal names of classes and methods.
		ProblemDetail problem = (body instanceof ProblemDetail own && Problems.isOwn(own)) ? own
				: Problems.problem(status);
		return Problems.typed(problem).headers(headers).body(problem);
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		HttpStatusCode status = HttpStatusCode
			.valueOf(((ServletServerHttpResponse) response).getServletResponse().getStatus());
		if (body != null || !status.isError()) {
			return body;
		}
		ProblemDetail problem = Problems.problem(status);
		problem.setInstance(URI.create(((ServletServerHttpRequest) request).getServletRequest().getRequestURI()));
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return problem;
	}

}
