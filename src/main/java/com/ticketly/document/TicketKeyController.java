package com.ticketly.document;

import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.ticketly.ticketcode.TicketCodes;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public keys of codes, for readers at the door.
 */
@RestController
@Tag(name = "Tickets")
record TicketKeyController(TicketCodes codes) {

	private static final Duration CACHED = Duration.ofMinutes(5);

	@GetMapping(path = "/.well-known/jwks.json",
			produces = { "application/jwk-set+json", MediaType.APPLICATION_JSON_VALUE })
	ResponseEntity<TicketKeySet> getTicketKeys() {
		List<TicketKey> keys = this.codes.publicKeys().getKeys().stream().map(TicketKey::of).toList();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(CACHED).cachePublic())
			.varyBy(HttpHeaders.ACCEPT)
			.body(new TicketKeySet(keys));
	}

	@Schema(name = "TicketKeySet")
	record TicketKeySet(List<TicketKey> keys) {
	}

	@Schema(name = "TicketKey")
	record TicketKey(String kty, String crv, String kid, String use, String alg, String x, String y) {

		private static TicketKey of(JWK jwk) {
			ECKey key = jwk.toECKey();
			return new TicketKey(key.getKeyType().getValue(), key.getCurve().getName(), key.getKeyID(),
					key.getKeyUse().getValue(), key.getAlgorithm().getName(), key.getX().toString(),
					key.getY().toString());
		}

	}

}
