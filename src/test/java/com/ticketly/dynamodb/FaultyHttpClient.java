package com.ticketly.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An HTTP client for DynamoDB that loses requests or responses on demand.
 */
public final class FaultyHttpClient implements SdkHttpClient {

	private final SdkHttpClient delegate;

	private static final Pattern TOKEN = Pattern.compile("(?<=\"ClientRequestToken\":\")[-0-9a-f]{36}");

	private volatile boolean forgetsTokens;

	private final AtomicInteger lostPuts = new AtomicInteger();

	private volatile boolean silent;

	private final AtomicReference<@Nullable Conflict> nextConflict = new AtomicReference<>();

	private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

	private volatile @Nullable RequestInterceptor interceptor;

	FaultyHttpClient(SdkHttpClient delegate) {
		this.delegate = delegate;
	}

	/**
	 * A failure of a request.
	 */
	public enum Fault {

		NONE,

		/**
		 * The request does not reach DynamoDB.
		 */
		REQUEST_LOST,

		/**
		 * DynamoDB processes the request, but the response does not reach the client.
		 */
		RESPONSE_LOST,

		/**
		 * DynamoDB refuses the request, because another transaction is writing all of its
		 * items.
		 */
		CONFLICT

	}

	/**
	 * Sets whether DynamoDB forgets a {@code ClientRequestToken} at once, instead of
	 * after 10 minutes. The client then replaces the token of each request.
	 */
	public void forgetTokens(boolean forgets) {
		this.forgetsTokens = forgets;
	}

	/**
	 * Sets the failure of all {@code TransactWriteItems} requests.
	 */
	public void set(Fault fault) {
		this.fault.set(fault);
	}

	/**
	 * Loses the responses to the next {@code PutItem} requests.
	 */
	public void loseResponsesToPuts(int count) {
		this.lostPuts.set(count);
	}

	/**
	 * Lets another write come before the next {@code TransactWriteItems} request, and
	 * reports it as a {@code TransactionConflict} where DynamoDB would report a failed
	 * condition.
	 * @param otherWrite the other write, which breaks a condition of the request
	 * @param items which items of the request report a conflict
	 */
	public void conflictNext(Runnable otherWrite, IntPredicate items) {
		this.nextConflict.set(new Conflict(otherWrite, items));
	}

	/**
	 * Sets whether requests of all kinds are lost without an answer, until the client
	 * aborts them.
	 */
	public void silence(boolean silent) {
		this.silent = silent;
	}

	/**
	 * Gives all further requests to an interceptor.
	 */
	public void intercept(RequestInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		RequestInterceptor current = this.interceptor;
		if (current != null) {
			return new InterceptedRequest(this.delegate, request, current);
		}
		if (this.silent) {
			return new SilentRequest(new CountDownLatch(1));
		}
		String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
		if (target.endsWith("TransactWriteItems")) {
			Conflict conflict = this.nextConflict.getAndSet(null);
			if (conflict != null) {
				return new ConflictingRequest(this.delegate.prepareRequest(request), conflict);
			}
			return new FaultyRequest(this.delegate.prepareRequest(this.forgetsTokens ? withNewToken(request) : request),
					this.fault::get);
		}
		if (target.endsWith("PutItem")) {
			return new FaultyRequest(this.delegate.prepareRequest(request),
					() -> (this.lostPuts.getAndDecrement() > 0) ? Fault.RESPONSE_LOST : Fault.NONE);
		}
		return this.delegate.prepareRequest(request);
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
		return this.delegate.clientName();
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	private record SilentRequest(CountDownLatch aborted) implements ExecutableHttpRequest {

		@Override
		public HttpExecuteResponse call() throws IOException {
			try {
				this.aborted.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IOException("The request was aborted");
		}

		@Override
		public void abort() {
			this.aborted.countDown();
		}

	}

	private record Conflict(Runnable otherWrite, IntPredicate items) {
	}

	private record ConflictingRequest(ExecutableHttpRequest request,
			Conflict conflict) implements ExecutableHttpRequest {

		@Override
		public HttpExecuteResponse call() throws IOException {
			this.conflict.otherWrite().run();
			HttpExecuteResponse refusal = this.request.call();
			ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(DynamoDbMessages.content(refusal));
			ArrayNode reasons = (ArrayNode) body.get("CancellationReasons");
			for (int i = 0; i < reasons.size(); i++) {
				if (this.conflict.items().test(i) && !reasons.get(i).get("Code").asString().equals("None")) {
					reasons.set(i, body.objectNode().put("Code", "TransactionConflict"));
				}
			}
			return DynamoDbMessages.response(refusal.httpResponse().statusCode(), body);
		}

		@Override
		public void abort() {
			this.request.abort();
		}

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
				case REQUEST_LOST -> throw new IOException("The request was lost");
				case CONFLICT -> DynamoDbMessages.canceled(List.of("TransactionConflict"));
				case RESPONSE_LOST -> {
					DynamoDbMessages.content(this.request.call());
					throw new IOException("The response was lost");
				}
			};
		}

		@Override
		public void abort() {
			this.request.abort();
		}

	}

}
