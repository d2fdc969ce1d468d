package com.ticketly.dynamodb;

import java.io.IOException;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Reports an aborted request to the SDK as an {@link IOException}. When the SDK aborts a
 * request because of a timeout while Apache's client waits for a connection, or has just
 * got one, that client throws a {@link java.util.concurrent.CancellationException} or a
 * {@link NullPointerException}. The SDK would throw these to its caller instead of an
 * exception for the timeout.
 */
final class InterruptibleHttpClient implements SdkHttpClient {

	private final SdkHttpClient client;

	InterruptibleHttpClient(SdkHttpClient client) {
		this.client = client;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		return new InterruptibleRequest(this.client.prepareRequest(request));
	}

	@Override
	public String clientName() {
		return this.client.clientName();
	}

	@Override
	public void close() {
		this.client.close();
	}

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
					throw new IOException("Aborted", ex);
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
