package com.ticketly.booking;

import com.ticketly.slot.SlotId;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.user.UserId;

import org.springframework.stereotype.Component;

/**
 * The limits of holds and tickets per customer and slot.
 */
@Component
class PurchaseLimits {

	private final HoldProperties properties;

	private final CustomerUsages usages;

	PurchaseLimits(HoldProperties properties, CustomerUsages usages) {
		this.properties = properties;
		this.usages = usages;
	}

	/**
	 * Returns the limit of a hold, which is always in effect, and reads the customer's
	 * usage.
	 */
	PurchaseLimit ofHolds(SlotId slot, UserId user) {
		return new PurchaseLimit(this.usages.find(slot, user), this.properties);
	}

	/**
	 * Returns the limit of a booking. Where tickets are not limited it costs neither a
	 * read nor a write.
	 */
	PurchaseLimit ofTickets(SlotId slot, UserId user) {
		return this.properties.limitsTickets() ? ofHolds(slot, user) : new PurchaseLimit(null, this.properties);
	}

}
