package com.ticketly.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the script that makes and changes the keys of the codes of tickets.
 */
class ScriptTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	@Test
	void makesAKeyFromNothingAndFromAnEmptySet() throws Exception {
		for (String before : List.of("", "{\"keys\":[],\"unused\":\"x\"}")) {
			JsonNode keys = JSON.readTree(run("add", before)).get("keys");

			assertThat(keys).hasSize(1);
			assertThat(keys.get(0).get("kid").asText()).isEqualTo("1");
			assertThat(keys.get(0).get("crv").asText()).isEqualTo("P-256");
			assertThat(keys.get(0).get("d").asText()).hasSize(43);
		}
	}

	@Test
	void writesOneLine() throws Exception {
		assertThat(run("add", "").strip()).doesNotContain("\n");
	}

	@Test
	void rotatesInThreeSteps() throws Exception {
		String before = run("add", "");
		String added = run("add", before);
		String signing = run("sign", added);
		String retired = run("retire", signing);

		assertThat(keyIds(added)).containsExactly("1", "2");
		assertThat(keyIds(signing)).containsExactly("2", "1");
		assertThat(keyIds(retired)).containsExactly("2");
		assertThat(keyIds(run("add", retired))).containsExactly("2", "3");
		assertThat(JSON.readTree(signing).at("/keys/1")).isEqualTo(JSON.readTree(before).at("/keys/0"));
		assertThat(JSON.readTree(retired).at("/keys/0")).isEqualTo(JSON.readTree(added).at("/keys/1"));
	}

	@Test
	void changesNothingByAnotherCommand() throws Exception {
		assertThat(run("", "")).isEmpty();
	}

	private static Stream<String> keyIds(String set) throws IOException {
		return JSON.readTree(set).get("keys").valueStream().map((key) -> key.get("kid").asText());
	}

	private static String run(String command, String input) throws IOException, InterruptedException {
		Process node = new ProcessBuilder("node", "src/main/scripts/ticket-keys.mjs", command).start();
		node.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		node.getOutputStream().close();
		String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		node.waitFor();
		return output;
	}

}
