package com.ticketly.dynamodb;

import java.io.IOException;
import java.time.Duration;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * Decides what happens to each request to DynamoDB.
 */
@FunctionalInterface
public interface RequestInterceptor {

	/**
	 * Handles a request.
	 * @param request the request of the service
	 * @param connection sends requests to DynamoDB
	 * @return what the service gets as the response
	 * @throws IOException if the service gets no response
	 */
	HttpExecuteResponse handle(HttpExecuteRequest request, Connection connection) throws IOException;

	/**
	 * The connection of one request, which the service may abort.
	 */
	interface Connection {

		/**
		 * Sends a request to DynamoDB.
		 */
		HttpExecuteResponse send(HttpExecuteRequest request) throws IOException;

		/**
		 * Waits for a time.
		 * @throws IOException if the service aborts its request first
		 */
		void delay(Duration time) throws IOException;

	}

}
