package com.ticketly.ticketcode;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import org.jspecify.annotations.Nullable;

/**
 * The keys of codes in the order of their set: the first signs, all verify.
 */
final class TicketKeys {

	static final TicketKeys NONE = new TicketKeys();

	/**
	 * A key id is part of each code, whose length is limited.
	 */
	private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,8}");

	private final List<ECKey> keys;

	private final Map<@Nullable String, JWSVerifier> verifiers = new HashMap<>();

	private TicketKeys() {
		this.keys = List.of();
	}

	private TicketKeys(List<ECKey> keys) throws JOSEException {
		this.keys = keys;
		for (ECKey key : keys) {
			this.verifiers.put(key.getKeyID(), NativeEcdsa.verifier(key));
		}
	}

	/**
	 * Parses a key set. Messages of exceptions do not contain private keys.
	 */
	static TicketKeys parse(String json) throws JOSEException {
		List<ECKey> keys = new ArrayList<>();
		for (JWK key : parseSet(json).getKeys()) {
			if (!(key instanceof ECKey ecKey) || !Curve.P_256.equals(ecKey.getCurve())) {
				throw new JOSEException("All keys must have the type EC and the curve P-256");
			}
			if (key.getKeyID() == null || !KEY_ID.matcher(key.getKeyID()).matches()) {
				throw new JOSEException("All keys must have a kid of 1 to 8 letters, digits, - or _");
			}
			keys.add(ecKey);
		}
		if (!keys.isEmpty() && !keys.getFirst().isPrivate()) {
			throw new JOSEException("The first key must be private, because it signs");
		}
		if (keys.stream().map(ECKey::getKeyID).distinct().count() < keys.size()) {
			throw new JOSEException("All keys must have different kids");
		}
		return new TicketKeys(keys);
	}

	private static JWKSet parseSet(String json) throws JOSEException {
		try {
			return JWKSet.parse(json);
		}
		catch (ParseException | IllegalArgumentException | IllegalStateException ex) {
			// The message of the cause can contain what was parsed.
			throw new JOSEException("They are not a JSON Web Key Set of valid keys");
		}
	}

	boolean isEmpty() {
		return this.keys.isEmpty();
	}

	ECKey first() {
		return this.keys.getFirst();
	}

	/**
	 * Returns what verifies the signatures of a key, empty when there is no such key.
	 */
	Optional<JWSVerifier> verifier(@Nullable String keyId) {
		return Optional.ofNullable(this.verifiers.get(keyId));
	}

	JWKSet publicKeys() {
		return new JWKSet(this.keys.stream().map(TicketKeys::publicKey).toList());
	}

	private static JWK publicKey(ECKey key) {
		return new ECKey.Builder(key.toPublicJWK()).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256).build();
	}

}
