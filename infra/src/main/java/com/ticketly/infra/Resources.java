package com.ticketly.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Reads text files from the class path.
 */
final class Resources {

	private Resources() {
	}

	static String read(String name) {
		try (InputStream content = Resources.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
