package com.ticketly.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * DynamoDB Local as a server of this process. Its own launcher binds to all addresses;
 * this one binds to loopback only.
 */
public final class LocalDynamoDb implements AutoCloseable {

	private final LocalDynamoDBRequestHandler requests;

	private final Server server;

	private LocalDynamoDb(@Nullable Path folder) {
		// Any credentials do.
		System.setProperty("aws.accessKeyId", "local");
		System.setProperty("aws.secretAccessKey", "local");
		this.server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		try {
			this.requests = new LocalRequestHandler(folder);
			ContextHandler handler = new ContextHandler();
			handler.setHandler(new LocalDynamoDBServerHandler(this.requests, null));
			this.server.setHandler(handler);
			this.server.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local does not start", ex);
		}
	}

	/**
	 * Starts with empty tables that end with it.
	 */
	public static LocalDynamoDb inMemory() {
		return new LocalDynamoDb(null);
	}

	/**
	 * Starts with the tables in a folder, which is made if missing.
	 */
	public static LocalDynamoDb in(Path folder) {
		try {
			return new LocalDynamoDb(Files.createDirectories(folder));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Silences it where no Spring application does.
	 */
	public static void logNothing() {
		LoggingSystem.get(LocalDynamoDb.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
	}

	public URI endpoint() {
		return this.server.getURI();
	}

	/**
	 * Returns the settings that lead the service here.
	 */
	public String[] settings() {
		return new String[] { "--ticketly.dynamodb.endpoint=" + endpoint(), "--ticketly.dynamodb.region=local",
				// It logs every condition that fails as if it were an error.
				"--logging.level.software.amazon.dynamodb=off" };
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local does not stop", ex);
		}
		finally {
			this.requests.shutdown();
		}
	}

}
