package com.ticketly.reliability;

import com.ticketly.TicketlyApplication;
import com.ticketly.dynamodb.DynamoDbTestConfiguration;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.fleet.Fleet;
import com.ticketly.fleet.FleetFaults;
import software.amazon.awssdk.http.SdkHttpClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * The service in a separate process, with faults from its start to its end. The setting
 * {@code reliability.faults-seed} is the seed of the faults, and
 * {@code reliability.faults-rate} and {@code reliability.message-faults-rate} are the
 * shares of requests to the database and of messages that a fault meets.
 */
public final class ReliabilityApplication {

	private ReliabilityApplication() {
	}

	public static void main(String[] args) {
		new SpringApplication(TicketlyApplication.class, DynamoDbTestConfiguration.class, Faults.class).run(args);
	}

	/**
	 * Begins to inject faults when the instance has joined the others.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Faults {

		@EventListener
		@Order(Ordered.LOWEST_PRECEDENCE)
		void begin(AvailabilityChangeEvent<ReadinessState> event) {
			if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
				begin((ApplicationContext) event.getSource());
			}
		}

		private static void begin(ApplicationContext instance) {
			Environment settings = instance.getEnvironment();
			long seed = settings.getRequiredProperty("reliability.faults-seed", Long.class);
			double rate = settings.getRequiredProperty("reliability.faults-rate", Double.class);
			double messageRate = settings.getRequiredProperty("reliability.message-faults-rate", Double.class);
			DatabaseFaults database = new DatabaseFaults(seed, rate);
			MessageFaults messages = new MessageFaults(seed, messageRate);
			((FaultyHttpClient) instance.getBean(SdkHttpClient.class)).intercept(database);
			FleetFaults.insert(instance.getBean(Fleet.class), messages);
			database.turn(true);
			messages.turn(true);
		}

	}

}
