package com.ticketly.admission;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import com.ticketly.http.Problems;
import com.ticketly.input.Input;
import com.ticketly.input.Text;
import com.ticketly.slot.SlotId;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The door of a slot.
 */
@RestController
@RequestMapping(path = "/v1/slots/{slotId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Door")
@SecurityRequirement(name = "operator")
record AdmissionRestController(Admissions admissions, Door door, Manifests manifests, AdmissionProperties properties,
		Clock clock) {

	@PostMapping(path = "/admissions", consumes = MediaType.APPLICATION_JSON_VALUE)
	AdmissionsView admit(@Input AdmissionInput input, @PathVariable SlotId slotId) {
		return found(this.admissions.decide(slotId, input.toScans(this.clock.instant(), this.properties.offlineAfter()))
			.map(AdmissionsView::of));
	}

	@GetMapping("/admissions")
	DoorCounts countAdmissions(@PathVariable SlotId slotId) {
		return found(this.door.counts(slotId));
	}

	@GetMapping("/manifest")
	@Parameter(in = ParameterIn.HEADER, name = HttpHeaders.IF_NONE_MATCH, schema = @Schema(type = "string"))
	ResponseEntity<Manifest> getManifest(@Input ManifestInput input, @PathVariable SlotId slotId) {
		Manifest manifest = found(this.manifests.find(slotId, input.since()));
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).eTag(manifest.tag()).body(manifest);
	}

	private static <T> T found(Optional<T> found) {
		return found.orElseThrow(Problems.Type.SLOT_NOT_FOUND::exception);
	}

	/**
	 * Input for reading a manifest.
	 *
	 * @param since the version that the caller has
	 */
	record ManifestInput(@Text(max = 1000) @Nullable String since) {
	}

	/**
	 * The answers to scans, in the order of the scans.
	 */
	@Schema(name = "Admissions")
	record AdmissionsView(List<AdmissionView> admissions) {

		static AdmissionsView of(List<ScanAnswer> answers) {
			return new AdmissionsView(answers.stream().map(AdmissionView::of).toList());
		}

	}

}
