package com.ticketly.dynamodb;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Tells the SDK of a call that was cut off as it expects to be told. Apache's client
 * throws a {@link CancellationException} when a time-out of the SDK comes while it waits
 * for a connection, and the SDK passes that on as it is: neither as a time-out, nor as an
 * error of its own.
 */
final class InterruptibleHttpClient implements SdkHttpClient {

	private final SdkHttpClient client;

	InterruptibleHttpClient(SdkHttpClient client) {
		this.client = client;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		ExecutableHttpRequest prepared = this.client.prepareRequest(request);
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() throws IOException {
				try {
					return prepared.call();
				}
				catch (CancellationException ex) {
					throw new IOException("Cut off while waiting for a connection", ex);
				}
			}

			@Override
			public void abort() {
				prepared.abort();
			}

		};
	}

	@Override
	public String clientName() {
		return this.client.clientName();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
