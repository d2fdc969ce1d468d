package com.ticketly.document;

import java.nio.charset.StandardCharsets;

import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.ticketly.ticketcode.TicketCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CodeImageTests {

	@ParameterizedTest
	@CsvSource({ "1, 21, H", "180, 53, M", "213, 57, M", "214, 53, L", "231, 57, L", "271, 57, L" })
	void isReadWithTheHighestLevelThatFits(int length, int modules, String level) {
		String text = "aB3-._Z".repeat(40).substring(0, length);

		CodeImage image = CodeImage.of(text);

		Result read = Barcodes.readPng(image.png());
		assertThat(image.size()).isEqualTo(modules + 8);
		assertThat(read.getText()).isEqualTo(text);
		assertThat(read.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, level);
	}

	@Test
	void holdsTheLongestCode() {
		assertThat(CodeImage.of("x".repeat(TicketCodes.MAX_LENGTH)).size()).isEqualTo(57 + 8);
	}

	@Test
	void hasAQuietZone() {
		CodeImage image = CodeImage.of("text");

		for (int i = 0; i < image.size(); i++) {
			for (int edge = 0; edge < 4; edge++) {
				assertThat(image.isDark(i, edge) || image.isDark(edge, i) || image.isDark(i, image.size() - 1 - edge)
						|| image.isDark(image.size() - 1 - edge, i))
					.isFalse();
			}
		}
	}

	@Test
	void drawsTheSameAsAPath() {
		CodeImage image = CodeImage.of("text");
		boolean[][] drawn = new boolean[image.size()][image.size()];

		image.forEachRun((x, y, length) -> {
			for (int i = 0; i < length; i++) {
				drawn[x + i][y] = true;
			}
		});

		for (int x = 0; x < image.size(); x++) {
			for (int y = 0; y < image.size(); y++) {
				assertThat(drawn[x][y]).isEqualTo(image.isDark(x, y));
			}
		}
		assertThat(image.path()).matches("(M\\d+ \\d+h\\d+v1h-\\d+z)+").startsWith("M4 4h7v1h-7z");
		assertThat(new String(new HtmlPages().svg(image), StandardCharsets.UTF_8)).startsWith("<svg xmlns=")
			.contains("viewBox=\"0 0 " + image.size() + " " + image.size() + "\"", image.path());
	}

}
