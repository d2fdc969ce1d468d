package com.ticketly.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes requests and responses of DynamoDB.
 */
public final class DynamoDbMessages {

	private static final String PREFIX = "DynamoDB_20120810.";

	private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";

	private DynamoDbMessages() {
	}

	/**
	 * Returns the name of the operation.
	 */
	public static String operation(HttpExecuteRequest request) {
		return request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("").replace(PREFIX, "");
	}

	public static JsonNode body(HttpExecuteRequest request) throws IOException {
		try (InputStream content = request.contentStreamProvider().orElseThrow().newStream()) {
			return JsonMapper.shared().readTree(content.readAllBytes());
		}
	}

	/**
	 * Returns a request with another operation and body. DynamoDB Local does not check
	 * signatures.
	 */
	public static HttpExecuteRequest with(HttpExecuteRequest request, String operation, Object body) {
		byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
		return HttpExecuteRequest.builder()
			.request(request.httpRequest()
				.toBuilder()
				.putHeader("X-Amz-Target", PREFIX + operation)
				.putHeader("Content-Length", Integer.toString(bytes.length))
				.build())
			.contentStreamProvider(() -> new ByteArrayInputStream(bytes))
			.build();
	}

	public static HttpExecuteResponse response(int status, byte[] body) {
		return HttpExecuteResponse.builder()
			.response(SdkHttpResponse.builder()
				.statusCode(status)
				.putHeader("Content-Type", "application/x-amz-json-1.0")
				.putHeader("Content-Length", Integer.toString(body.length))
				.build())
			.responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
			.build();
	}

	public static HttpExecuteResponse response(int status, Object body) {
		return response(status, JsonMapper.shared().writeValueAsBytes(body));
	}

	public static HttpExecuteResponse error(int status, String type) {
		return response(status, Map.of("__type", TYPE + type, "message", "Injected"));
	}

	/**
	 * Returns the answer to a canceled transaction.
	 * @param reasons the codes of the cancellation reasons
	 */
	public static HttpExecuteResponse canceled(List<String> reasons) {
		return response(400, Map.of("__type", TYPE + "TransactionCanceledException", "Message", "Injected",
				"CancellationReasons", reasons.stream().map((code) -> Map.of("Code", code)).toList()));
	}

	/**
	 * Reads a response to its end, so that its connection can be used again.
	 */
	public static byte[] content(HttpExecuteResponse response) throws IOException {
		try (InputStream content = response.responseBody().orElseThrow()) {
			return content.readAllBytes();
		}
	}

}
