package com.ticketly.ticketcode;

import java.text.ParseException;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Signs and reads codes: JSON Web Signatures in the compact form
 * (<a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515</a>) by P-256
 * and SHA-256.
 */
@Component
public class TicketCodes {

	/**
	 * The maximum length of a code: what a QR code of version 10 and the lowest error
	 * correction level holds.
	 */
	public static final int MAX_LENGTH = 271;

	private static final Logger log = LoggerFactory.getLogger(TicketCodes.class);

	private final TicketKeys keys;

	private final @Nullable Signer signer;

	TicketCodes(TicketCodeProperties properties) {
		this.keys = keys(properties.keys());
		this.signer = this.keys.isEmpty() ? null : new Signer(this.keys.first());
	}

	/**
	 * Logs if there are no keys, and why, but lets the instance start: it can sell.
	 */
	private static TicketKeys keys(@Nullable String json) {
		TicketKeys keys = TicketKeys.NONE;
		try {
			keys = (json == null || json.isBlank()) ? keys : TicketKeys.parse(json);
			if (keys.isEmpty()) {
				log.warn("Tickets have no codes, because ticketly.ticket-codes.keys contains no key");
			}
		}
		catch (JOSEException ex) {
			log.error("Tickets have no codes, because ticketly.ticket-codes.keys cannot be used: {}", ex.getMessage());
		}
		return keys;
	}

	/**
	 * Returns whether there is a key that signs.
	 */
	public boolean isAvailable() {
		return this.signer != null;
	}

	/**
	 * Signs a code. The name of the seat is left out if the code were too long with it.
	 * @throws TicketCodesUnavailableException if there is no key that signs
	 */
	public String sign(TicketCode code) {
		if (this.signer == null) {
			throw new TicketCodesUnavailableException();
		}
		TicketCodePayload payload = TicketCodePayload.of(code);
		String signed = this.signer.sign(payload);
		return (signed.length() <= MAX_LENGTH) ? signed : this.signer.sign(payload.withoutName());
	}

	/**
	 * Reads a code, empty when it is malformed or not signed by one of the keys.
	 */
	public Optional<TicketCode> read(String text) {
		if (text.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		return parse(text).filter(this::isSigned)
			.flatMap((code) -> TicketCodePayload.read(code.getPayload().toBytes()));
	}

	private static Optional<JWSObject> parse(String text) {
		try {
			return Optional.of(JWSObject.parse(text));
		}
		// The library throws a NullPointerException for a header that is null in JSON.
		catch (ParseException | RuntimeException ex) {
			return Optional.empty();
		}
	}

	private boolean isSigned(JWSObject code) {
		Optional<JWSVerifier> verifier = this.keys.verifier(code.getHeader().getKeyID());
		try {
			return verifier.isPresent() && code.verify(verifier.get());
		}
		catch (JOSEException ex) {
			return false;
		}
	}

	/**
	 * Returns the keys that verify codes.
	 */
	public JWKSet publicKeys() {
		return this.keys.publicKeys();
	}

	private record Signer(JWSHeader header, JWSSigner key) {

		private Signer(ECKey key) {
			this(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), signer(key));
		}

		private static JWSSigner signer(ECKey key) {
			try {
				return NativeEcdsa.signer(key);
			}
			catch (JOSEException ex) {
				throw new IllegalStateException("Every P-256 key can sign", ex);
			}
		}

		private String sign(TicketCodePayload payload) {
			JWSObject code = new JWSObject(this.header, new Payload(payload.toJson()));
			try {
				code.sign(this.key);
			}
			catch (JOSEException ex) {
				throw new IllegalStateException("The code of a ticket could not be signed", ex);
			}
			return code.serialize();
		}

	}

}
