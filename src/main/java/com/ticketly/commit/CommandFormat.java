package com.ticketly.commit;

/**
 * The form in which commands and their results are sent to other instances. Instances of
 * the next version must be able to read it.
 */
public interface CommandFormat {

	/**
	 * Returns whether a command can be sent.
	 */
	boolean supports(Command<?> command);

	byte[] write(Command<?> command);

	/**
	 * Reads a command that another instance has written.
	 * @throws RuntimeException if this version cannot read it
	 */
	Command<?> read(byte[] command);

	/**
	 * Writes the result of a command.
	 */
	byte[] writeResult(Command<?> command, Object result);

	/**
	 * Reads the result of a command.
	 * @throws RuntimeException if this version cannot read it
	 */
	<T> T readResult(Command<T> command, byte[] result);

	/**
	 * A kind of command of another package that can be sent.
	 *
	 * @param command the type of the command
	 * @param result the type of its result
	 */
	record Kind(Class<? extends Command<?>> command, Class<?> result) {
	}

}
