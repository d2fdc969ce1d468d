package com.ticketly.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8.
 */
final class Lines {

	private final InputStream input;

	private final Deque<Line> unread = new ArrayDeque<>();

	private int number;

	Lines(InputStream input) {
		this.input = new BufferedInputStream(input);
	}

	/**
	 * Returns the next line, null at the end.
	 */
	@Nullable Line next() {
		Line next = this.unread.poll();
		return (next != null) ? next : read();
	}

	/**
	 * Returns lines that were read, so that they are read again.
	 */
	void unread(List<Line> lines) {
		lines.reversed().forEach(this.unread::addFirst);
	}

	private @Nullable Line read() {
		try {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			int next = this.input.read();
			if (next < 0) {
				return null;
			}
			for (; next >= 0 && next != '\n'; next = this.input.read()) {
				line.write(next);
			}
			return new Line(++this.number, line.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A line.
	 *
	 * @param number its number, from 1
	 * @param bytes the line without its line feed
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Line(int number, byte[] bytes) {

		private static final char BYTE_ORDER_MARK = '\uFEFF';

		boolean isBlank() {
			return new String(this.bytes, StandardCharsets.ISO_8859_1).isBlank();
		}

		/**
		 * Returns the text of lines that follow each other.
		 * @throws CharacterCodingException if it is not UTF-8
		 */
		static String text(List<Line> lines) throws CharacterCodingException {
			ByteArrayOutputStream text = new ByteArrayOutputStream();
			for (Line line : lines) {
				text.writeBytes(line.bytes);
				text.write('\n');
			}
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toByteArray())).toString();
			boolean marked = lines.getFirst().number == 1 && decoded.indexOf(BYTE_ORDER_MARK) == 0;
			return decoded.substring(marked ? 1 : 0, decoded.length() - 1);
		}

	}

}
