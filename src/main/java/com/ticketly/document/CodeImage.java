package com.ticketly.document;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrCode.Ecc;
import io.nayuki.qrcodegen.QrSegment;

/**
 * The QR code of a text, with the quiet zone that scanners need. Positions are in
 * modules.
 */
final class CodeImage {

	/**
	 * The highest version, which is 57 modules wide. It is read from the screen of a
	 * phone.
	 */
	static final int MAX_VERSION = 10;

	private static final int QUIET_ZONE = 4;

	private static final int PIXELS_PER_MODULE = Byte.SIZE;

	private static final byte WHITE = (byte) 0xff;

	private static final int AUTOMATIC_MASK = -1;

	private final QrCode code;

	private CodeImage(QrCode code) {
		this.code = code;
	}

	/**
	 * Returns the QR code of a text, with the error correction level M at least if that
	 * fits the highest version, and L otherwise.
	 */
	static CodeImage of(String text) {
		List<QrSegment> segments = QrSegment.makeSegments(text);
		try {
			return of(segments, Ecc.MEDIUM);
		}
		catch (DataTooLongException ex) {
			return of(segments, Ecc.LOW);
		}
	}

	private static CodeImage of(List<QrSegment> segments, Ecc level) {
		return new CodeImage(
				QrCode.encodeSegments(segments, level, QrCode.MIN_VERSION, MAX_VERSION, AUTOMATIC_MASK, true));
	}

	/**
	 * Returns the width and height, with the quiet zone.
	 */
	int size() {
		return this.code.size + 2 * QUIET_ZONE;
	}

	boolean isDark(int x, int y) {
		return this.code.getModule(x - QUIET_ZONE, y - QUIET_ZONE);
	}

	/**
	 * Returns the dark modules as the data of an SVG path.
	 */
	String path() {
		StringBuilder path = new StringBuilder();
		forEachRun((x, y, length) -> path.append('M')
			.append(x)
			.append(' ')
			.append(y)
			.append('h')
			.append(length)
			.append("v1h-")
			.append(length)
			.append('z'));
		return path.toString();
	}

	/**
	 * Passes on the dark modules, those side by side together.
	 */
	void forEachRun(Run run) {
		for (int y = 0; y < size(); y++) {
			int start = 0;
			for (int x = 0; x < size(); x++) {
				if (!isDark(x, y)) {
					start = x + 1;
				}
				else if (!isDark(x + 1, y)) {
					run.accept(start, y, x + 1 - start);
				}
			}
		}
	}

	byte[] png() {
		int width = size() * PIXELS_PER_MODULE;
		BufferedImage image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_BINARY);
		// A byte has the pixels of one module in one line, a bit each.
		byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = isDark(i % size(), i / size() / PIXELS_PER_MODULE) ? 0 : WHITE;
		}
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		// Without a stream of its own, ImageIO would write to a temporary file first.
		try (ImageOutputStream stream = new MemoryCacheImageOutputStream(png)) {
			ImageIO.write(image, "png", stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return png.toByteArray();
	}

	/**
	 * Takes dark modules that are side by side.
	 */
	@FunctionalInterface
	interface Run {

		void accept(int x, int y, int length);

	}

}
