package com.ticketly.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.exchange.FileFormat;
import com.ticketly.exchange.RowWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes reports as JSON or CSV, row by row.
 */
record ReportWriter(JsonMapper mapper, FileFormat format, OutputStream output) {

	/**
	 * Writes a report with one row.
	 */
	void write(ReportRow row, List<String> columns) throws IOException {
		if (this.format == FileFormat.CSV) {
			write(row, csv(columns));
			return;
		}
		try {
			this.mapper.writeValue(this.output, row);
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Writes a report with many rows and, in JSON, their sum.
	 * @param header what the report is about
	 * @param name the name of the rows in JSON
	 */
	void write(Map<String, String> header, String name, Iterator<ReportRow> rows, List<String> columns, Place place)
			throws IOException {
		if (this.format == FileFormat.CSV) {
			RowWriter csv = csv(columns);
			while (rows.hasNext()) {
				write(rows.next(), csv);
				place.checkTime();
			}
		}
		else {
			writeJson(header, name, rows, place);
		}
	}

	private RowWriter csv(List<String> columns) throws IOException {
		return new RowWriter(this.mapper, this.format, columns, this.output);
	}

	private static void write(ReportRow row, RowWriter csv) throws IOException {
		csv.write(row);
		for (ReportRow.OfFare fare : row.fares()) {
			csv.write(fare);
		}
		csv.flush();
	}

	private void writeJson(Map<String, String> header, String name, Iterator<ReportRow> rows, Place place)
			throws IOException {
		ReportRow total = ReportRow.noTotal();
		try {
			JsonGenerator json = this.mapper.createGenerator(this.output);
			json.writeStartObject();
			header.forEach(json::writeStringProperty);
			json.writeArrayPropertyStart(name);
			while (rows.hasNext()) {
				ReportRow row = rows.next();
				total = total.totalWith(row);
				json.writePOJO(row);
				json.flush();
				place.checkTime();
			}
			json.writeEndArray();
			json.writePOJOProperty("total", total);
			json.writeEndObject();
			// Not after a failure: it would complete the JSON of an incomplete report.
			json.close();
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
	}

}
