package com.ticketly.programme;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.hall.Hall;
import com.ticketly.seating.SeatingPlan;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a hall in a response.
 *
 * @param capacity the number of seats
 * @param seatingPlan the seating plan; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Hall")
record HallView(String hallId, long version, String name, String zone, long clearMinutes, int capacity,
		@Nullable SeatingPlanInput seatingPlan) {

	static HallView of(Hall hall, @Nullable SeatingPlan plan) {
		return new HallView(hall.id().value(), hall.version(), hall.name(), hall.zone().getId(),
				hall.clearing().toMinutes(), hall.seats(), (plan != null) ? SeatingPlanInput.of(plan) : null);
	}

}
