package com.ticketly.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.util.UriUtils;

/**
 * Creates the problems of requests that no controller has answered: Tomcat could not read
 * them, or a filter has rejected them.
 */
final class ProblemValve extends ErrorReportValve {

	/**
	 * The methods of all operations.
	 */
	static final String ALLOWED = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

	private static final URI ROOT = URI.create("/");

	private static final Pattern NOT_ALLOWED = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^%\\w/:@!$&'()*+,;=.~-]");

	private final HeaderWriter securityHeaders;

	private final JsonMapper mapper;

	ProblemValve(HeaderWriter securityHeaders, JsonMapper mapper) {
		this.securityHeaders = securityHeaders;
		this.mapper = mapper;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!response.isError() && !isReadable(request)) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
		super.invoke(request, response);
	}

	/**
	 * Returns whether Spring can decode a path. Unlike Tomcat, it also decodes path
	 * parameters, and fails in each filter that looks at the path.
	 */
	private static boolean isReadable(Request request) {
		try {
			PathContainer.parsePath(request.getRequestURI());
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemDetail problem = Problems.problem(HttpStatusCode.valueOf(status));
		problem.setInstance(
				(request.getRequestURI() != null) ? instance(ForwardedPrefixFilter.originalPath(request)) : ROOT);
		problem.setProperty(Problems.TRACE_ID, RequestLog.traceId(request, status));
		response.setStatus(problem.getStatus());
		if (status == HttpStatus.NOT_IMPLEMENTED.value()) {
			response.setHeader(HttpHeaders.ALLOW, ALLOWED);
		}
		this.securityHeaders.writeHeaders(request, response);
		write(this.mapper.writeValueAsBytes(problem), response);
	}

	/**
	 * Encodes what is not allowed in a URI. The rest of the path is encoded already. Two
	 * slashes would begin the name of a host.
	 */
	private static URI instance(String path) {
		String encoded = NOT_ALLOWED.matcher(path)
			.replaceAll((found) -> UriUtils.encode(found.group(), StandardCharsets.UTF_8));
		return encoded.isEmpty() ? ROOT : URI.create(encoded.replaceFirst("^/+", "/"));
	}

	private static void write(byte[] body, Response response) {
		try {
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			// The client has closed the connection.
		}
	}

}
