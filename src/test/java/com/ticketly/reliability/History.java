package com.ticketly.reliability;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.ticketly.reliability.check.Operation;
import com.ticketly.reliability.check.Round;
import com.ticketly.reliability.check.Round.ClockMove;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests and answers of a round so far.
 */
final class History {

	private final List<Operation> operations = new ArrayList<>();

	private final List<ClockMove> moves = new ArrayList<>();

	synchronized void add(Operation operation) {
		this.operations.add(operation);
	}

	/**
	 * Moves the clock of instances, if it can be moved.
	 */
	void move(Instances instances, Duration by) {
		long start = System.nanoTime();
		if (instances.moveClock(by)) {
			add(new ClockMove(start, System.nanoTime(), instances.clock().millis()));
		}
	}

	private synchronized void add(ClockMove move) {
		this.moves.add(move);
	}

	synchronized List<Operation> operations() {
		return List.copyOf(this.operations);
	}

	synchronized List<ClockMove> moves() {
		return List.copyOf(this.moves);
	}

	/**
	 * Writes a round to a file: the slots, each move of the clock, each operation, and
	 * the tables, one JSON object a line.
	 */
	static void write(Round round, Path file) {
		try {
			Files.createDirectories(file.getParent());
			try (BufferedWriter out = Files.newBufferedWriter(file)) {
				for (List<?> part : List.of(round.shows(), round.moves(), round.operations(),
						List.of(round.tables()))) {
					for (Object line : part) {
						out.write(JsonMapper.shared().writeValueAsString(line));
						out.newLine();
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
