package com.ticketly.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.ticketly.Concurrently;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

class InterruptibleHttpClientTests {

	@Test
	void failsWithAnSdkExceptionWhenACallTimesOutWaitingForAConnection() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			DynamoDbProperties properties = new DynamoDbProperties(
					URI.create("http://127.0.0.1:" + silent.getLocalPort()), null, "", false, 1, Duration.ofMillis(200),
					Duration.ofMillis(700));
			try (SdkHttpClient http = new DynamoDbConfiguration().dynamoDbHttpClient(properties);
					DynamoDbClient client = DynamoDbClient.builder()
						.httpClient(http)
						.endpointOverride(properties.endpoint())
						.region(Region.US_EAST_1)
						.credentialsProvider(AnonymousCredentialsProvider.create())
						.overrideConfiguration(
								(configuration) -> configuration.apiCallAttemptTimeout(properties.attemptTimeout())
									.apiCallTimeout(properties.callTimeout()))
						.build()) {

				List<Throwable> failures = Concurrently.call(8, (i) -> catchThrowable(client::listTables));

				assertThat(failures).hasOnlyElementsOfType(SdkException.class);
			}
		}
	}

	@Test
	void failsWithAnIoExceptionWhenAnAbortedCallFails() {
		SdkHttpClient client = new InterruptibleHttpClient(new FailingHttpClient());
		ExecutableHttpRequest aborted = client.prepareRequest(HttpExecuteRequest.builder().build());
		ExecutableHttpRequest other = client.prepareRequest(HttpExecuteRequest.builder().build());

		aborted.abort();

		assertThatExceptionOfType(IOException.class).isThrownBy(aborted::call)
			.withCauseInstanceOf(NullPointerException.class);
		assertThatNullPointerException().isThrownBy(other::call);
	}

	/**
	 * A client that fails like Apache's when a call is aborted just as it gets a
	 * connection. A test cannot time that moment.
	 */
	private static final class FailingHttpClient implements SdkHttpClient {

		@Override
		public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
			return new ExecutableHttpRequest() {

				@Override
				public HttpExecuteResponse call() {
					throw new NullPointerException("Client connection");
				}

				@Override
				public void abort() {
				}

			};
		}

		@Override
		public void close() {
		}

	}

}
