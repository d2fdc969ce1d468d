package com.ticketly.ticketcode;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs and verifies by the native library of Conscrypt, which takes a tenth of the time
 * of the JDK. The JDK does it where there is no library for the platform, or where it
 * cannot be unpacked into the directory for temporary files.
 */
final class NativeEcdsa {

	private static final Logger log = LoggerFactory.getLogger(NativeEcdsa.class);

	private static final @Nullable Provider PROVIDER = load();

	private NativeEcdsa() {
	}

	private static @Nullable Provider load() {
		try {
			return Conscrypt.newProvider();
		}
		catch (LinkageError | RuntimeException ex) {
			log.warn("Codes are signed and verified by the JDK, because Conscrypt is not available: {}", ex.toString());
			return null;
		}
	}

	/**
	 * Creates what signs by a private key.
	 */
	static JWSSigner signer(ECKey key) throws JOSEException {
		ECDSASigner signer = new ECDSASigner(translate(key.toECPrivateKey()), Curve.P_256);
		signer.getJCAContext().setProvider(PROVIDER);
		return signer;
	}

	/**
	 * Creates what verifies the signatures of a key.
	 */
	static JWSVerifier verifier(ECKey key) throws JOSEException {
		ECDSAVerifier verifier = new ECDSAVerifier(translate(key.toECPublicKey()));
		verifier.getJCAContext().setProvider(PROVIDER);
		return verifier;
	}

	/**
	 * Translates a key once, so that it is not translated for each signature.
	 */
	@SuppressWarnings("unchecked")
	private static <T extends Key> T translate(T key) throws JOSEException {
		if (PROVIDER == null) {
			return key;
		}
		try {
			return (T) KeyFactory.getInstance("EC", PROVIDER).translateKey(key);
		}
		catch (GeneralSecurityException ex) {
			// The message of the cause can contain the key.
			throw new JOSEException("A key is not a point of the curve P-256");
		}
	}

}
