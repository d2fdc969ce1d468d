package com.ticketly.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.ticketly.exchange.Lines.Line;
import com.ticketly.http.InvalidRequestException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a CSV file with a header. Each record is parsed by itself, so that a quote that
 * is not closed spoils no other record: where a record of several lines cannot be read,
 * reading continues at its second line.
 */
final class CsvFileReader implements FileReader {

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

	/**
	 * Stands for any number of columns.
	 */
	private static final int ANY = -1;

	private static final String NOT_CLOSED = "has a quote that is not closed";

	private final Lines lines;

	private final List<String> header;

	private final boolean hasObject;

	/**
	 * Creates a reader.
	 * @param columns the columns that the file can have, in any order
	 * @param required those that it must have
	 * @throws InvalidRequestException if the header is not valid
	 */
	CsvFileReader(InputStream input, List<String> columns, List<String> required) {
		this.lines = new Lines(input);
		this.header = header(columns, required);
		this.hasObject = this.header.stream().anyMatch((column) -> column.startsWith(Columns.OBJECT));
	}

	private List<String> header(List<String> columns, List<String> required) {
		Line first = nextLine();
		if (first == null) {
			throw invalidHeader(1, "must be a header with the names of the columns");
		}
		Parsed parsed = parse(first, ANY);
		if (parsed.problem() != null) {
			throw invalidHeader(first.number(), parsed.problem());
		}
		List<String> header = parsed.cells().stream().map(String::strip).toList();
		header.stream().filter((column) -> !columns.contains(column)).findFirst().ifPresent((unknown) -> {
			throw invalidHeader(first.number(),
					"has the unknown column \"%s\"; the columns are %s".formatted(unknown, String.join(", ", columns)));
		});
		header.stream()
			.filter((column) -> header.indexOf(column) != header.lastIndexOf(column))
			.findFirst()
			.ifPresent((twice) -> {
				throw invalidHeader(first.number(), "has the column %s twice".formatted(twice));
			});
		required.stream().filter((column) -> !header.contains(column)).findFirst().ifPresent((missing) -> {
			throw invalidHeader(first.number(), "lacks the column %s".formatted(missing));
		});
		return header;
	}

	private static InvalidRequestException invalidHeader(int line, String problem) {
		return new InvalidRequestException("body", "line %d %s".formatted(line, problem));
	}

	private @Nullable Line nextLine() {
		Line line = this.lines.next();
		while (line != null && line.isBlank()) {
			line = this.lines.next();
		}
		return line;
	}

	@Override
	public @Nullable Row next() {
		Line first = nextLine();
		if (first == null) {
			return null;
		}
		Parsed parsed = parse(first, this.header.size());
		return (parsed.problem() != null) ? Row.broken(first.number(), parsed.problem())
				: Row.of(first.number(), fields(parsed.cells()));
	}

	@Override
	public boolean hasTexts() {
		return true;
	}

	private ObjectNode fields(List<String> cells) {
		ObjectNode fields = JsonNodeFactory.instance.objectNode();
		if (this.hasObject) {
			fields.putObject(Columns.SALE);
		}
		for (int i = 0; i < cells.size(); i++) {
			String column = this.header.get(i);
			String cell = cells.get(i);
			if (column.startsWith(Columns.OBJECT)) {
				if (!cell.isEmpty()) {
					fields.withObjectProperty(Columns.SALE)
						.set(column.substring(Columns.OBJECT.length()), value(column, SpreadsheetText.ofCell(cell)));
				}
			}
			else if (!cell.isEmpty() || column.equals(Columns.DESCRIPTION)) {
				fields.set(column, value(column, SpreadsheetText.ofCell(cell)));
			}
		}
		return fields;
	}

	/**
	 * Returns the value of a cell. What is not a JSON object stays a text, which is
	 * refused as the value of the field.
	 */
	private static JsonNode value(String column, String cell) {
		if (column.equals(Columns.PRICES) || column.equals(Columns.SEATING_PLAN)) {
			try {
				return JsonMapper.shared().readTree(cell);
			}
			catch (JacksonException ex) {
				return JsonNodeFactory.instance.stringNode(cell);
			}
		}
		return JsonNodeFactory.instance.stringNode(cell);
	}

	private Parsed parse(Line first, int columns) {
		List<Line> record = new ArrayList<>(List.of(first));
		Parsed parsed = complete(record) ? parse(record, columns) : Parsed.broken(NOT_CLOSED);
		if (parsed.problem() != null) {
			this.lines.unread(record.subList(1, record.size()));
		}
		return parsed;
	}

	/**
	 * Adds the lines that belong to a record, of which a quoted cell goes on in the next
	 * line.
	 * @return false if its last quote is not closed
	 */
	private boolean complete(List<Line> record) {
		long quotes = quotes(record.getFirst());
		int size = record.getFirst().bytes().length;
		while (quotes % 2 == 1) {
			Line next = (size <= MAX_ROW) ? this.lines.next() : null;
			if (next == null) {
				return false;
			}
			record.add(next);
			quotes += quotes(next);
			size += next.bytes().length;
		}
		return true;
	}

	private static long quotes(Line line) {
		return IntStream.range(0, line.bytes().length).filter((i) -> line.bytes()[i] == '"').count();
	}

	private static Parsed parse(List<Line> record, int columns) {
		if (record.stream().mapToInt((line) -> line.bytes().length).sum() > MAX_ROW) {
			return Parsed.broken("must have at most %,d bytes".formatted(MAX_ROW));
		}
		try (CSVParser parser = CSVParser.parse(Line.text(record), FORMAT)) {
			List<CSVRecord> found = parser.getRecords();
			// A lone carriage return also ends a record.
			return (found.size() == 1) ? checkSize(found.getFirst().toList(), columns)
					: Parsed.broken("has a carriage return outside quotes");
		}
		catch (CharacterCodingException ex) {
			return Parsed.broken("must be in UTF-8");
		}
		catch (IOException | UncheckedIOException ex) {
			return Parsed.broken((record.size() > 1) ? NOT_CLOSED : "has something after a closing quote");
		}
	}

	private static Parsed checkSize(List<String> cells, int columns) {
		return (columns == ANY || cells.size() == columns) ? new Parsed(cells, null)
				: Parsed.broken("has %d columns instead of %d".formatted(cells.size(), columns));
	}

	/**
	 * The cells of a record, or why it cannot be read.
	 */
	private record Parsed(List<String> cells, @Nullable String problem) {

		static Parsed broken(String problem) {
			return new Parsed(List.of(), problem);
		}

	}

}
