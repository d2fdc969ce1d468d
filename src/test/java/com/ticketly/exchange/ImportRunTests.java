package com.ticketly.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.commit.BusyException;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.exchange.RowResult.Kind;
import com.ticketly.input.RowInput;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests imports and exports that end early.
 */
class ImportRunTests {

	private static final String HEADER = "externalId,slotName,slotDescription,startTime,endTime,slotType,genre\n";

	private static String rows(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "r-%d,Skyfall,,2030-11-01 20:00,2030-11-01 22:00,Movie,Action\n".formatted(i))
			.collect(Collectors.joining());
	}

	@Test
	void beginsNoRowOnceTheClientIsGone() {
		try (TicketlyInstance ticketly = TicketlyInstance.start()) {
			AtomicInteger carriedOut = new AtomicInteger();
			FileReader file = new CsvFileReader(
					new ByteArrayInputStream((HEADER + rows(2000)).getBytes(StandardCharsets.UTF_8)), Columns.SLOT,
					Columns.REQUIRED);
			ImportRun run = new ImportRun(ticketly.bean(RowInput.class), file, 4, (_) -> Map.of(), (_) -> false,
					(rows) -> {
						carriedOut.incrementAndGet();
						return rows.stream().map((row) -> RowResult.of(row, Kind.UNCHANGED, null)).toList();
					});
			Place place = ticketly.bean(ExchangePlaces.class).enterImport();

			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				RowWriter answers = new RowWriter(JsonMapper.shared(), FileFormat.CSV, RowResult.COLUMNS,
						new ClosedConnection());
				run.run(answers, new ImportSummary(false), place);
			});
			// The writer sends its buffers of 8192 characters when they are full.
			assertThat(carriedOut).hasValueLessThan(2000);
		}
	}

	@Test
	void closesTheConnectionOfAnAnswerThatIsNotComplete() throws IOException {
		try (TicketlyInstance ticketly = TicketlyInstance.builder().with("--ticketly.exchange.max-time=0s").start()) {
			ticketly.schedule("Skyfall", 10);

			assertThat(raw(ticketly, "GET /v1/slots/export", "")).contains("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
			assertThat(raw(ticketly, "POST /v1/slots/import", HEADER + rows(3))).contains("HTTP/1.1 200")
				.doesNotEndWith("0\r\n\r\n");
		}
	}

	private static String raw(TicketlyInstance ticketly, String operation, String body) throws IOException {
		try (Socket socket = new Socket("localhost", ticketly.uri("/").getPort())) {
			String headers = body.isEmpty() ? ""
					: "Content-Type: text/csv\r\nContent-Length: %d\r\n".formatted(body.length());
			socket.getOutputStream()
				.write((operation + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
						+ TicketlyInstance.OPERATOR_AUTHORIZATION + "\r\n" + headers + "\r\n" + body)
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void saysWhichRowsHaveNoResultInAnOutage() {
		try (TicketlyInstance ticketly = TicketlyInstance.builder()
			.with("--ticketly.sales.deadline=1s", "--logging.threshold.console=off")
			.start()) {
			FaultyHttpClient connection = ticketly.bean(FaultyHttpClient.class);
			connection.silence(true);
			ApiResponse export = ticketly.getAsOperator("/v1/slots/export");
			ApiResponse imported = ticketly.send(ticketly.requestAsOperator("/v1/slots/import")
				.header("Content-Type", "text/csv")
				.POST(BodyPublishers.ofString(HEADER + rows(2))));
			connection.silence(false);

			assertThat(export.status()).isEqualTo(503);
			assertThat(export.header("Content-Disposition")).isEmpty();
			assertThat(imported.response().body().lines()).hasSize(3)
				.first()
				.asString()
				.contains("\"line\":2", "\"result\":\"failed\"");
		}
	}

	@Test
	void refusesImportsAndExportsWithoutAPlace() {
		try (TicketlyInstance ticketly = TicketlyInstance.builder()
			.with("--ticketly.exchange.max-imports=1", "--ticketly.exchange.max-exports=1")
			.start()) {
			ExchangePlaces places = ticketly.bean(ExchangePlaces.class);
			try (Place _ = places.enterImport(); Place _ = places.enterExport()) {
				assertThatExceptionOfType(BusyException.class).isThrownBy(places::enterImport);
				assertThat(ticketly.getAsOperator("/v1/slots/export").problem()).isEqualTo("busy");
				assertThat(ticketly.getAsOperator("/v1/slots/export").header("Retry-After")).isEqualTo("10");
			}
			assertThat(ticketly
				.send(ticketly.requestAsOperator("/v1/slots/import")
					.header("Content-Type", "text/csv")
					.POST(BodyPublishers.ofString(HEADER)))
				.status()).isEqualTo(200);
			assertThat(ticketly.getAsOperator("/v1/slots/export").status()).isEqualTo(200);
		}
	}

	/**
	 * The output to a client that has closed its connection.
	 */
	private static final class ClosedConnection extends OutputStream {

		@Override
		public void write(int octet) throws IOException {
			throw new IOException("Broken pipe");
		}

	}

}
