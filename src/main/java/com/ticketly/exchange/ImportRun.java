package com.ticketly.exchange;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.input.RowInput;
import com.ticketly.input.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An import. Several rows are in progress at the same time, those of one hall one after
 * the other, and are answered in their order. If the client goes away, no further row is
 * begun.
 */
final class ImportRun {

	private final RowInput rows;

	private final FileReader file;

	private final int rowsAtOnce;

	private final Function<ImportRow, RowResult> carryOut;

	private final Map<String, Integer> lines = new HashMap<>();

	private final Map<String, CompletableFuture<RowResult>> lastOfHall = new HashMap<>();

	private final Deque<CompletableFuture<RowResult>> inProgress = new ArrayDeque<>();

	/**
	 * Creates an import.
	 * @param carryOut carries out a row, on a thread of its own
	 */
	ImportRun(RowInput rows, FileReader file, int rowsAtOnce, Function<ImportRow, RowResult> carryOut) {
		this.rows = rows;
		this.file = file;
		this.rowsAtOnce = rowsAtOnce;
		this.carryOut = carryOut;
	}

	/**
	 * Carries out all rows.
	 * @throws IOException if an answer cannot be sent; rows in progress have ended
	 */
	void run(RowWriter answers, ImportSummary summary, Place place) throws IOException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			while (begin(threads)) {
				CompletableFuture<RowResult> first = this.inProgress.removeFirst();
				if (!first.isDone()) {
					answers.flush();
				}
				RowResult result = resultOf(first);
				summary.add(result);
				answers.write(result);
				place.checkTime();
			}
		}
	}

	private static RowResult resultOf(CompletableFuture<RowResult> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The import was interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Begins further rows, and returns whether any is in progress.
	 */
	private boolean begin(ExecutorService threads) {
		while (this.inProgress.size() < this.rowsAtOnce) {
			FileReader.Row row = this.file.next();
			if (row == null) {
				break;
			}
			this.inProgress.add(begin(row, threads));
		}
		return !this.inProgress.isEmpty();
	}

	private CompletableFuture<RowResult> begin(FileReader.Row row, ExecutorService threads) {
		ObjectNode fields = row.fields();
		if (fields == null) {
			return CompletableFuture
				.completedFuture(RowResult.refused(row.line(), null, null, Objects.requireNonNull(row.problem())));
		}
		try {
			String id = externalId(fields);
			Integer before = this.lines.putIfAbsent(id, row.line());
			if (before != null) {
				return CompletableFuture.completedFuture(
						RowResult.refused(row.line(), id, Columns.EXTERNAL_ID, "is that of line " + before));
			}
			return begin(new ImportRow(row.line(), id, fields, this.file.hasTexts()), threads);
		}
		catch (InvalidRequestException ex) {
			return CompletableFuture.completedFuture(RowResult.refused(row.line(), null, ex.errors()));
		}
	}

	/**
	 * Removes the external id from the other fields, and those that are only for readers.
	 */
	private String externalId(ObjectNode fields) {
		ObjectNode id = JsonNodeFactory.instance.objectNode();
		JsonNode value = fields.remove(Columns.EXTERNAL_ID);
		if (value != null) {
			id.set(Columns.EXTERNAL_ID, value);
		}
		fields.remove(Columns.READ_ONLY);
		return Objects.requireNonNull(this.rows.bind(id, this.file.hasTexts(), ExternalIdInput.class).externalId());
	}

	private CompletableFuture<RowResult> begin(ImportRow row, ExecutorService threads) {
		String hall = row.hall();
		CompletableFuture<RowResult> before = hall.isEmpty() ? null : this.lastOfHall.get(hall);
		CompletableFuture<RowResult> result = CompletableFuture.supplyAsync(() -> {
			if (before != null) {
				// Otherwise the rows would conflict, and it would be open which is first.
				before.join();
			}
			return this.carryOut.apply(row);
		}, threads);
		if (!hall.isEmpty()) {
			this.lastOfHall.put(hall, result);
		}
		return result;
	}

	/**
	 * The id of a row in the other system.
	 */
	record ExternalIdInput(@NotNull @Text(max = MAX_ID, message = ID) @Nullable String externalId) {

		static final int MAX_ID = 64;

		private static final String ID = "must have 1 to {max} characters, at least one of them visible, "
				+ "and no line breaks, control characters or invisible characters";

	}

}
