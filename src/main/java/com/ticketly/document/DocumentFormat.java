package com.ticketly.document;

import org.springframework.http.MediaType;

/**
 * The formats of documents.
 */
enum DocumentFormat {

	HTML(MediaType.parseMediaType("text/html;charset=UTF-8"), "html"), PDF(MediaType.APPLICATION_PDF, "pdf"),
	CALENDAR(MediaType.parseMediaType("text/calendar;charset=UTF-8"), "ics");

	private final MediaType type;

	private final String extension;

	DocumentFormat(MediaType type, String extension) {
		this.type = type;
		this.extension = extension;
	}

	MediaType type() {
		return this.type;
	}

	String extension() {
		return this.extension;
	}

}
