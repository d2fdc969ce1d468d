package com.ticketly.dynamodb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.ticketly.dynamodb.RequestInterceptor.Connection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A request that is given to an interceptor.
 */
final class InterceptedRequest implements ExecutableHttpRequest, Connection {

	private final SdkHttpClient client;

	private final HttpExecuteRequest request;

	private final RequestInterceptor interceptor;

	private final CountDownLatch aborted = new CountDownLatch(1);

	private volatile @Nullable ExecutableHttpRequest sent;

	InterceptedRequest(SdkHttpClient client, HttpExecuteRequest request, RequestInterceptor interceptor) {
		this.client = client;
		this.request = request;
		this.interceptor = interceptor;
	}

	@Override
	public HttpExecuteResponse call() throws IOException {
		return this.interceptor.handle(this.request, this);
	}

	@Override
	public HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
		ExecutableHttpRequest prepared = this.client.prepareRequest(request);
		this.sent = prepared;
		if (this.aborted.getCount() == 0) {
			throw new IOException("The request was aborted");
		}
		return prepared.call();
	}

	@Override
	public void delay(Duration time) throws IOException {
		try {
			if (this.aborted.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IOException("The request was aborted");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The request was interrupted");
		}
	}

	@Override
	public void abort() {
		this.aborted.countDown();
		ExecutableHttpRequest prepared = this.sent;
		if (prepared != null) {
			prepared.abort();
		}
	}

}
