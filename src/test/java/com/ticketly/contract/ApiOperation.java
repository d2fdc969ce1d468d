package com.ticketly.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation of the OpenAPI document.
 *
 * @param method the HTTP method
 * @param path the template of the path
 * @param pathItem the part of the document that describes the path
 */
record ApiOperation(String method, String path, DocumentNode pathItem) {

	static final String JSON = "application/json";

	private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch",
			"trace");

	/**
	 * Returns the operations of a document.
	 */
	static List<ApiOperation> of(DocumentNode document) {
		DocumentNode paths = document.get("paths");
		return paths.names()
			.stream()
			.flatMap((path) -> METHODS.stream()
				.filter(paths.get(path)::has)
				.map((method) -> new ApiOperation(method.toUpperCase(), path, paths.get(path))))
			.toList();
	}

	private DocumentNode node() {
		return this.pathItem.get(this.method.toLowerCase());
	}

	String id() {
		return node().text("operationId");
	}

	List<DocumentNode> parameters() {
		return Stream.of(this.pathItem, node())
			.flatMap((part) -> part.find("parameters").stream())
			.flatMap(DocumentNode::elements)
			.toList();
	}

	boolean hasParameter(String name) {
		return parameters().stream().anyMatch((parameter) -> parameter.text("name").equals(name));
	}

	/**
	 * Returns the media types of the body, or an empty list if the operation has none.
	 */
	List<String> bodyTypes() {
		return node().find("requestBody").map((body) -> body.get("content").names()).orElse(List.of());
	}

	/**
	 * Returns the media type object of the JSON body.
	 */
	Optional<DocumentNode> jsonBody() {
		return node().find("requestBody").flatMap((body) -> body.get("content").find(JSON));
	}

	/**
	 * Returns the example of a body that is a text, or empty if the body is JSON.
	 */
	Optional<String> textBody(String type) {
		return (jsonBody().isPresent()) ? Optional.empty()
				: node().find("requestBody").map((body) -> body.get("content").get(type).text("example"));
	}

	/**
	 * Returns the media type in which most bodies of requests are sent.
	 */
	String mainBodyType() {
		return (jsonBody().isPresent() || bodyTypes().isEmpty()) ? JSON : bodyTypes().getFirst();
	}

	/**
	 * Returns whether the operation has parameters or a body.
	 */
	boolean hasInput() {
		return !parameters().isEmpty() || !bodyTypes().isEmpty();
	}

	/**
	 * Returns whether callers must authenticate.
	 */
	boolean isProtected() {
		return node().json().path("security").values().stream().anyMatch((scheme) -> !scheme.isEmpty());
	}

	/**
	 * Returns whether the operation has the names and formats of the original system.
	 */
	boolean isOriginal() {
		return !this.path.startsWith("/v1/");
	}

	List<String> statuses() {
		return node().get("responses").names();
	}

	/**
	 * Returns the response for a status, or empty if it is not documented.
	 */
	Optional<DocumentNode> response(int status) {
		return node().get("responses").find(Integer.toString(status));
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
