package com.ticketly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/**
 * The key of the codes of tickets in the local run. It is made once and kept in a file.
 */
final class LocalTicketKeys {

	private LocalTicketKeys() {
	}

	/**
	 * Returns the setting with the key in a folder.
	 */
	static String in(Path folder) {
		Path file = folder.resolve("ticket-keys.json");
		try {
			if (Files.notExists(file)) {
				Files.createDirectories(folder);
				Files.writeString(file,
						new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("local").generate()).toString(false));
			}
			return "--ticketly.ticket-codes.keys=" + Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
