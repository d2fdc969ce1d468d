package com.ticketly.exchange;

import java.util.List;
import java.util.stream.Stream;

import com.ticketly.document.Accepted;
import com.ticketly.http.Problems;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The formats of files. A client that accepts both equally gets the first one.
 */
enum FileFormat {

	/**
	 * Newline-delimited JSON: one object a line.
	 */
	NDJSON(FileFormat.NDJSON_VALUE, "ndjson"),

	/**
	 * Comma-separated values (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC
	 * 4180</a>) with a header.
	 */
	CSV(FileFormat.CSV_VALUE + ";charset=UTF-8", "csv");

	static final String NDJSON_VALUE = "application/x-ndjson";

	static final String CSV_VALUE = "text/csv";

	private static final List<MediaType> TYPES = Stream.of(values()).map((format) -> format.type).toList();

	private final MediaType type;

	private final String extension;

	FileFormat(String type, String extension) {
		this.type = MediaType.parseMediaType(type);
		this.extension = extension;
	}

	/**
	 * Returns the format that a client accepts.
	 * @throws org.springframework.web.ErrorResponseException with status 406 if it
	 * accepts neither
	 */
	static FileFormat accepted(HttpServletRequest request) {
		Accepted accepted = Accepted.by(new ServletWebRequest(request));
		if (!accepted.types().isEmpty()
				&& accepted.types().stream().noneMatch((type) -> TYPES.stream().anyMatch(type::includes))) {
			throw Problems.Type.NOT_ACCEPTABLE.exception();
		}
		return values()[TYPES.indexOf(accepted.choose(TYPES))];
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
