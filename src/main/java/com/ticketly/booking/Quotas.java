package com.ticketly.booking;

import com.ticketly.slot.SlotId;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.user.UserId;

import org.springframework.stereotype.Component;

/**
 * Reads what customers have of slots, where that is limited.
 */
@Component
class Quotas {

	private final HoldProperties limits;

	private final CustomerUsages allowances;

	Quotas(HoldProperties limits, CustomerUsages allowances) {
		this.limits = limits;
		this.allowances = allowances;
	}

	/**
	 * Returns what a customer may have of a slot.
	 * @param holds whether it is about holds, which are always limited; bookings alone
	 * cost neither a read nor a write where tickets are not
	 */
	Quota of(SlotId slot, UserId user, boolean holds) {
		return new Quota((holds || this.limits.limitsTickets()) ? this.allowances.find(slot, user) : null, this.limits);
	}

}
