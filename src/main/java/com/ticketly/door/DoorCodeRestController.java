package com.ticketly.door;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import com.ticketly.apikey.ApiKeyCheck;
import com.ticketly.apikey.ApiKeyProperties;
import com.ticketly.apikey.ApiKeys;
import com.ticketly.apikey.ApiKeys.IssuedKey;
import com.ticketly.apikey.Scope;
import com.ticketly.apikey.Scopes;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.Problems;
import com.ticketly.input.Input;
import com.ticketly.signin.FailedSignIns;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The codes by which devices sign in at the door.
 */
@RestController
@RequestMapping(path = "/v1/door-codes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Door")
record DoorCodeRestController(DoorCodes codes, ApiKeys keys, ApiKeyCheck check, ApiKeyProperties properties,
		Scopes scopes, FailedSignIns failures) {

	/**
	 * What wrong codes count as, whichever they are.
	 */
	private static final String DOOR_CODE = "door code";

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@SecurityRequirement(name = "operator")
	@ResponseStatus(HttpStatus.CREATED)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	DoorCodeView createDoorCode(@Input DoorCodeInput input, Authentication caller) {
		this.scopes.require(caller, Set.of(Scope.DOOR));
		requireRoom();
		return DoorCodeView
			.of(this.codes.create(Objects.requireNonNull(input.name()), input.keyLifetime(), caller.getName()));
	}

	@PostMapping(path = "/redeem", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	DeviceKeyView redeemDoorCode(@Input DoorCodeInput.Redemption input, HttpServletRequest request) {
		DoorCodeText text = DoorCodeText.parse(Objects.requireNonNull(input.code()))
			.orElseThrow(() -> new InvalidRequestException("code",
					"must have ten letters and digits, such as K7QF3-MXA2B; 0, 1, O and I do not occur"));
		FailedSignIns.SignIn signIn = this.failures.begin(DOOR_CODE, request.getRemoteAddr());
		DoorCode code = this.codes.find(text).orElseThrow(Problems.Type.DOOR_CODE_NOT_FOUND::exception);
		signIn.hasNotFailed();
		requireRoom();
		IssuedKey key = this.codes.redeem(code).orElseThrow(Problems.Type.DOOR_CODE_NOT_FOUND::exception);
		this.check.forget();
		return DeviceKeyView.of(key);
	}

	private void requireRoom() {
		if (!this.keys.hasRoom()) {
			throw this.properties.tooMany();
		}
	}

	/**
	 * The code of a device in a response.
	 *
	 * @param code the text of the code
	 * @param name the name of the device
	 * @param expiresAt from when the code cannot be used
	 * @param keySeconds how long the key of the device can be used, in seconds
	 */
	@Schema(name = "DoorCode")
	record DoorCodeView(String code, String name, Instant expiresAt, int keySeconds) {

		static DoorCodeView of(DoorCodes.IssuedCode issued) {
			DoorCode code = issued.code();
			return new DoorCodeView(issued.text().text(), code.name(), code.expiresAt(),
					(int) code.keyLifetime().toSeconds());
		}

	}

	/**
	 * The key of a device in a response.
	 *
	 * @param keyId the id of the key
	 * @param name the name of the device
	 * @param expiresAt from when the key cannot be used
	 * @param key the secret
	 */
	@Schema(name = "DeviceKey")
	record DeviceKeyView(String keyId, String name, Instant expiresAt, String key) {

		static DeviceKeyView of(IssuedKey issued) {
			return new DeviceKeyView(issued.key().id().value(), issued.key().name(),
					Objects.requireNonNull(issued.key().expiresAt()), issued.secret().text());
		}

	}

}
