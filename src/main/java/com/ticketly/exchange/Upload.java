package com.ticketly.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

import com.ticketly.dynamodb.Deadline;
import com.ticketly.http.Problems;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.FastByteArrayOutputStream;

/**
 * A file that was sent. It is read to its end before anything is answered, because many
 * clients do not read an answer before they have sent everything.
 */
final class Upload {

	private final FastByteArrayOutputStream bytes;

	private Upload(FastByteArrayOutputStream bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads the body of a request.
	 * @throws SocketTimeoutException if it does not arrive in time
	 */
	static Upload of(HttpServletRequest request, ExchangeProperties properties) throws IOException {
		long maxSize = properties.maxSize().toBytes();
		checkSize(request.getContentLengthLong(), maxSize);
		Deadline end = Deadline.in(properties.uploadTime());
		FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(8192);
		InputStream input = request.getInputStream();
		byte[] buffer = new byte[8192];
		long size = 0;
		for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
			bytes.write(buffer, 0, length);
			size += length;
			checkSize(size, maxSize);
			if (end.remainingNanos() == 0) {
				throw new SocketTimeoutException("The file did not arrive in time");
			}
		}
		return new Upload(bytes);
	}

	private static void checkSize(long size, long maxSize) {
		if (size > maxSize) {
			throw Problems.exception(Problems.Type.CONTENT_TOO_LARGE,
					"The body must not exceed %,d bytes.".formatted(maxSize));
		}
	}

	/**
	 * Returns the bytes from the beginning.
	 */
	InputStream open() {
		return this.bytes.getInputStream();
	}

}
