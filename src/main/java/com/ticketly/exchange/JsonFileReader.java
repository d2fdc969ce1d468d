package com.ticketly.exchange;

import java.io.InputStream;
import java.util.Arrays;

import com.ticketly.exchange.Lines.Line;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.input.RowInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file with one JSON object a line. Blank lines are skipped.
 */
final class JsonFileReader implements FileReader {

	private final Lines lines;

	JsonFileReader(InputStream input) {
		this.lines = new Lines(input);
	}

	@Override
	public @Nullable Row next() {
		for (Line line = this.lines.next(); line != null; line = this.lines.next()) {
			if (!line.isBlank()) {
				return row(line);
			}
		}
		return null;
	}

	private static Row row(Line line) {
		if (line.bytes().length > MAX_ROW) {
			return Row.broken(line.number(), "must have at most %,d bytes".formatted(MAX_ROW));
		}
		try {
			return Row.of(line.number(), RowInput.parse(withoutCarriageReturn(line.bytes())));
		}
		catch (InvalidRequestException ex) {
			return Row.broken(line.number(), ex.errors().getFirst().message());
		}
	}

	private static byte[] withoutCarriageReturn(byte[] line) {
		return (line[line.length - 1] == '\r') ? Arrays.copyOf(line, line.length - 1) : line;
	}

	@Override
	public boolean hasTexts() {
		return false;
	}

}
