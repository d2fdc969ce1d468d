package com.ticketly.expiry;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what scheduled tasks log during an outage of DynamoDB.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class OutageLogTests {

	/**
	 * A warning, an error, or the end of an outage.
	 */
	private static final Pattern LINE = Pattern.compile(" (WARN|ERROR) |OutageLog");

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--logging.threshold.console=info", "--logging.level.com.ticketly.http.RequestLog=off",
				"--ticketly.dynamodb.attempt-timeout=50ms", "--ticketly.dynamodb.call-timeout=200ms",
				"--ticketly.sales.deadline=1s", "--ticketly.holds.sweep-every=1d")
		.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	/**
	 * Spring logs each exception of a scheduled task as an error with its stack trace.
	 */
	private void runTasks() {
		List<ScheduledTask> tasks = this.ticketly.beans(ScheduledTaskHolder.class)
			.flatMap((holder) -> holder.getScheduledTasks().stream())
			.toList();
		assertThat(tasks).hasSize(2);
		tasks.forEach((task) -> task.getTask().getRunnable().run());
	}

	@Test
	void logsTheBeginningAndTheEndOfAnOutage(CapturedOutput output) {
		this.connection.silence(true);
		Stream.generate(() -> 0).limit(3).forEach((_) -> runTasks());

		assertThat(lines(output)).singleElement().asString().contains("WARN", "DynamoDB does not answer");

		this.connection.silence(false);
		runTasks();
		runTasks();

		assertThat(lines(output)).hasSize(2).last().asString().contains("INFO", "DynamoDB answers again");
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getAll().lines().filter(LINE.asPredicate()).toList();
	}

}
