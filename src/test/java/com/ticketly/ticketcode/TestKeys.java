package com.ticketly.ticketcode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The keys of the codes in tests. {@code infra/src/main/scripts/ticket-keys.mjs} has made
 * them; they are used nowhere else.
 */
public final class TestKeys {

	/**
	 * The key set, as in the setting.
	 */
	public static final String JSON = read();

	private TestKeys() {
	}

	/**
	 * Returns what signs and reads codes by a key set.
	 */
	public static TicketCodes codes(String json) {
		return new TicketCodes(new TicketCodeProperties(json));
	}

	private static String read() {
		try (InputStream json = TestKeys.class.getResourceAsStream("/ticket-keys.json")) {
			return new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
