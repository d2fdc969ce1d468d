package com.ticketly.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A connection to DynamoDB that breaks on demand.
 */
public final class FaultyHttpClient implements SdkHttpClient {

	private final SdkHttpClient connection;

	private static final Pattern TOKEN = Pattern.compile("(?<=\"ClientRequestToken\":\")[-0-9a-f]{36}");

	private volatile boolean forgetsTokens;

	private final AtomicInteger lostPuts = new AtomicInteger();

	private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

	FaultyHttpClient(SdkHttpClient connection) {
		this.connection = connection;
	}

	/**
	 * What goes wrong with a request.
	 */
	public enum Fault {

		NONE,

		/**
		 * It does not arrive.
		 */
		REQUEST_LOST,

		/**
		 * It arrives, and its answer does not.
		 */
		RESPONSE_LOST

	}

	/**
	 * Lets DynamoDB forget the tokens of requests at once instead of after 10 minutes.
	 */
	public void forgetTokens(boolean forgets) {
		this.forgetsTokens = forgets;
	}

	/**
	 * Breaks or mends the connection for writes in transactions.
	 */
	public void set(Fault fault) {
		this.fault.set(fault);
	}

	/**
	 * Lets the answers of the next writes of single items be lost.
	 */
	public void loseResponsesToPuts(int count) {
		this.lostPuts.set(count);
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
		if (target.endsWith("TransactWriteItems")) {
			return new FaultyRequest(
					this.connection.prepareRequest(this.forgetsTokens ? withNewToken(request) : request),
					this.fault::get);
		}
		if (target.endsWith("PutItem")) {
			return new FaultyRequest(this.connection.prepareRequest(request),
					() -> (this.lostPuts.getAndDecrement() > 0) ? Fault.RESPONSE_LOST : Fault.NONE);
		}
		return this.connection.prepareRequest(request);
	}

	private static HttpExecuteRequest withNewToken(HttpExecuteRequest request) {
		return HttpExecuteRequest.builder().request(request.httpRequest()).contentStreamProvider(() -> {
			try (InputStream content = request.contentStreamProvider().orElseThrow().newStream()) {
				String body = new String(content.readAllBytes(), StandardCharsets.UTF_8);
				return new ByteArrayInputStream(TOKEN.matcher(body)
					.replaceFirst(UUID.randomUUID().toString())
					.getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).build();
	}

	@Override
	public String clientName() {
		return this.connection.clientName();
	}

	@Override
	public void close() {
		this.connection.close();
	}

	private static final class FaultyRequest implements ExecutableHttpRequest {

		private final ExecutableHttpRequest request;

		private final Supplier<Fault> fault;

		private FaultyRequest(ExecutableHttpRequest request, Supplier<Fault> fault) {
			this.request = request;
			this.fault = fault;
		}

		@Override
		public HttpExecuteResponse call() throws IOException {
			return switch (this.fault.get()) {
				case NONE -> this.request.call();
				case REQUEST_LOST -> throw new IOException("Lost on the way");
				case RESPONSE_LOST -> {
					this.request.call();
					throw new IOException("Lost on the way back");
				}
			};
		}

		@Override
		public void abort() {
			this.request.abort();
		}

	}

}
