package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a JVM on Linux.
 *
 * @param residentMegabytes the resident memory
 * @param heapMegabytes the used part of the heap, with garbage
 */
record ProcessMemory(long residentMegabytes, long heapMegabytes) {

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final Pattern HEAP = Pattern.compile("heap .*? used (\\d+)K");

	private static final String JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

	static ProcessMemory of(long pid) throws InterruptedException {
		try {
			return new ProcessMemory(
					kilobytes(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) / 1024,
					kilobytes(HEAP, jcmd(pid, "GC.heap_info")) / 1024);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the memory after a garbage collection.
	 */
	static ProcessMemory afterCollection(long pid) throws InterruptedException {
		jcmd(pid, "GC.run");
		return of(pid);
	}

	private static long kilobytes(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new BenchmarkException("There is no " + pattern + " in " + text);
		}
		return Long.parseLong(matcher.group(1));
	}

	private static String jcmd(long pid, String command) throws InterruptedException {
		try {
			Process process = new ProcessBuilder(JCMD, Long.toString(pid), command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new BenchmarkException(output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return "%d MB resident, %d MB of heap".formatted(this.residentMegabytes, this.heapMegabytes);
	}

}
