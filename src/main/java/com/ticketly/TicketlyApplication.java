package com.ticketly;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts Ticketly.
 */
@SpringBootApplication
public class TicketlyApplication {

	/**
	 * Starts the service.
	 * @param args settings, as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(TicketlyApplication.class, args);
	}

}
