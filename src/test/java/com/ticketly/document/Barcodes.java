package com.ticketly.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;

/**
 * Reads QR codes by another library than the one that makes them.
 */
final class Barcodes {

	private Barcodes() {
	}

	/**
	 * Reads the QR code of a PNG file.
	 */
	static Result readPng(byte[] png) {
		try {
			return read(ImageIO.read(new ByteArrayInputStream(png)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the QR code of an image.
	 */
	static Result read(BufferedImage image) {
		try {
			return codes(image)[0];
		}
		catch (NotFoundException ex) {
			throw new AssertionError("The image has no QR code that can be read", ex);
		}
	}

	/**
	 * Returns whether an image contains a QR code.
	 */
	static boolean isIn(BufferedImage image) {
		try {
			return codes(image).length > 0;
		}
		catch (NotFoundException ex) {
			return false;
		}
	}

	/**
	 * Reads with the reader that tries all places that look like a finder pattern. The
	 * reader of a single code takes the best three, which the data of every 60th ticket
	 * contains by chance.
	 */
	private static Result[] codes(BufferedImage image) throws NotFoundException {
		return new QRCodeMultiReader().decodeMultiple(bitmap(image), Map.of(DecodeHintType.TRY_HARDER, true));
	}

	private static BinaryBitmap bitmap(BufferedImage image) {
		return new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
	}

}
