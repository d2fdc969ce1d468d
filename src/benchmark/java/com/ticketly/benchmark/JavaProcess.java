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
 * A separate JVM, which logs to a file and is stopped with this one.
 */
final class JavaProcess implements AutoCloseable {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	/**
	 * Added to the lines when the output ends.
	 */
	private static final String END = "";

	private final Process process;

	private final Path log;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Thread reader;

	/**
	 * Starts a JVM.
	 * @param log the file for its output
	 * @param prefixes the prefixes of lines that {@link #awaitLine} waits for
	 * @param environment additional environment variables
	 * @param arguments the arguments of {@code java}
	 */
	JavaProcess(Path log, List<String> prefixes, Map<String, String> environment, List<String> arguments) {
		this.log = log;
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			if (prefixes.isEmpty()) {
				// Copying the output in this process would cost processor time.
				builder.redirectOutput(log.toFile());
			}
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		this.reader = Thread.ofVirtual().start(() -> read(prefixes));
	}

	/**
	 * Starts a main class of the benchmark.
	 * @param log the file for its output
	 * @param prefixes the prefixes of lines that {@link #awaitLine} waits for
	 * @param options the options of the JVM
	 */
	static JavaProcess ofMain(Path log, List<String> prefixes, List<String> options, String mainClass,
			String... arguments) {
		List<String> all = new ArrayList<>(options);
		all.addAll(List.of("-classpath", System.getProperty("java.class.path"), mainClass));
		all.addAll(List.of(arguments));
		return new JavaProcess(log, prefixes, Map.of(), all);
	}

	private void read(List<String> prefixes) {
		if (!prefixes.isEmpty()) {
			try (BufferedReader output = this.process.inputReader();
					BufferedWriter log = Files.newBufferedWriter(this.log)) {
				for (String line = output.readLine(); line != null; line = output.readLine()) {
					log.write(line);
					log.newLine();
					log.flush();
					if (prefixes.stream().anyMatch(line::startsWith)) {
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
	 * Waits for the next line that begins with one of the prefixes.
	 * @param prefix the expected prefix
	 * @return the rest of the line
	 * @throws BenchmarkException if there is no line within the timeout, or it has
	 * another prefix
	 */
	String awaitLine(String prefix, Duration timeout) throws InterruptedException {
		String line = this.lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		if (line == null || !line.startsWith(prefix)) {
			throw new BenchmarkException("Expected a line that begins with \"" + prefix + "\", see " + this.log);
		}
		return line.substring(prefix.length());
	}

	/**
	 * Writes a line to the standard input of the process.
	 */
	void writeLine(String line) {
		try {
			BufferedWriter input = this.process.outputWriter();
			input.write(line);
			input.newLine();
			input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the process exits.
	 * @throws BenchmarkException if it does not exit within the timeout, or not with exit
	 * code 0
	 */
	void awaitExit(Duration timeout) throws InterruptedException {
		if (!this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new BenchmarkException("The process did not exit within " + timeout + ", see " + this.log);
		}
		this.reader.join();
		if (this.process.exitValue() != 0) {
			throw new BenchmarkException(
					"The process exited with code " + this.process.exitValue() + ", see " + this.log);
		}
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns the processor time that the process has used.
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
