package com.ticketly.commit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages between instances: orders to commit a command, and their answers.
 */
final class Letters {

	private Letters() {
	}

	static byte[] write(List<Letter> letters) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		try {
			for (Letter letter : letters) {
				out.writeByte(letter.kind().ordinal());
				out.writeLong(letter.id());
				out.writeLong(letter.remainingNanos());
				out.writeUTF(letter.trace());
				out.writeInt(letter.content().length);
				out.write(letter.content());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Reads the letters of a message.
	 * @throws UncheckedIOException if it is not one
	 */
	static List<Letter> read(byte[] message) {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(message));
		List<Letter> letters = new ArrayList<>();
		try {
			while (in.available() > 0) {
				Kind kind = Kind.values()[in.readByte()];
				letters.add(new Letter(kind, in.readLong(), in.readLong(), in.readUTF(), in.readNBytes(in.readInt())));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return letters;
	}

	/**
	 * A part of a message.
	 *
	 * @param id the number of the command, unique for its sender
	 * @param remainingNanos how long the caller of the command still waits
	 * @param trace the trace context of the caller
	 * @param content the command, its result, or a text
	 */
	record Letter(Kind kind, long id, long remainingNanos, String trace, byte[] content) {

		private static final byte[] NO_CONTENT = {};

		/**
		 * The content of a refusal after which the command will not be written. The
		 * version before this one sends and reads no content.
		 */
		private static final byte[] CERTAIN = { 1 };

		static Letter answer(Kind kind, long id, byte[] content) {
			return new Letter(kind, id, 0, "", content);
		}

		static Letter answer(Kind kind, long id) {
			return answer(kind, id, NO_CONTENT);
		}

		/**
		 * Creates the answer to a command that has no result.
		 */
		static Letter refusal(long id, Pending<?> pending) {
			return answer(Kind.REFUSED, id, pending.mayBeWritten() ? NO_CONTENT : CERTAIN);
		}

		/**
		 * Returns whether a refused command will not be written.
		 */
		boolean isCertain() {
			return this.content.length > 0;
		}

	}

	enum Kind {

		/**
		 * A command to commit.
		 */
		COMMAND,

		/**
		 * The result of a command.
		 */
		RESULT,

		/**
		 * The command has no result: there is no room or no time.
		 */
		REFUSED,

		/**
		 * The command failed or cannot be read.
		 */
		FAILED,

		/**
		 * Commands of the receiver are not decided yet.
		 */
		WORKING

	}

}
