package com.ticketly.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * What another library than the one that makes it reads in a PDF file.
 *
 * @param text the text of all pages, with a space for each line break
 * @param pages the pages as images
 */
record PdfText(String text, List<BufferedImage> pages) {

	private static final int DOTS_PER_INCH = 150;

	static PdfText of(byte[] file) {
		try (PDDocument document = Loader.loadPDF(file)) {
			List<BufferedImage> pages = new ArrayList<>();
			for (int i = 0; i < document.getNumberOfPages(); i++) {
				pages.add(new PDFRenderer(document).renderImageWithDPI(i, DOTS_PER_INCH));
			}
			return new PdfText(new PDFTextStripper().getText(document).replaceAll("\\s+", " "), pages);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
