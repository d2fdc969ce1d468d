package com.ticketly.listing;

import java.time.Instant;

import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Reports whether DynamoDB answers, by reading a slot id that never exists.
 */
@Component("dynamoDbHealthIndicator")
class DynamoDbHealthIndicator extends AbstractHealthIndicator {

	private final Slots slots;

	DynamoDbHealthIndicator(Slots slots) {
		super("DynamoDB does not answer");
		this.slots = slots;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		this.slots.read(SlotId.create(Instant.EPOCH));
		builder.up();
	}

}
