package com.ticketly.api;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Creates the problems of requests that fail before a controller is called.
 */
@RestController
@Hidden
class ProblemErrorController implements ErrorController {

	@RequestMapping("${server.error.path:/error}")
	ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		// Without a status code, a client requested the path of the error page itself.
		HttpStatusCode status = (code instanceof Integer value) ? HttpStatusCode.valueOf(value) : HttpStatus.NOT_FOUND;
		ProblemDetail problem = Problems.problem(status);
		if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
			instance(path).ifPresent(problem::setInstance);
		}
		Problems.trace(problem, request.getAttribute(RequestLog.TRACE_ID));
		return Problems.answer(problem);
	}

	private static Optional<URI> instance(String path) {
		try {
			return Optional.of(new URI(UriUtils.encodePath(path, StandardCharsets.UTF_8)));
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Creates the problems of requests that Tomcat rejects before Spring is called, for
	 * example if a path cannot be decoded. Public because Tomcat instantiates it by name.
	 */
	public static final class Valve extends ErrorReportValve {

		@Override
		protected void report(Request request, Response response, @Nullable Throwable throwable) {
			int status = response.getStatus();
			if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
				return;
			}
			ProblemDetail problem = Problems.problem(HttpStatusCode.valueOf(status));
			byte[] body = JsonMapper.shared()
				.createObjectNode()
				.put("type", String.valueOf(problem.getType()))
				.put("title", problem.getTitle())
				.put("status", status)
				.put("detail", problem.getDetail())
				.toString()
				.getBytes(StandardCharsets.UTF_8);
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

}
