package com.ticketly.dynamodb;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A connection to DynamoDB that breaks on demand.
 */
public final class FaultyHttpClient implements SdkHttpClient {

	private final SdkHttpClient connection;

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
		ANSWER_LOST

	}

	/**
	 * Breaks or mends the connection for writes in transactions.
	 */
	public void set(Fault fault) {
		this.fault.set(fault);
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		ExecutableHttpRequest prepared = this.connection.prepareRequest(request);
		boolean writes = request.httpRequest()
			.firstMatchingHeader("X-Amz-Target")
			.filter((target) -> target.endsWith("TransactWriteItems"))
			.isPresent();
		return writes ? new FaultyRequest(prepared) : prepared;
	}

	@Override
	public String clientName() {
		return this.connection.clientName();
	}

	@Override
	public void close() {
		this.connection.close();
	}

	private final class FaultyRequest implements ExecutableHttpRequest {

		private final ExecutableHttpRequest request;

		private FaultyRequest(ExecutableHttpRequest request) {
			this.request = request;
		}

		@Override
		public HttpExecuteResponse call() throws IOException {
			return switch (FaultyHttpClient.this.fault.get()) {
				case NONE -> this.request.call();
				case REQUEST_LOST -> throw new IOException("Lost on the way");
				case ANSWER_LOST -> {
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
