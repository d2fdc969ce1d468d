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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

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
 * An import. Several rows are in progress at the same time, and are answered in their
 * order. Rows of one hall are carried out one after the other, or together. If the client
 * goes away, no further row is begun.
 */
final class ImportRun {

	/**
	 * So many rows that some new ones are looked up while others are written.
	 */
	private static final int MAX_IN_PROGRESS = 3 * Slots.MAX_READ;

	private final RowInput rows;

	private final FileReader file;

	private final int rowsAtOnce;

	private final Function<Collection<String>, Map<String, Found>> findAll;

	private final Predicate<ImportRow> together;

	private final Function<List<ImportRow>, List<RowResult>> carryOut;

	private final List<Begun> group = new ArrayList<>();

	private final Map<String, Integer> lines = new HashMap<>();

	private final Map<String, CompletableFuture<RowResult>> lastOfHall = new HashMap<>();

	private final Deque<CompletableFuture<RowResult>> inProgress = new ArrayDeque<>();

	private volatile boolean ended;

	/**
	 * Creates an import.
	 * @param findAll returns what is stored of rows by their external ids, as far as it
	 * is known
	 * @param together tests whether a row can be carried out together with others
	 * @param carryOut carries out rows in their order, on any thread
	 */
	ImportRun(RowInput rows, FileReader file, int rowsAtOnce, Function<Collection<String>, Map<String, Found>> findAll,
			Predicate<ImportRow> together, Function<List<ImportRow>, List<RowResult>> carryOut) {
		this.rows = rows;
		this.file = file;
		this.rowsAtOnce = rowsAtOnce;
		this.findAll = findAll;
		this.together = together;
		this.carryOut = carryOut;
	}

	/**
	 * Carries out all rows.
	 * @throws IOException if an answer cannot be sent; rows in progress have ended
	 */
	void run(RowWriter answers, ImportSummary summary, Place place) throws IOException {
		// Work waits only for work that was submitted before it.
		try (ExecutorService threads = Executors.newFixedThreadPool(this.rowsAtOnce, Thread.ofVirtual().factory())) {
			try {
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
			finally {
				this.ended = true;
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
		while (this.inProgress.size() < MAX_IN_PROGRESS) {
			List<Next> rows = readAhead();
			if (rows.isEmpty()) {
				break;
			}
			Map<String, Found> found = this.findAll
				.apply(rows.stream().map(Next::row).filter(Objects::nonNull).map(ImportRow::externalId).toList());
			for (Next row : rows) {
				this.inProgress
					.add((row.row() != null) ? begin(row.row().with(found.get(row.row().externalId())), threads)
							: CompletableFuture.completedFuture(Objects.requireNonNull(row.refused())));
			}
			beginGroup(threads);
		}
		return !this.inProgress.isEmpty();
	}

	/**
	 * Reads further rows of the file.
	 */
	private List<Next> readAhead() {
		List<Next> rows = new ArrayList<>();
		while (rows.size() < Slots.MAX_READ) {
			FileReader.Row row = this.file.next();
			if (row == null) {
				break;
			}
			rows.add(read(row));
		}
		return rows;
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
		Begun begun = new Begun(row, new CompletableFuture<>());
		if (this.together.test(row)) {
			this.group.add(begun);
		}
		else {
			if (this.group.stream().anyMatch((other) -> other.isInHallOf(row))) {
				beginGroup(threads);
			}
			begin(List.of(begun), threads);
		}
		return begun.result();
	}

	private void beginGroup(ExecutorService threads) {
		if (!this.group.isEmpty()) {
			begin(List.copyOf(this.group), threads);
			this.group.clear();
		}
	}

	private void begin(List<Begun> rows, ExecutorService threads) {
		// Otherwise rows of one hall would conflict, and it would be open which is first.
		List<CompletableFuture<RowResult>> before = rows.stream()
			.map((row) -> this.lastOfHall.get(row.row().hall()))
			.filter(Objects::nonNull)
			.distinct()
			.toList();
		rows.stream()
			.filter((row) -> !row.row().hall().isEmpty())
			.forEach((row) -> this.lastOfHall.put(row.row().hall(), row.result()));
		threads.execute(() -> carryOut(rows, before));
	}

	private void carryOut(List<Begun> rows, List<CompletableFuture<RowResult>> before) {
		try {
			before.forEach(CompletableFuture::join);
			if (this.ended) {
				throw new CancellationException("The import has ended");
			}
			List<RowResult> results = this.carryOut.apply(rows.stream().map(Begun::row).toList());
			for (int i = 0; i < rows.size(); i++) {
				rows.get(i).result().complete(results.get(i));
			}
		}
		catch (RuntimeException ex) {
			rows.forEach((row) -> row.result().completeExceptionally(ex));
		}
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

	/**
	 * A row that is carried out.
	 *
	 * @param result its result in the future
	 */
	private record Begun(ImportRow row, CompletableFuture<RowResult> result) {

		boolean isInHallOf(ImportRow other) {
			return !other.hall().isEmpty() && other.hall().equals(this.row.hall());
		}

	}

}
