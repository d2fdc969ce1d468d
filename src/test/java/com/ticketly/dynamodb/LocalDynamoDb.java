package com.ticketly.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.ticketly.dynamodb.AwsRequestHandler.Sleeper;
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
 * DynamoDB Local as a server in this process. Unlike the launcher of DynamoDB Local,
 * which binds to all addresses, it binds to the loopback address only.
 */
public final class LocalDynamoDb implements AutoCloseable {

	/**
	 * How many connections may wait to be accepted. Concurrent clients open hundreds at
	 * once.
	 */
	private static final int ACCEPT_QUEUE_SIZE = 1024;

	private final LocalDynamoDBRequestHandler requestHandler;

	private final Server server;

	private LocalDynamoDb(LocalDynamoDBRequestHandler requestHandler, ThreadPool threads, int port) {
		this.requestHandler = requestHandler;
		this.server = new Server(threads);
		ServerConnector connector = new ServerConnector(this.server);
		connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
		connector.setPort(port);
		connector.setAcceptQueueSize(ACCEPT_QUEUE_SIZE);
		this.server.addConnector(connector);
		try {
			ContextHandler handler = new ContextHandler();
			handler.setHandler(new LocalDynamoDBServerHandler(this.requestHandler, null));
			this.server.setHandler(handler);
			this.server.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local failed to start", ex);
		}
	}

	/**
	 * Starts DynamoDB Local with its tables in memory.
	 */
	public static LocalDynamoDb inMemory() {
		return new LocalDynamoDb(createHandler(() -> new LocalRequestHandler(null)), new QueuedThreadPool(), 0);
	}

	/**
	 * Starts DynamoDB Local with its tables in a folder, which is created if it does not
	 * exist.
	 */
	public static LocalDynamoDb in(Path folder) {
		return in(folder, 0);
	}

	static LocalDynamoDb in(Path folder, int port) {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new LocalDynamoDb(createHandler(() -> new DurableRequestHandler(folder)), new QueuedThreadPool(), port);
	}

	/**
	 * Starts DynamoDB Local with its tables in memory and behavior of DynamoDB on AWS.
	 */
	public static LocalDynamoDb simulatingAws(AwsBehavior behavior) {
		return simulatingAws(behavior, 0, TimeMeter.SYSTEM_NANOTIME, Sleeper.realTime());
	}

	static LocalDynamoDb simulatingAws(AwsBehavior behavior, int port, TimeMeter time, Sleeper sleeper) {
		QueuedThreadPool threads = new QueuedThreadPool();
		// Simulated latency blocks threads, so a bounded pool would delay other calls.
		threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
		return new LocalDynamoDb(createHandler(() -> new AwsRequestHandler(behavior, time, sleeper)), threads, port);
	}

	private static LocalDynamoDBRequestHandler createHandler(Callable<LocalDynamoDBRequestHandler> factory) {
		// DynamoDB Local accepts any credentials, but requires some.
		System.setProperty("aws.accessKeyId", "local");
		System.setProperty("aws.secretAccessKey", "local");
		try {
			return factory.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local failed to start", ex);
		}
	}

	/**
	 * Disables logging in processes that do not run a Spring application.
	 */
	public static void disableLogging() {
		LoggingSystem.get(LocalDynamoDb.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
	}

	/**
	 * Returns the URI that the server listens on.
	 */
	public URI endpoint() {
		return this.server.getURI();
	}

	/**
	 * Returns the settings, each as {@code --name=value}, that make the service use this
	 * server.
	 */
	public String[] settings() {
		return settings(endpoint());
	}

	/**
	 * Returns the settings that make the service use the server at an endpoint.
	 */
	public static String[] settings(URI endpoint) {
		return new String[] { "--ticketly.dynamodb.endpoint=" + endpoint, "--ticketly.dynamodb.region=local",
				// DynamoDB Local logs failed conditions as errors.
				"--logging.level.software.amazon.dynamodb=off" };
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local failed to stop", ex);
		}
		finally {
			this.requestHandler.shutdown();
		}
	}

}
