package com.ticketly.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, which logs to a file and ends with this one.
 */
final class JavaProcess implements AutoCloseable {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	private static final String END = "";

	private final Process process;

	private final Path log;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Thread reader;

	/**
	 * Starts a JVM.
	 * @param log where its output goes
	 * @param marks what lines begin with that somebody waits for
	 * @param environment variables beside this process's
	 * @param arguments of {@code java}
	 */
	JavaProcess(Path log, List<String> marks, Map<String, String> environment, List<String> arguments) {
		this.log = log;
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			if (marks.isEmpty()) {
				// Nobody in between, who would cost processor time.
				builder.redirectOutput(log.toFile());
			}
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		this.reader = Thread.ofVirtual().start(() -> read(marks));
	}

	/**
	 * Starts a main class of the benchmark.
	 * @param options of the JVM
	 */
	static JavaProcess ofMain(Path log, List<String> marks, List<String> options, String mainClass,
			String... arguments) {
		List<String> all = new ArrayList<>(options);
		all.addAll(List.of("-classpath", System.getProperty("java.class.path"), mainClass));
		all.addAll(List.of(arguments));
		return new JavaProcess(log, marks, Map.of(), all);
	}

	private void read(List<String> marks) {
		if (!marks.isEmpty()) {
			try (BufferedReader output = this.process.inputReader();
					BufferedWriter log = Files.newBufferedWriter(this.log)) {
				for (String line = output.readLine(); line != null; line = output.readLine()) {
					log.write(line);
					log.newLine();
					log.flush();
					if (marks.stream().anyMatch(line::startsWith)) {
						this.lines.add(line);
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		this.lines.add(END);
	}

	/**
	 * Waits for a line.
	 * @param mark what it begins with
	 * @return what it goes on with
	 */
	String await(String mark, Duration patience) throws InterruptedException {
		String line = this.lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
		if (line == null || !line.startsWith(mark)) {
			throw new BenchmarkException("Did not say «" + mark + "», see " + this.log);
		}
		return line.substring(mark.length());
	}

	/**
	 * Waits until it ends well.
	 */
	void awaitEnd(Duration patience) throws InterruptedException {
		if (!this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new BenchmarkException("Does not end, see " + this.log);
		}
		this.reader.join();
		if (this.process.exitValue() != 0) {
			throw new BenchmarkException("Ended with " + this.process.exitValue() + ", see " + this.log);
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns the processor time that it has used.
	 */
	Duration processorTime() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
