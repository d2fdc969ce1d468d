package com.ticketly.dynamodb;

import java.io.IOException;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Tells the SDK of a call that was cut off as it expects to be told. When a time-out of
 * the SDK comes while Apache's client waits for a connection, or has just got one, it
 * throws a {@link java.util.concurrent.CancellationException} or a
 * {@link NullPointerException}, and the SDK passes that on as it is: neither as a
 * time-out, nor as an error of its own.
 */
final class InterruptibleHttpClient implements SdkHttpClient {

	private final SdkHttpClient client;

	InterruptibleHttpClient(SdkHttpClient client) {
		this.client = client;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		ExecutableHttpRequest prepared = this.client.prepareRequest(request);
		return new InterruptibleRequest(prepared);
	}

	@Override
	public String clientName() {
		return this.client.clientName();
	}

	@Override
	public void close() {
		this.client.close();
	}

	/**
	 * A call that may be cut off.
	 */
	private static final class InterruptibleRequest implements ExecutableHttpRequest {

		private final ExecutableHttpRequest request;

		private volatile boolean aborted;

		InterruptibleRequest(ExecutableHttpRequest request) {
			this.request = request;
		}

		@Override
		public HttpExecuteResponse call() throws IOException {
			try {
				return this.request.call();
			}
			catch (RuntimeException ex) {
				if (this.aborted) {
					throw new IOException("Cut off", ex);
				}
				throw ex;
			}
		}

		@Override
		public void abort() {
			this.aborted = true;
			this.request.abort();
		}

	}

}
