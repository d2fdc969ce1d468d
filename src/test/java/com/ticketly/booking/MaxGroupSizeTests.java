package com.ticketly.booking;

import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the setting {@code ticketly.sales.max-group}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaxGroupSizeTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder().with("--ticketly.sales.max-group=1").start();

	private final RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);

	@BeforeAll
	void warmUp() {
		this.ticketly.bookOne(this.ticketly.schedule("Warm up", 20), "Ann");
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	@Test
	void writesOneTransactionPerBookingWithoutGroups() {
		String slot = this.ticketly.schedule("Skyfall", 500);
		this.requests.clear();

		List<ApiResponse> responses = Concurrently.call(64, (i) -> this.ticketly.book(slot, "Ann", 1));

		assertThat(responses).allMatch((response) -> response.status() == 201);
		assertThat(this.requests.count(TransactWriteItemsRequest.class)).isEqualTo(64);
		assertThat(this.requests.writeUnits()).isEqualTo(5 * 64);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(64);
	}

	@Test
	void writesOneTransactionPerRescheduledTicketWithoutGroups() {
		String slot = this.ticketly.schedule("Skyfall", 500);
		String another = this.ticketly.schedule("Spectre", 500);
		List<String> tickets = Concurrently.call(20, (i) -> this.ticketly.bookOne(slot, "Ann"));
		this.requests.clear();

		List<ApiResponse> responses = Concurrently.call(20,
				(i) -> this.ticketly.post("/v1/tickets/" + tickets.get(i) + "/reschedule", """
						{"slotId":"%s"}""".formatted(another)));

		assertThat(responses).allMatch((response) -> response.status() == 201);
		assertThat(this.requests.count(TransactWriteItemsRequest.class)).isEqualTo(20);
		assertThat(SeatAudit.bookedTickets(this.ticketly, another)).hasSize(20);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void refusesToStartWithAnInvalidGroupSize(int maxGroup) {
		new ApplicationContextRunner().withUserConfiguration(Settings.class)
			.withPropertyValues("ticketly.sales.max-group=" + maxGroup)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ticketly.sales")
				.hasMessageContaining("maxGroup")
				.hasMessageContaining("must be"));
	}

	/**
	 * Binds the settings without starting the service.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SalesProperties.class)
	static class Settings {

	}

}
