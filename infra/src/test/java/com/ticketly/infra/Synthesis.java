package com.ticketly.infra;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;

/**
 * The synthesized templates of a deployment. The build context of the image contains only
 * a few files.
 */
final class Synthesis {

	static final ObjectMapper JSON = new ObjectMapper();

	private static final List<String> STACKS = List.of("Ticketly", "Ticketly-Edge", "Ticketly-Tables",
			"Ticketly-Watch");

	private static final List<String> REPOSITORY = List.of("Dockerfile", "mvnw", ".mvn/wrapper/a.properties", "pom.xml",
			"src/main/java/A.java", "README.md", ".ci/run", ".git/HEAD", ".github/a.yml", ".ticketly/a", "docs/a.md",
			"infra/cdk.out/a", "infra/pom.xml", "target/a.jar");

	private static final Map<Map<String, String>, Synthesis> SYNTHESES = new HashMap<>();

	private final App app;

	private final Path output;

	private Synthesis(Map<String, String> settings) {
		this.output = temporary("cdk.out");
		Path repository = temporary("repository");
		REPOSITORY.forEach((file) -> write(repository.resolve(file), "FROM scratch\n"));
		Map<String, Object> context = new HashMap<>(flags());
		context.putAll(settings);
		this.app = new App(AppProps.builder().context(context).outdir(this.output.toString()).build());
		TicketlyApp.build(this.app, repository);
		this.app.synth();
	}

	/**
	 * Returns the templates without a domain and with default settings.
	 */
	static Synthesis withoutDomain() {
		return of(Map.of("region", "eu-central-1", "allowHttp", "true", "email", "operations@example.com"));
	}

	/**
	 * Returns the templates with a domain and without default settings.
	 */
	static Synthesis withDomain() {
		return of(Map.ofEntries(Map.entry("region", "us-west-2"), Map.entry("domain", "tickets.example.com"),
				Map.entry("hostedZoneId", "Z0123456789ABC"), Map.entry("zones", "3"), Map.entry("natGateways", "3"),
				Map.entry("architecture", "x86_64"), Map.entry("minInstances", "3"), Map.entry("maxInstances", "30"),
				Map.entry("timeZone", "Europe/Berlin"), Map.entry("phoneRegion", "DE"),
				Map.entry("tablePrefix", "test-")));
	}

	static Stream<Synthesis> withAndWithoutDomain() {
		return Stream.of(withoutDomain(), withDomain());
	}

	private static Synthesis of(Map<String, String> settings) {
		return SYNTHESES.computeIfAbsent(settings, Synthesis::new);
	}

	private static Map<String, Object> flags() {
		try {
			return JSON.convertValue(JSON.readTree(new File("cdk.json")).get("context"), new TypeReference<>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path temporary(String name) {
		try {
			return Files.createTempDirectory(Files.createDirectories(Path.of("target/tests")), name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void write(Path file, String text) {
		try {
			Files.createDirectories(Objects.requireNonNull(file.getParent()));
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Template service() {
		return Template.fromStack(stack("Ticketly"));
	}

	Template edge() {
		return Template.fromStack(stack("Ticketly-Edge"));
	}

	Stream<Annotations> annotations() {
		return STACKS.stream().map((name) -> Annotations.fromStack(stack(name)));
	}

	private Stack stack(String name) {
		return (Stack) this.app.getNode().findChild(name);
	}

	/**
	 * Returns the resources of a type in all stacks.
	 */
	Stream<Resource> resources(String type) {
		return all().filter((resource) -> resource.type().equals(type));
	}

	Resource resource(String type) {
		return resources(type).reduce((one, other) -> {
			throw new AssertionError("More than one " + type);
		}).orElseThrow(() -> new AssertionError("No " + type));
	}

	Stream<Resource> all() {
		return STACKS.stream()
			.map((name) -> read(name + ".template.json").get("Resources"))
			.flatMap((resources) -> resources.properties()
				.stream()
				.map((entry) -> new Resource(entry.getKey(), entry.getValue())));
	}

	JsonNode read(String file) {
		try {
			return JSON.readTree(this.output.resolve(file).toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Resolves a reference to an output of another stack to the value of the output.
	 * Returns any other value unchanged.
	 */
	JsonNode resolve(JsonNode reference) {
		JsonNode output = reference.get("Fn::GetStackOutput");
		return (output != null) ? read(output.get("StackName").asText() + ".template.json")
			.at("/Outputs/%s/Value".formatted(output.get("OutputName").asText())) : reference;
	}

	Path output() {
		return this.output;
	}

	/**
	 * A resource of a template.
	 *
	 * @param id the logical id
	 * @param json the definition
	 */
	record Resource(String id, JsonNode json) {

		String type() {
			return this.json.get("Type").asText();
		}

		JsonNode properties() {
			return this.json.path("Properties");
		}

		JsonNode property(String pointer) {
			return properties().at("/" + pointer);
		}

		@Override
		public String toString() {
			return this.id;
		}

	}

}
