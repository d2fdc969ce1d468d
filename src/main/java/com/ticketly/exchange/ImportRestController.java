package com.ticketly.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.ticketly.api.Responses;
import com.ticketly.api.ScheduleInput;
import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.Rejection;
import com.ticketly.commit.BusyException;
import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.exchange.RowResult.Kind;
import com.ticketly.exchange.SlotImport.Bound;
import com.ticketly.exchange.SlotLookup.Found;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.Problems;
import com.ticketly.http.Streamed;
import com.ticketly.input.Input;
import com.ticketly.input.RowInput;
import com.ticketly.slot.SlotId;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Imports of slots.
 */
@RestController
@Tag(name = "Slots")
record ImportRestController(ExchangeProperties properties, SalesProperties sales, ExchangePlaces places,
		SlotLookup lookup, SlotImport slots, RowInput rows, JsonMapper mapper) {

	private static final Logger logger = LoggerFactory.getLogger(ImportRestController.class);

	@Streamed
	@SecurityRequirement(name = "operator")
	@PostMapping(path = "/v1/slots/import", consumes = { FileFormat.NDJSON_VALUE, FileFormat.CSV_VALUE },
			produces = { FileFormat.NDJSON_VALUE, FileFormat.CSV_VALUE })
	void importSlots(@Input ImportInput input, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		FileFormat format = FileFormat.ofBody(request);
		DryRun dryRun = Boolean.TRUE.equals(input.dryRun()) ? new DryRun() : null;
		try (Place place = this.places.enterImport()) {
			Upload upload = Upload.of(request, this.properties);
			checkRows(open(upload, format));
			FileAnswer answer = new FileAnswer(request, response, FileFormat.accepted(request));
			answer.write("import", (output) -> {
				RowWriter answers = new RowWriter(this.mapper, answer.format(), RowResult.COLUMNS, output);
				ImportSummary summary = new ImportSummary(dryRun != null);
				new ImportRun(this.rows, open(upload, format), this.properties.rowsAtOnce(), this::findAll,
						(row) -> dryRun == null && row.isNew(), (rows) -> carryOut(rows, dryRun))
					.run(answers, summary, place);
				answers.write(summary.line(answer.format()));
				answers.flush();
			});
		}
	}

	private static FileReader open(Upload upload, FileFormat format) {
		return (format == FileFormat.CSV) ? new CsvFileReader(upload.open(), Columns.SLOT, Columns.REQUIRED)
				: new JsonFileReader(upload.open());
	}

	private void checkRows(FileReader file) {
		int rows = 0;
		while (file.next() != null) {
			if (++rows > this.properties.maxRows()) {
				throw Problems.exception(Problems.Type.CONTENT_TOO_LARGE,
						"The file must not have more than %,d rows.".formatted(this.properties.maxRows()));
			}
		}
	}

	private Map<String, Found> findAll(Collection<String> externalIds) {
		try {
			return Deadline.in(this.sales.deadline()).call(() -> this.lookup.findAll(externalIds));
		}
		catch (SdkException ex) {
			logger.warn("Rows of an import are looked up one by one: {}", ex.toString());
			return Map.of();
		}
	}

	/**
	 * Carries out rows, many new ones in one transaction. One that is not written so is
	 * carried out by itself, so that it does not spoil the others.
	 */
	private List<RowResult> carryOut(List<ImportRow> rows, @Nullable DryRun dryRun) {
		Map<Integer, RowResult> results = new HashMap<>();
		List<Bound> bound = new ArrayList<>();
		for (ImportRow row : rows) {
			try {
				bound.add(new Bound(row, this.rows.bind(row.fields(), row.texts(), ScheduleInput.class)));
			}
			catch (RuntimeException ex) {
				results.put(row.line(), failure(row, ex));
			}
		}
		if (bound.size() > 1) {
			addTogether(bound).forEach((row, slot) -> results.put(row.line(), RowResult.of(row, Kind.CREATED, slot)));
		}
		bound.forEach((row) -> results.computeIfAbsent(row.row().line(), (_) -> carryOut(row, dryRun)));
		return rows.stream().map((row) -> Objects.requireNonNull(results.get(row.line()))).toList();
	}

	private Map<ImportRow, SlotId> addTogether(List<Bound> rows) {
		try {
			return Deadline.in(this.sales.deadline()).call(() -> this.slots.addTogether(rows));
		}
		catch (RuntimeException ex) {
			logger.warn("Rows of an import are carried out one by one: {}", ex.toString());
			return Map.of();
		}
	}

	/**
	 * Carries out a row within a deadline of its own.
	 */
	private RowResult carryOut(Bound row, @Nullable DryRun dryRun) {
		try {
			return Deadline.in(this.sales.deadline()).call(() -> this.slots.carryOut(row.row(), row.input(), dryRun));
		}
		catch (RuntimeException ex) {
			return failure(row.row(), ex);
		}
	}

	private static RowResult failure(ImportRow row, RuntimeException failure) {
		return switch (failure) {
			case InvalidRequestException ex -> RowResult.refused(row.line(), row.externalId(), ex.errors());
			case RejectedException ex -> refused(row, ex.rejection());
			case SdkException _, BusyException _ -> {
				logger.warn("Line {} of an import has no result: {}", row.line(), failure.toString());
				yield failed(row, "There was no result in time. Import the row again.");
			}
			default -> {
				logger.error("Line {} of an import failed unexpectedly", row.line(), failure);
				yield failed(row, "The row failed unexpectedly.");
			}
		};
	}

	private static RowResult refused(ImportRow row, Rejection rejection) {
		ProblemDetail problem = Responses.answer(rejection).getBody();
		String field = (rejection == Rejection.NotFound.HALL) ? Columns.HALL : null;
		return RowResult.refused(row.line(), row.externalId(), field,
				(problem != null && problem.getDetail() != null) ? problem.getDetail() : rejection.code());
	}

	private static RowResult failed(ImportRow row, String problem) {
		return new RowResult(row.line(), row.externalId(), Kind.FAILED, null, null, problem);
	}

	/**
	 * Input for importing slots.
	 *
	 * @param dryRun whether nothing is written
	 */
	record ImportInput(@Nullable Boolean dryRun) {
	}

}
