package com.ticketly.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.ticketly.TicketlyInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A request for an operation.
 *
 * @param purpose what is special about the request
 * @param field the name of the field that was changed, if one was
 */
record GeneratedRequest(ApiOperation operation, String purpose, @Nullable String field, List<Parameter> parameters,
		@Nullable String contentType, @Nullable String body, boolean signedIn) {

	/**
	 * A parameter.
	 *
	 * @param in where it is: path, query or header
	 */
	record Parameter(String in, String name, String value) {

		boolean is(String in, String name) {
			return this.in.equals(in) && this.name.equals(name);
		}

	}

	static GeneratedRequest of(ApiOperation operation) {
		return new GeneratedRequest(operation, "", null, List.of(), null, null, operation.isProtected());
	}

	GeneratedRequest purpose(String purpose, @Nullable String field) {
		return new GeneratedRequest(this.operation, purpose, field, this.parameters, this.contentType, this.body,
				this.signedIn);
	}

	GeneratedRequest with(String in, String name, String value) {
		List<Parameter> parameters = new ArrayList<>(without(in, name).parameters);
		parameters.add(new Parameter(in, name, value));
		return parameters(parameters);
	}

	GeneratedRequest without(String in, String name) {
		return parameters(this.parameters.stream().filter((parameter) -> !parameter.is(in, name)).toList());
	}

	private GeneratedRequest parameters(List<Parameter> parameters) {
		return new GeneratedRequest(this.operation, this.purpose, this.field, parameters, this.contentType, this.body,
				this.signedIn);
	}

	GeneratedRequest body(@Nullable String contentType, @Nullable String body) {
		return new GeneratedRequest(this.operation, this.purpose, this.field, this.parameters, contentType, body,
				this.signedIn);
	}

	GeneratedRequest signedIn(boolean signedIn) {
		return new GeneratedRequest(this.operation, this.purpose, this.field, this.parameters, this.contentType,
				this.body, signedIn);
	}

	/**
	 * Returns the first part of the path of a field.
	 */
	static String topField(String path) {
		return path.split("[.\\[]", 2)[0];
	}

	HttpRequest.Builder to(TicketlyInstance ticketly) {
		HttpRequest.Builder request = this.signedIn ? ticketly.requestAsOperator(uri()) : ticketly.request(uri());
		this.parameters.stream()
			.filter((parameter) -> parameter.in.equals("header"))
			.forEach((header) -> request.header(header.name, header.value));
		if (this.contentType != null) {
			request.header("Content-Type", this.contentType);
		}
		return request.method(this.operation.method(), (this.body != null)
				? BodyPublishers.ofString(this.body, StandardCharsets.UTF_8) : BodyPublishers.noBody());
	}

	private String uri() {
		String path = this.operation.path();
		for (Parameter parameter : this.parameters) {
			if (parameter.in.equals("path")) {
				path = path.replace("{" + parameter.name + "}", encode(parameter.value));
			}
		}
		String query = this.parameters.stream()
			.filter((parameter) -> parameter.in.equals("query"))
			.map((parameter) -> encode(parameter.name) + "=" + encode(parameter.value))
			.collect(Collectors.joining("&"));
		return query.isEmpty() ? path : path + "?" + query;
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		String headers = this.parameters.stream()
			.filter((parameter) -> parameter.in.equals("header"))
			.map((header) -> " " + header.name + ": " + abbreviated(header.value) + ";")
			.collect(Collectors.joining());
		return "%s (%s): %s %s;%s %s %s".formatted(this.operation.id(), this.purpose, this.operation.method(),
				abbreviated(uri()), headers, this.contentType, abbreviated(String.valueOf(this.body)));
	}

	private static String abbreviated(String text) {
		return (text.length() <= 400) ? text : text.substring(0, 400) + "… (" + text.length() + " characters)";
	}

}
