package com.ticketly.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Deadline;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.Parameters;

/**
 * Reads the bodies of requests, including forms: Tomcat would close the connection
 * without a response if a form is incomplete.
 */
public final class RequestBody {

	/**
	 * The maximum size in bytes: enough for the seating plan of an arena whose rows all
	 * differ.
	 */
	public static final int MAX_SIZE = 256 * 1024;

	private static final int MAX_PARAMETERS = 1000;

	private static final String BODY = RequestBody.class.getName();

	private RequestBody() {
	}

	/**
	 * Returns the body, which is read once.
	 * @throws SocketTimeoutException if it does not arrive before the deadline of the
	 * request
	 */
	public static byte[] of(HttpServletRequest request) throws IOException {
		if (request.getAttribute(BODY) instanceof byte[] body) {
			return body;
		}
		byte[] body = read(request);
		request.setAttribute(BODY, body);
		return body;
	}

	private static byte[] read(HttpServletRequest request) throws IOException {
		checkSize(request.getContentLengthLong());
		InputStream input = request.getInputStream();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
			body.write(buffer, 0, length);
			checkSize(body.size());
			if (Deadline.current().filter((deadline) -> deadline.remainingNanos() == 0).isPresent()) {
				throw new SocketTimeoutException("The body did not arrive before the deadline");
			}
		}
		return body.toByteArray();
	}

	private static void checkSize(long size) {
		if (size > MAX_SIZE) {
			throw Problems.exception(Problems.Type.CONTENT_TOO_LARGE,
					"The body must not exceed %,d bytes.".formatted(MAX_SIZE));
		}
	}

	/**
	 * Adds the fields of a form to those of the query.
	 * @throws org.apache.tomcat.util.http.InvalidParameterException if the form cannot be
	 * decoded
	 */
	public static Map<String, String[]> addForm(byte[] body, Map<String, String[]> query) {
		Parameters form = new Parameters();
		form.setCharset(StandardCharsets.UTF_8);
		form.setLimit(MAX_PARAMETERS);
		form.processParameters(body, 0, body.length);
		Map<String, String[]> fields = new LinkedHashMap<>(query);
		Collections.list(form.getParameterNames())
			.forEach((name) -> fields.merge(name, form.getParameterValues(name),
					(first, second) -> Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new)));
		return fields;
	}

}
