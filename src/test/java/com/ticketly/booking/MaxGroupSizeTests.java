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
 * What changes when groups are small, or off.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaxGroupSizeTests {

	private final TicketlyInstance alone = TicketlyInstance.builder().with("--ticketly.sales.max-group=1").start();

	private final RequestRecorder watch = this.alone.bean(RequestRecorder.class);

	@BeforeAll
	void warmUp() {
		this.alone.bookOne(this.alone.schedule("Warm up", 20), "Ann");
	}

	@AfterAll
	void stop() {
		this.alone.close();
	}

	@Test
	void writesATransactionForEachBookingWhereGroupsAreOff() {
		String slot = this.alone.schedule("Skyfall", 500);
		this.watch.clear();

		List<ApiResponse> answers = Concurrently.call(64, (i) -> this.alone.book(slot, "Ann", 1));

		assertThat(answers).allMatch((answer) -> answer.status() == 201);
		assertThat(this.watch.count(TransactWriteItemsRequest.class)).isEqualTo(64);
		assertThat(this.watch.writeUnits()).isEqualTo(5 * 64);
		assertThat(SeatAudit.bookedTickets(this.alone, slot)).hasSize(64);
	}

	@Test
	void writesATransactionForEachMoveWhereGroupsAreOff() {
		String slot = this.alone.schedule("Skyfall", 500);
		String another = this.alone.schedule("Spectre", 500);
		List<String> tickets = Concurrently.call(20, (i) -> this.alone.bookOne(slot, "Ann"));
		this.watch.clear();

		List<ApiResponse> answers = Concurrently.call(20,
				(i) -> this.alone.post("/v1/tickets/" + tickets.get(i) + "/reschedule", """
						{"slotId":"%s"}""".formatted(another)));

		assertThat(answers).allMatch((answer) -> answer.status() == 201);
		assertThat(this.watch.count(TransactWriteItemsRequest.class)).isEqualTo(20);
		assertThat(SeatAudit.bookedTickets(this.alone, another)).hasSize(20);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100 })
	void doesNotStartWithGroupsThatNoTransactionHolds(int maxGroup) {
		new ApplicationContextRunner().withUserConfiguration(Settings.class)
			.withPropertyValues("ticketly.sales.max-group=" + maxGroup)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("ticketly.sales")
				.hasMessageContaining("maxGroup")
				.hasMessageContaining("must be"));
	}

	/**
	 * The settings alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SalesProperties.class)
	static class Settings {

	}

}
