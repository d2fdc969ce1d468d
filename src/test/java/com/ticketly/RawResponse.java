package com.ticketly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The response to a request that is sent as it is, because HTTP clients refuse to send
 * it.
 *
 * @param headers the headers by their names in lower case
 */
public record RawResponse(int status, Map<String, String> headers, String body) {

	/**
	 * Sends a request and reads the response until the service closes the connection.
	 * @param request the request in ISO 8859-1, with a header {@code Connection: close}
	 * unless the service closes the connection anyway
	 */
	public static RawResponse of(URI service, String request) {
		try (Socket socket = new Socket(service.getHost(), service.getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a request and ends this side of the connection, so that the service knows
	 * that nothing follows.
	 */
	public static RawResponse ofAll(URI service, String request) {
		try (Socket socket = new Socket(service.getHost(), service.getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RawResponse parse(String response) {
		String[] parts = response.split("\r\n\r\n", 2);
		List<String> lines = parts[0].lines().toList();
		Map<String, String> headers = lines.stream()
			.skip(1)
			.map((line) -> line.split(": ?", 2))
			.collect(Collectors.toMap((line) -> line[0].toLowerCase(Locale.ROOT), (line) -> line[1]));
		return new RawResponse(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, parts[1]);
	}

	/**
	 * Returns the body, parsed as JSON. A chunked body must have one chunk.
	 */
	public JsonNode json() {
		return JsonMapper.shared()
			.readTree(this.body.substring(this.body.indexOf('{'), this.body.lastIndexOf('}') + 1));
	}

	/**
	 * Returns a header, or an empty string if it is absent.
	 * @param name the name in lower case
	 */
	public String header(String name) {
		return this.headers.getOrDefault(name, "");
	}

	/**
	 * Returns the problem type without its URN prefix, such as {@code sold-out}.
	 */
	public String problem() {
		return json().path("type").asString().replace("urn:ticketly:problem:", "");
	}

}
