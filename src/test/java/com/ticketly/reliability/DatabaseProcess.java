package com.ticketly.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

import com.ticketly.dynamodb.LocalDynamoDb;
import com.ticketly.dynamodb.LocalDynamoDbServer;

/**
 * DynamoDB Local in a separate process that keeps its data in a folder.
 */
final class DatabaseProcess implements AutoCloseable {

	private final Path folder;

	private final URI endpoint;

	private Process process;

	private DatabaseProcess(Path folder) {
		this.folder = folder;
		this.process = launch(0);
		this.endpoint = awaitEndpoint();
	}

	static DatabaseProcess start(Path folder) {
		return new DatabaseProcess(folder);
	}

	private Process launch(int port) {
		try {
			return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
					LocalDynamoDbServer.class.getName(), "--folder=" + this.folder, "--port=" + port)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the server has printed its endpoint.
	 */
	private URI awaitEndpoint() {
		BufferedReader out = this.process.inputReader();
		return out.lines()
			.filter((line) -> line.startsWith("http"))
			.findFirst()
			.map(URI::create)
			.orElseThrow(() -> new IllegalStateException("The database ended before it started"));
	}

	String[] settings() {
		return LocalDynamoDb.settings(this.endpoint);
	}

	/**
	 * Kills the database, as in a crash, and starts it again at the same endpoint.
	 */
	void killAndRestart() {
		close();
		this.process = launch(this.endpoint.getPort());
		awaitEndpoint();
	}

	@Override
	public void close() {
		try {
			this.process.destroyForcibly().waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
