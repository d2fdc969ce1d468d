package com.ticketly.door;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/**
 * Writes what a camera sees as a video that Chromium plays in place of a camera: tickets
 * in front of it, one after the other, and nothing in between.
 */
final class CameraVideo {

	private static final int WIDTH = 640;

	private static final int HEIGHT = 480;

	private static final int FRAMES_PER_SECOND = 5;

	private static final int CODE = 400;

	private static final byte WHITE = (byte) 235;

	private static final byte BLACK = 16;

	private static final byte NO_COLOR = (byte) 128;

	private final OutputStream frames;

	private CameraVideo(OutputStream frames) {
		this.frames = frames;
	}

	/**
	 * Writes a video in the format
	 * <a href="https://wiki.multimedia.cx/index.php/YUV4MPEG2">YUV4MPEG2</a>. Each code
	 * is seen for a second, and nothing for four seconds after it.
	 */
	static Path write(Path file, String... codes) throws IOException, WriterException {
		try (OutputStream frames = Files.newOutputStream(file)) {
			frames.write("YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n".formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)
				.getBytes(StandardCharsets.US_ASCII));
			CameraVideo video = new CameraVideo(frames);
			byte[] nothing = gray();
			video.show(nothing, 1);
			for (String code : codes) {
				video.show(ticket(code), 1);
				video.show(nothing, 4);
			}
		}
		return file;
	}

	private static byte[] gray() {
		byte[] picture = new byte[WIDTH * HEIGHT];
		Arrays.fill(picture, NO_COLOR);
		return picture;
	}

	private static byte[] ticket(String code) throws WriterException {
		BitMatrix modules = new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, CODE, CODE,
				Map.of(EncodeHintType.MARGIN, 4));
		byte[] picture = gray();
		for (int y = 0; y < CODE; y++) {
			for (int x = 0; x < CODE; x++) {
				picture[((HEIGHT - CODE) / 2 + y) * WIDTH + (WIDTH - CODE) / 2 + x] = modules.get(x, y) ? BLACK : WHITE;
			}
		}
		return picture;
	}

	private void show(byte[] picture, int seconds) throws IOException {
		byte[] colors = new byte[WIDTH * HEIGHT / 2];
		Arrays.fill(colors, NO_COLOR);
		for (int frame = 0; frame < seconds * FRAMES_PER_SECOND; frame++) {
			this.frames.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
			this.frames.write(picture);
			this.frames.write(colors);
		}
	}

}
