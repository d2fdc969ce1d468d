package com.ticketly.season;

import java.util.List;

import com.ticketly.booking.Rejection;
import com.ticketly.expiry.ShowReport;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a change of a show has done, in a response.
 *
 * @param changed the number of slots that have the change
 * @param left the slots that it concerns, but that are over or canceled
 */
@Schema(name = "ChangedShow")
record ShowChangeView(ShowView show, int changed, List<SlotLeft> left) {

	static ShowChangeView of(ShowChanges.Changed changed) {
		return new ShowChangeView(ShowView.of(changed.show()), changed.report().changed(),
				changed.report().left().stream().map(SlotLeft::of).toList());
	}

	/**
	 * A slot that is left as it is.
	 *
	 * @param problem the type of the problem that its change alone would have
	 */
	@Schema(name = "UnchangedSlot")
	record SlotLeft(String slotId, String problem) {

		private static SlotLeft of(ShowReport.Left left) {
			return new SlotLeft(left.slot().value(), Rejection.of(left.reason()).code());
		}

	}

}
