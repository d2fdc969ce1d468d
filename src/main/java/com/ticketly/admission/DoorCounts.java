package com.ticketly.admission;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many people are in, at the time of the answer.
 *
 * @param booked the number of valid tickets
 * @param expected how many of them have not been let in
 * @param in how many people are in
 * @param out how many people have left and may come back
 * @param sections the counts of each section
 * @param gates how many people went in and out at each gate
 * @param refusals the last scans that were refused, the newest first
 */
@Schema(name = "DoorCounts")
record DoorCounts(String slotId, int booked, int expected, int in, int out, List<SectionCounts> sections,
		List<GateCounts> gates, List<Refusal> refusals) {

	/**
	 * The counts of a section.
	 *
	 * @param section its name; absent if it has none
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "SectionCounts")
	record SectionCounts(String section, int booked, int expected, int in, int out) {
	}

	/**
	 * The counts of a gate.
	 */
	@Schema(name = "GateCounts")
	record GateCounts(String gate, int in, int out) {
	}

	/**
	 * A scan that was refused.
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "RefusedScan")
	record Refusal(String scanId, ScanOutcome outcome, String gate, Instant scannedAt, String section,
			@Nullable String seat) {
	}

}
