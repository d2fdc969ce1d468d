package com.ticketly.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.ticketly.input.FieldRules;
import com.ticketly.input.PreciseTime;
import com.ticketly.input.Text;
import com.ticketly.ticket.TicketId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Input for deciding scans at the door.
 *
 * @param scans the scans, from 1 to {@value #MAX_SCANS}
 */
@Schema(name = "Scans")
record AdmissionInput(
		@NotNull @Size(min = 1, max = MAX_SCANS) @Nullable List<@NotNull ScanInput> scans) implements FieldRules {

	static final int MAX_SCANS = 100;

	@Override
	public void check(Violations violations) {
		Set<String> ids = new HashSet<>();
		List<ScanInput> given = Objects.requireNonNullElse(this.scans, List.of());
		for (int at = 0; at < given.size(); at++) {
			String id = (given.get(at) != null) ? given.get(at).scanId() : null;
			if (id != null && !id.isEmpty() && !ids.add(id)) {
				violations.add("scans[%d].scanId".formatted(at), "must differ from those of the other scans");
			}
		}
	}

	List<TicketScan> toScans(Instant now, Duration offlineAfter) {
		return Objects.requireNonNull(this.scans).stream().map((scan) -> scan.toScan(now, offlineAfter)).toList();
	}

	/**
	 * A scan. It has either a code or the id of a ticket.
	 *
	 * @param scanId the id of the scan, chosen by the device
	 * @param code the text of the code
	 * @param ticketId the id of the ticket
	 * @param gate where the ticket was scanned
	 * @param scannedAt when the ticket was scanned; now if null
	 * @param offline whether the device decided without the service; if null, whether the
	 * scan was made some time ago
	 * @param turnedAway whether the device decided so and did not let in the holder;
	 * false if null
	 * @param direction {@code in} or {@code out}; {@code in} if null
	 * @param undoes the id of the scan of the same ticket that is taken back
	 * @param override why the ticket is let in against the rules
	 */
	@Schema(name = "Scan")
	record ScanInput(@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = ID) @Nullable String scanId,
			@Text(max = MAX_CODE, freeForm = true) @Nullable String code, @Text @Nullable String ticketId,
			@NotNull @Text(max = 40) @Nullable String gate, @Nullable PreciseTime scannedAt, @Nullable Boolean offline,
			@Nullable Boolean turnedAway, @Nullable Direction direction,
			@Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = ID) @Nullable String undoes,
			@Text @Nullable String override) implements FieldRules {

		private static final String ID = "must be 1 to 64 letters, digits, hyphens and underscores";

		private static final int MAX_CODE = 4000;

		@Override
		public void check(Violations violations) {
			if (this.code == null && this.ticketId == null) {
				violations.add("code", "must not be missing unless ticketId is given");
			}
			if (this.code != null && this.ticketId != null) {
				violations.add("ticketId", "must not be given in addition to code");
			}
			if (this.undoes != null && (this.direction != null || this.override != null)) {
				violations.add("undoes", "must not be given in addition to direction or override");
			}
			if (isTurnedAway() && (this.undoes != null || this.override != null || this.direction == Direction.OUT)) {
				violations.add("turnedAway", "must not be given in addition to undoes, override, or the direction out");
			}
			if (this.override != null && this.direction == Direction.OUT) {
				violations.add("override", "must not be given for the direction out");
			}
		}

		TicketScan toScan(Instant now, Duration offlineAfter) {
			Instant made = (this.scannedAt != null) ? this.scannedAt.instant() : now.truncatedTo(ChronoUnit.MILLIS);
			boolean late = made.isBefore(now.minus(offlineAfter));
			Scan scan = new Scan(Objects.requireNonNull(this.scanId), kind(), Objects.requireNonNull(this.gate), made,
					Objects.requireNonNullElse(this.offline, late || isTurnedAway()), this.undoes, this.override);
			return new TicketScan(scan, this.code,
					(this.ticketId != null) ? TicketId.parse(this.ticketId).orElse(null) : null);
		}

		private Scan.Kind kind() {
			if (this.undoes != null) {
				return Scan.Kind.UNDO;
			}
			if (this.override != null) {
				return Scan.Kind.OVERRIDE;
			}
			if (isTurnedAway()) {
				return Scan.Kind.TURN_AWAY;
			}
			return (this.direction == Direction.OUT) ? Scan.Kind.OUT : Scan.Kind.IN;
		}

		private boolean isTurnedAway() {
			return Boolean.TRUE.equals(this.turnedAway);
		}

	}

	/**
	 * In which direction somebody passes the door.
	 */
	@Schema(name = "ScanDirection")
	enum Direction {

		IN("in"), OUT("out");

		private final String label;

		Direction(String label) {
			this.label = label;
		}

		@Override
		public String toString() {
			return this.label;
		}

	}

}
