package com.ticketly.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;

import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfWriter;

import org.springframework.core.io.ClassPathResource;

/**
 * The font of PDF files, of which each file contains the glyphs that it uses.
 */
final class PdfFont {

	private static final String FILE = "net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

	private static final int MISSING = '\u25a1';

	private final BaseFont base = load();

	private static BaseFont load() {
		try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
			return BaseFont.createFont("DejaVuSans.ttf", BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false,
					file.readAllBytes(), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns a cell without a border, with a text from right to left if the text begins
	 * so.
	 */
	PdfPCell cell(String text, float size) {
		String printable = printable(text);
		PdfPCell cell = new PdfPCell(new Phrase(printable, new Font(this.base, size)));
		boolean leftToRight = new Bidi(printable, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
		cell.setRunDirection(leftToRight ? PdfWriter.RUN_DIRECTION_LTR : PdfWriter.RUN_DIRECTION_RTL);
		cell.setHorizontalAlignment(Element.ALIGN_LEFT);
		cell.setBorder(PdfPCell.NO_BORDER);
		return cell;
	}

	/**
	 * Replaces characters that the font lacks by boxes, and leaves out invisible ones.
	 */
	private String printable(String text) {
		return text.codePoints()
			.filter((character) -> this.base.charExists(character) || !isInvisible(character))
			.map((character) -> this.base.charExists(character) ? character : MISSING)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isInvisible(int character) {
		int type = Character.getType(character);
		return type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.CONTROL;
	}

}
