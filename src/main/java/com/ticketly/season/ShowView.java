package com.ticketly.season;

import java.time.Duration;
import java.time.ZoneId;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.hall.HallUse;
import com.ticketly.input.ZonedTime;
import com.ticketly.show.Show;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A show in a response.
 *
 * @param firstStart when the first slot starts, as it was scheduled
 * @param lastStart when the last slot starts, as it was scheduled
 * @param slots the number of slots
 * @param cancelReason why the whole show was canceled; absent unless it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Show")
record ShowView(String showId, long version, String title, String description, SlotType type, Genre genre,
		long runningMinutes, ZonedTime firstStart, ZonedTime lastStart, int slots,
		@JsonUnwrapped @Nullable HallOfShow hall, @Nullable String cancelReason) {

	static ShowView of(Show show) {
		Showing showing = show.template().showing();
		HallUse hall = showing.hall();
		ZoneId zone = (hall != null) ? hall.zone() : null;
		return new ShowView(show.id().value(), show.version(), showing.name(), showing.description(), showing.type(),
				showing.genre(), Duration.between(showing.start(), showing.end()).toMinutes(),
				new ZonedTime(showing.start(), zone), new ZonedTime(show.lastStart(), zone), show.slots(),
				(hall != null) ? new HallOfShow(hall.version().hall().value(), hall.version().number()) : null,
				show.cancelReason());
	}

	/**
	 * The hall of a show.
	 *
	 * @param hallId the id of the hall; absent if the show has none
	 * @param hallVersion the version that was the latest when the show was created
	 */
	record HallOfShow(String hallId, long hallVersion) {
	}

}
