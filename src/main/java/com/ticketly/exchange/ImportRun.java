package com.ticketly.exchange;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.ticketly.exchange.ExchangePlaces.Place;
import com.ticketly.exchange.SlotLookup.Found;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.input.RowInput;
import com.ticketly.input.Text;
import com.ticketly.slot.Slots;
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

	private final Function<Collection<String>, Map<String, Found>> findAll;

	private final Function<ImportRow, RowResult> carryOut;

	private final Queue<Next> next = new ArrayDeque<>();

	private final Map<String, Integer> lines = new HashMap<>();

	private final Map<String, CompletableFuture<RowResult>> lastOfHall = new HashMap<>();

	private final Deque<CompletableFuture<RowResult>> inProgress = new ArrayDeque<>();

	/**
	 * Creates an import.
	 * @param findAll returns what is stored of rows by their external ids, as far as it
	 * is known
	 * @param carryOut carries out a row, on a thread of its own
	 */
	ImportRun(RowInput rows, FileReader file, int rowsAtOnce, Function<Collection<String>, Map<String, Found>> findAll,
			Function<ImportRow, RowResult> carryOut) {
		this.rows = rows;
		this.file = file;
		this.rowsAtOnce = rowsAtOnce;
		this.findAll = findAll;
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
			if (this.next.isEmpty()) {
				readAhead();
			}
			Next row = this.next.poll();
			if (row == null) {
				break;
			}
			this.inProgress.add((row.row() != null) ? begin(row.row(), threads)
					: CompletableFuture.completedFuture(Objects.requireNonNull(row.refused())));
		}
		return !this.inProgress.isEmpty();
	}

	/**
	 * Reads further rows of the file, and what is stored of them.
	 */
	private void readAhead() {
		List<Next> rows = new ArrayList<>();
		for (FileReader.Row row = this.file.next(); row != null; row = this.file.next()) {
			rows.add(read(row));
			if (rows.size() == Slots.MAX_READ) {
				break;
			}
		}
		Map<String, Found> found = this.findAll
			.apply(rows.stream().map(Next::row).filter(Objects::nonNull).map(ImportRow::externalId).toList());
		rows.forEach((row) -> this.next
			.add((row.row() != null) ? new Next(row.row().with(found.get(row.row().externalId())), null) : row));
	}

	private Next read(FileReader.Row row) {
		ObjectNode fields = row.fields();
		if (fields == null) {
			return new Next(null, RowResult.refused(row.line(), null, null, Objects.requireNonNull(row.problem())));
		}
		try {
			String id = externalId(fields);
			Integer before = this.lines.putIfAbsent(id, row.line());
			return (before == null) ? new Next(new ImportRow(row.line(), id, fields, this.file.hasTexts()), null)
					: new Next(null,
							RowResult.refused(row.line(), id, Columns.EXTERNAL_ID, "is that of line " + before));
		}
		catch (InvalidRequestException ex) {
			return new Next(null, RowResult.refused(row.line(), null, ex.errors()));
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

	/**
	 * A row that was read: one to carry out, or the answer to one that is refused.
	 */
	private record Next(@Nullable ImportRow row, @Nullable RowResult refused) {
	}

}
