package com.ticketly.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import io.swagger.v3.oas.annotations.Hidden;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.view.InternalResourceView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The page for the door, and the service worker that keeps its files for times without a
 * network. Files with other digests than this instance has are not kept, so that a device
 * never mixes two versions while instances are replaced.
 */
@Hidden
@Controller
class DoorPage {

	/**
	 * The files of the page that do not run in it.
	 */
	private static final String NOT_KEPT = ".txt";

	private static final String FOLDER = "static/door/";

	private final String worker;

	DoorPage() throws IOException {
		String digests = JsonMapper.shared().writeValueAsString(digests());
		this.worker = "const FILES = " + digests + ";\nconst VERSION = '"
				+ digest(digests.getBytes(StandardCharsets.UTF_8)) + "';\n"
				+ new ClassPathResource("door-worker.js").getContentAsString(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the digest of each file of the page, by its path relative to the worker, in
	 * the form of
	 * <a href="https://www.w3.org/TR/sri-2/#integrity-metadata-description">integrity
	 * metadata</a>.
	 */
	private static Map<String, String> digests() throws IOException {
		Map<String, String> digests = new TreeMap<>();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:/" + FOLDER + "**")) {
			String url = file.getURL().toString();
			String path = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
			if (file.isReadable() && !path.isEmpty() && !path.endsWith("/") && !path.endsWith(NOT_KEPT)) {
				digests.put(path.equals("door.html") ? "door" : "door/" + path, digest(file.getContentAsByteArray()));
			}
		}
		return digests;
	}

	private static String digest(byte[] content) {
		try {
			return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@GetMapping("/door")
	InternalResourceView page() {
		return new InternalResourceView("/door/door.html");
	}

	/**
	 * The links in the page are relative to its path without a slash at the end.
	 */
	@GetMapping("/door/")
	RedirectView withoutSlash() {
		return new RedirectView("/door", true);
	}

	@ResponseBody
	@GetMapping(path = "/door-worker.js", produces = "text/javascript;charset=UTF-8")
	String worker() {
		return this.worker;
	}

}
