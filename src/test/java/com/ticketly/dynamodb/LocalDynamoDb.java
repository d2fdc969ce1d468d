package com.ticketly.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.ticketly.dynamodb.AwsRequestHandler.Pause;
import io.github.bucket4j.TimeMeter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * DynamoDB Local as a server of this process. Its own launcher binds to all addresses;
 * this one binds to loopback only.
 */
public final class LocalDynamoDb implements AutoCloseable {

	/**
	 * How many connections may wait to be accepted: clients that come at once open as
	 * many.
	 */
	private static final int MAX_CONNECTING = 1024;

	private final LocalDynamoDBRequestHandler requests;

	private final Server server;

	private LocalDynamoDb(LocalDynamoDBRequestHandler requests, ThreadPool threads, int port) {
		this.requests = requests;
		this.server = new Server(threads);
		ServerConnector connector = new ServerConnector(this.server);
		connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
		connector.setPort(port);
		connector.setAcceptQueueSize(MAX_CONNECTING);
		this.server.addConnector(connector);
		try {
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
		return new LocalDynamoDb(requests(() -> new LocalRequestHandler(null)), new QueuedThreadPool(), 0);
	}

	/**
	 * Starts with the tables in a folder, which is made if missing.
	 */
	public static LocalDynamoDb in(Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new LocalDynamoDb(requests(() -> new LocalRequestHandler(folder)), new QueuedThreadPool(), 0);
	}

	/**
	 * Starts with empty tables that end with it, and answers as DynamoDB in AWS does.
	 */
	public static LocalDynamoDb simulatingAws(AwsBehavior traits) {
		return simulatingAws(traits, 0, TimeMeter.SYSTEM_NANOTIME, Pause.sleeping());
	}

	static LocalDynamoDb simulatingAws(AwsBehavior traits, int port, TimeMeter time, Pause pause) {
		QueuedThreadPool threads = new QueuedThreadPool();
		// However many calls wait for their time to pass, none keeps another out.
		threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
		return new LocalDynamoDb(requests(() -> new AwsRequestHandler(traits, time, pause)), threads, port);
	}

	private static LocalDynamoDBRequestHandler requests(Callable<LocalDynamoDBRequestHandler> maker) {
		// Any credentials do.
		System.setProperty("aws.accessKeyId", "local");
		System.setProperty("aws.secretAccessKey", "local");
		try {
			return maker.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local does not start", ex);
		}
	}

	/**
	 * Silences it where no Spring application does.
	 */
	public static void disableLogging() {
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
