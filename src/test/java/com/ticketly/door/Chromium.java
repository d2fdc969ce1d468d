package com.ticketly.door;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;

/**
 * The Chromium that is installed on this machine. None is downloaded.
 */
public final class Chromium {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

	private Chromium() {
	}

	/**
	 * Returns the executable, which is on the path, empty if there is none.
	 */
	public static Optional<Path> executable() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> NAMES.stream().map((name) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Creates a Playwright that downloads no browser.
	 */
	public static Playwright playwright() {
		return Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
	}

	/**
	 * Starts a browser whose camera shows a video.
	 */
	static Browser start(Playwright playwright, Path video) {
		return start(playwright, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
				"--use-file-for-fake-video-capture=" + video);
	}

	/**
	 * Starts a browser with additional arguments.
	 */
	public static Browser start(Playwright playwright, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--disable-quic", "--disable-background-networking",
				"--disable-component-update", "--disable-sync"));
		all.addAll(List.of(arguments));
		return playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(executable().orElseThrow())
				.setChromiumSandbox(false)
				.setArgs(all));
	}

}
