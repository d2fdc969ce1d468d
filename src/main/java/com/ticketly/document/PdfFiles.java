package com.ticketly.document;

import java.io.ByteArrayOutputStream;
import java.util.List;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Renders PDF files with one page for each ticket. Lengths are in points.
 */
final class PdfFiles {

	private static final float MARGIN = 60;

	private static final float CODE_WIDTH = 230;

	private static final float TITLE = 24;

	/**
	 * The size of longer titles, so that the longest fits on the page with the rest.
	 */
	private static final float LONG_TITLE = 15;

	private static final int MAX_TITLE = 60;

	private static final float TEXT = 13;

	private static final float LABEL = 9;

	private static final float STATUS = 20;

	private final PdfFont font = new PdfFont();

	byte[] render(List<TicketSheet> sheets) {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
			PdfWriter writer = PdfWriter.getInstance(document, file);
			document.addTitle(sheets.getFirst().show());
			document.addCreator("Ticketly");
			document.open();
			for (TicketSheet sheet : sheets) {
				document.newPage();
				document.add(page(sheet, writer.getDirectContent()));
			}
		}
		return file.toByteArray();
	}

	private PdfPTable page(TicketSheet sheet, PdfContentByte content) {
		PdfPTable table = new PdfPTable(1);
		table.setWidthPercentage(100);
		float title = (sheet.show().codePointCount(0, sheet.show().length()) > MAX_TITLE) ? LONG_TITLE : TITLE;
		add(table, sheet.show(), title);
		add(table, sheet.date(), TEXT);
		add(table, sheet.time(), TEXT);
		if (sheet.status() != null) {
			add(table, sheet.status(), STATUS);
		}
		if (sheet.note() != null) {
			add(table, sheet.note(), TEXT);
		}
		if (sheet.section() != null) {
			label(table, "Section");
			add(table, sheet.section(), TEXT);
		}
		label(table, "Seat");
		add(table, sheet.seat(), TEXT);
		if (sheet.price() != null) {
			label(table, "Price");
			add(table, "%s (%s)".formatted(sheet.price().amount(), sheet.price().category()), TEXT);
		}
		if (sheet.code() != null) {
			table.addCell(code(sheet.code(), content));
		}
		return table;
	}

	private void add(PdfPTable table, String text, float size) {
		PdfPCell cell = this.font.cell(text, size);
		cell.setPaddingBottom(size / 3);
		table.addCell(cell);
	}

	private void label(PdfPTable table, String text) {
		PdfPCell cell = this.font.cell(text, LABEL);
		cell.setPaddingTop(LABEL);
		table.addCell(cell);
	}

	private static PdfPCell code(CodeImage code, PdfContentByte content) {
		PdfTemplate image = content.createTemplate(code.size(), code.size());
		code.forEachRun((x, y, length) -> image.rectangle(x, code.size() - 1 - y, length, 1));
		image.fill();
		Image scaled = Image.getInstance(image);
		scaled.scaleAbsolute(CODE_WIDTH, CODE_WIDTH);
		PdfPCell cell = new PdfPCell(scaled);
		cell.setBorder(PdfPCell.NO_BORDER);
		cell.setHorizontalAlignment(Element.ALIGN_LEFT);
		return cell;
	}

}
