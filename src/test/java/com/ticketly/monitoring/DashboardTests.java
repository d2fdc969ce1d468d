package com.ticketly.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the queries of the Grafana dashboard with the metrics of the service.
 */
class DashboardTests {

	private static final Pattern TIME_SERIES = Pattern.compile("^(\\w+)(.*)", Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

	private static final Pattern METRIC = Pattern.compile("\\w+(?=\\{)");

	private static final Pattern MATCHED_LABEL = Pattern.compile("(\\w+)(?:=|!=|=~|!~)\"");

	private static final Pattern GROUPED_LABELS = Pattern.compile("by \\(([^)]*)\\)");

	/**
	 * A metric that Prometheus itself adds.
	 */
	private static final String UP = "up";

	/**
	 * A label that Prometheus itself adds.
	 */
	private static final String INSTANCE = "instance";

	private final JsonNode dashboard = JsonMapper.shared().readTree(Path.of("docs/grafana/ticketly.json").toFile());

	@Test
	void queriesOnlyExistingMetricsAndTags() {
		Map<String, Set<String>> metrics = metricsAfterTypicalRequests();
		metrics.put(UP, Set.of());

		List<String> expressions = this.dashboard.findValuesAsString("expr");

		assertThat(expressions).hasSizeGreaterThan(30).allSatisfy((expression) -> {
			Set<String> names = find(METRIC, expression).map(MatchResult::group).collect(Collectors.toSet());
			assertThat(names).isNotEmpty().isSubsetOf(metrics.keySet());
			assertThat(labels(expression)).isSubsetOf(names.stream()
				.flatMap((name) -> Stream.concat(metrics.getOrDefault(name, Set.of()).stream(), Stream.of(INSTANCE)))
				.toList());
		});
	}

	@Test
	void filtersByTheSelectedDataSourceAndInstances() {
		assertThat(this.dashboard.findValuesAsString("expr"))
			.allSatisfy((expression) -> assertThat(expression).doesNotContainPattern("\\{(?!instance=~\"\\$instance\")")
				.doesNotContainPattern("(_seconds|_total|_count|_sum|_max|_bucket)(?![\\w{])"));
		assertThat(this.dashboard.findValues("datasource")).isNotEmpty()
			.allSatisfy((source) -> assertThat(source.path("uid").asString()).isEqualTo("${datasource}"));
		assertThat(this.dashboard.at("/templating/list").findValuesAsString("name")).containsExactly("datasource",
				INSTANCE);
	}

	@Test
	void describesEveryPanel() {
		assertThat(this.dashboard.get("panels")).filteredOn((panel) -> !"row".equals(panel.get("type").asString()))
			.isNotEmpty()
			.allSatisfy((panel) -> assertThat(panel.path("description").asString()).endsWith("."));
	}

	private static Map<String, Set<String>> metricsAfterTypicalRequests() {
		TicketlyInstance.Builder builder = TicketlyInstance.builder().with("--ticketly.fleet.secret=only for tests");
		try (TicketlyInstance ticketly = builder.start(); TicketlyInstance other = builder.start()) {
			String slot = ticketly.schedule("Skyfall", 2);
			String ticket = ticketly.bookOne(slot, "Ann");
			ticketly.get("/v1/tickets/" + ticket);
			assertThat(ticketly.book(slot, "Ben", 2).problem()).isEqualTo("sold-out");
			ticketly.delete("/v1/tickets/" + ticket);
			ticketly.postAsOperator("/expireTickets", "{}");

			sellTogether(ticketly, other);

			Map<String, Set<String>> metrics = new TreeMap<>();
			Stream.of(ticketly, other)
				.map((instance) -> instance.getAsOperator("/actuator/prometheus").response().body())
				.flatMap((response) -> find(TIME_SERIES, response))
				.forEach((series) -> metrics.computeIfAbsent(series.group(1), (name) -> new TreeSet<>())
					.addAll(find(LABEL, series.group(2)).map((label) -> label.group(1)).toList()));
			return metrics;
		}
	}

	/**
	 * Lets two instances write the same section, until one hands a command over.
	 */
	private static void sellTogether(TicketlyInstance one, TicketlyInstance other) {
		String slot = one.schedule("Spectre", 10);
		for (TicketlyInstance instance : List.of(one, other, one, other, one, other)) {
			instance.bookOne(slot, "Ann");
		}
	}

	private static Set<String> labels(String expression) {
		Stream<String> matched = find(MATCHED_LABEL, expression).map((label) -> label.group(1));
		Stream<String> grouped = find(GROUPED_LABELS, expression)
			.flatMap((labels) -> Stream.of(labels.group(1).split(", *")));
		return Stream.concat(matched, grouped).collect(Collectors.toSet());
	}

	private static Stream<MatchResult> find(Pattern pattern, String text) {
		return pattern.matcher(text).results();
	}

}
