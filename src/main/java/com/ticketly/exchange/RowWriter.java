package com.ticketly.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the rows of a file one after the other.
 */
public final class RowWriter {

	private final JsonMapper mapper;

	private final FileFormat format;

	private final List<String> columns;

	private final Writer writer;

	private final CSVPrinter csv;

	/**
	 * Creates a writer, which writes the header of a CSV file.
	 * @param columns the columns of a CSV file: names of fields, or such as
	 * {@code sale.salesFrom} for the field of an object
	 */
	public RowWriter(JsonMapper mapper, FileFormat format, List<String> columns, OutputStream output)
			throws IOException {
		this.mapper = mapper;
		this.format = format;
		this.columns = columns;
		this.writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
		this.csv = new CSVPrinter(this.writer, CSVFormat.RFC4180);
		if (format == FileFormat.CSV) {
			this.csv.printRecord(columns);
		}
	}

	/**
	 * Writes a row: an object that Jackson can write.
	 */
	public void write(Object row) throws IOException {
		if (this.format == FileFormat.CSV) {
			JsonNode fields = this.mapper.valueToTree(row);
			this.csv.printRecord(this.columns.stream().map((column) -> cell(fields, column)).toList());
		}
		else {
			this.writer.write(this.mapper.writeValueAsString(row));
			this.writer.write('\n');
		}
	}

	private static String cell(JsonNode fields, String column) {
		JsonNode value = fields.at("/" + column.replace('.', '/'));
		if (value.isMissingNode() || value.isNull()) {
			return "";
		}
		return value.isString() ? SpreadsheetText.toCell(value.asString()) : value.toString();
	}

	/**
	 * Sends what was written to the client.
	 */
	public void flush() throws IOException {
		this.writer.flush();
	}

}
