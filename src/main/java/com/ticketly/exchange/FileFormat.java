package com.ticketly.exchange;

import java.util.List;
import java.util.stream.Stream;

import com.ticketly.document.Accepted;
import com.ticketly.http.Problems;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The formats of files.
 */
public enum FileFormat {

	/**
	 * Newline-delimited JSON: one object a line.
	 */
	NDJSON(FileFormat.NDJSON_VALUE, "ndjson"),

	/**
	 * Comma-separated values (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC
	 * 4180</a>) with a header.
	 */
	CSV(FileFormat.CSV_VALUE + ";charset=UTF-8", "csv"),

	/**
	 * One JSON object.
	 */
	JSON(MediaType.APPLICATION_JSON_VALUE, "json");

	static final String NDJSON_VALUE = "application/x-ndjson";

	static final String CSV_VALUE = "text/csv";

	private final MediaType type;

	private final String extension;

	FileFormat(String type, String extension) {
		this.type = MediaType.parseMediaType(type);
		this.extension = extension;
	}

	/**
	 * Returns the format of rows that a client accepts, NDJSON if it accepts both
	 * equally.
	 * @throws org.springframework.web.ErrorResponseException with status 406 if it
	 * accepts neither
	 */
	static FileFormat accepted(HttpServletRequest request) {
		return accepted(request, NDJSON, CSV);
	}

	/**
	 * Returns the format that a client accepts.
	 * @param offered the formats of the answer. A client that accepts several equally
	 * gets the first one.
	 * @throws org.springframework.web.ErrorResponseException with status 406 if it
	 * accepts none
	 */
	public static FileFormat accepted(HttpServletRequest request, FileFormat... offered) {
		List<MediaType> types = Stream.of(offered).map(FileFormat::type).toList();
		Accepted accepted = Accepted.by(new ServletWebRequest(request));
		if (!accepted.types().isEmpty()
				&& accepted.types().stream().noneMatch((type) -> types.stream().anyMatch(type::includes))) {
			throw Problems.Type.NOT_ACCEPTABLE.exception();
		}
		return offered[types.indexOf(accepted.choose(types))];
	}

	/**
	 * Returns the format of a body, which is one of these.
	 */
	static FileFormat ofBody(HttpServletRequest request) {
		return MediaType.parseMediaType(request.getContentType()).isCompatibleWith(CSV.type) ? CSV : NDJSON;
	}

	MediaType type() {
		return this.type;
	}

	String extension() {
		return this.extension;
	}

}
