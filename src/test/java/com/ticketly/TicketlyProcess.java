package com.ticketly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An instance of the service in a separate process, which a test can kill.
 */
public final class TicketlyProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	/**
	 * The folder of the contents of the image, which start faster than classes. Set by
	 * {@code -Dticketly.image}.
	 */
	private static final @Nullable String IMAGE = System.getProperty("ticketly.image");

	private final Process process;

	private final String port;

	private TicketlyProcess(Process process, String port) {
		this.process = process;
		this.port = port;
	}

	static TicketlyProcess start(Class<?> main, List<String> settings) {
		List<String> command = Stream.of(
				Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Daws.accessKeyId=local",
						"-Daws.secretAccessKey=local"),
				application(main), settings.stream(), Stream.of("--logging.level.org.springframework.boot.tomcat=info"))
			.flatMap((part) -> part)
			.toList();
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			BufferedReader log = process.inputReader();
			String port = log.lines()
				.map(STARTED::matcher)
				.filter(Matcher::find)
				.map((line) -> line.group(1))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The process ended before the service started"));
			// The process blocks if nothing reads its output.
			Thread.startVirtualThread(() -> drain(log));
			return new TicketlyProcess(process, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> application(Class<?> main) {
		if (IMAGE == null || main != TicketlyApplication.class) {
			// It does not live for as long as the optimizing compiler needs.
			return Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
					System.getProperty("java.class.path"), main.getName());
		}
		return Stream.of("@" + IMAGE + "/java.options", "-Xmx512m", "-XX:AOTCache=" + IMAGE + "/ticketly.aot", "-jar",
				IMAGE + "/ticketly.jar");
	}

	private static void drain(BufferedReader log) {
		try {
			log.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			// The process has ended.
		}
	}

	/**
	 * Returns the URI of a path at this instance.
	 */
	public URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	/**
	 * Books one ticket.
	 * @param headers additional request headers
	 * @throws UncheckedIOException if the process ends before it responds
	 */
	public ApiResponse book(String slotId, String userName, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/tickets"));
		headers.forEach(request::header);
		return ApiResponse.of(request.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("""
					{"userName":"%s","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(userName,
					slotId))));
	}

	/**
	 * Kills the process, as in a crash, and waits until it has exited.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	/**
	 * Requests a graceful shutdown and waits until the process has exited.
	 */
	public void terminate() {
		this.process.destroy();
		awaitExit();
	}

	private void awaitExit() {
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
