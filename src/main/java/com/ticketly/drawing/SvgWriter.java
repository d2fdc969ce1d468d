package com.ticketly.drawing;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the elements of a picture, with all texts escaped. Attributes are names and
 * values in turn.
 */
final class SvgWriter {

	private static final String NAMESPACE = "http://www.w3.org/2000/svg";

	private static final char REPLACEMENT = '\uFFFD';

	private final StringWriter text = new StringWriter();

	private final XMLStreamWriter xml;

	SvgWriter() {
		try {
			// The factory of the JDK, whatever else is on the class path.
			this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.text);
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	SvgWriter openRoot(Object... attributes) {
		return write(() -> {
			this.xml.writeStartElement("svg");
			this.xml.writeDefaultNamespace(NAMESPACE);
			writeAttributes(attributes);
		});
	}

	SvgWriter open(String element, Object... attributes) {
		return write(() -> {
			this.xml.writeStartElement(element);
			writeAttributes(attributes);
		});
	}

	SvgWriter empty(String element, Object... attributes) {
		return write(() -> {
			this.xml.writeEmptyElement(element);
			writeAttributes(attributes);
		});
	}

	private void writeAttributes(Object... attributes) throws XMLStreamException {
		for (int i = 0; i < attributes.length; i += 2) {
			this.xml.writeAttribute((String) attributes[i], legal(attributes[i + 1].toString()));
		}
	}

	SvgWriter text(String text) {
		return write(() -> this.xml.writeCharacters(legal(text)));
	}

	SvgWriter close() {
		return write(this.xml::writeEndElement);
	}

	/**
	 * Writes an element that contains only text.
	 */
	SvgWriter element(String element, String text, Object... attributes) {
		return open(element, attributes).text(text).close();
	}

	/**
	 * Replaces what <a href="https://www.w3.org/TR/xml/#charsets">XML cannot contain</a>,
	 * even escaped.
	 */
	private static String legal(String text) {
		return text.codePoints().allMatch(SvgWriter::isLegal) ? text
				: text.codePoints()
					.map((point) -> isLegal(point) ? point : REPLACEMENT)
					.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
					.toString();
	}

	private static boolean isLegal(int point) {
		return (point >= ' ' && point < Character.MIN_SURROGATE)
				|| (point > Character.MAX_SURROGATE && point <= REPLACEMENT)
				|| point >= Character.MIN_SUPPLEMENTARY_CODE_POINT || point == '\t' || point == '\n' || point == '\r';
	}

	private SvgWriter write(Operation operation) {
		try {
			operation.run();
			return this;
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		write(this.xml::flush);
		return this.text.toString();
	}

	/**
	 * Writes a part of the picture.
	 */
	@FunctionalInterface
	private interface Operation {

		void run() throws XMLStreamException;

	}

}
