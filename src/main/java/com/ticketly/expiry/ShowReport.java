package com.ticketly.expiry;

import java.util.List;

import com.ticketly.slot.SalesRefusal;
import com.ticketly.slot.SlotId;

/**
 * What a change of a show has done.
 *
 * @param changed how many slots have the change
 * @param left the slots that it concerns, but that cannot be changed
 */
public record ShowReport(int changed, List<Left> left) {

	public ShowReport {
		left = List.copyOf(left);
	}

	/**
	 * A slot that is left as it is.
	 *
	 * @param reason why it cannot be changed
	 */
	public record Left(SlotId slot, SalesRefusal reason) {
	}

}
