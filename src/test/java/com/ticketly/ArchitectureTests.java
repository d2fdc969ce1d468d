package com.ticketly;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The structure of the main code.
 */
class ArchitectureTests {

	/**
	 * The packages, from top to bottom. Each may use those of the levels below it.
	 */
	private static final List<List<String>> LEVELS = List.of(List.of("report"),
			List.of("season", "exchange", "feed", "boxoffice"), List.of("api"), List.of("door"), List.of("signin"),
			List.of("limit"), List.of("apikey", "admission", "document", "programme"), List.of("input"),
			List.of("http"), List.of("booking"), List.of("listing", "expiry"), List.of("commit"), List.of("fleet"),
			List.of("idempotency", "ticketcode"), List.of("ticket"), List.of("user", "show"), List.of("slot"),
			List.of("sale", "hall", "drawing"), List.of("price"), List.of("seating", "dynamodb"));

	private static final List<String> PACKAGES = LEVELS.stream().flatMap(List::stream).toList();

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("com.ticketly");

	@ParameterizedTest
	@FieldSource("PACKAGES")
	void usesOnlyPackagesBelow(String name) {
		List<List<String>> below = LEVELS.subList(levelOf(name) + 1, LEVELS.size());
		String[] allowed = below.stream()
			.flatMap(List::stream)
			.map(ArchitectureTests::qualified)
			.toArray(String[]::new);
		DescribedPredicate<JavaClass> ours = resideInAnyPackage("com.ticketly..");

		noClasses().that()
			.resideInAPackage(qualified(name))
			.should()
			.dependOnClassesThat(
					ours.and(not(resideInAnyPackage(qualified(name)))).and(not(resideInAnyPackage(allowed))))
			.check(this.classes);
	}

	private static int levelOf(String name) {
		return LEVELS.stream().filter((level) -> level.contains(name)).map(LEVELS::indexOf).findFirst().orElseThrow();
	}

	private static String qualified(String name) {
		return "com.ticketly." + name;
	}

	@Test
	void securityOnlyUsesSecretsAndLimitsAndMonitoringNothing() {
		Map.of("security", List.of("security", "apikey", "limit", "signin"), "monitoring", List.of("monitoring"))
			.forEach((name, allowed) -> noClasses().that()
				.resideInAPackage(qualified(name))
				.should()
				.dependOnClassesThat(resideInAnyPackage("com.ticketly..").and(not(
						resideInAnyPackage(allowed.stream().map(ArchitectureTests::qualified).toArray(String[]::new)))))
				.check(this.classes));
	}

	@Test
	void everyPackageHasItsLevel() {
		assertThat(this.classes.stream()
			.map(JavaClass::getPackageName)
			.filter((name) -> !name.equals("com.ticketly"))
			.map((name) -> name.substring("com.ticketly.".length()))
			.distinct())
			.containsExactlyInAnyOrderElementsOf(List.of("api", "door", "signin", "limit", "input", "http", "booking",
					"listing", "expiry", "commit", "fleet", "idempotency", "ticketcode", "document", "ticket", "user",
					"slot", "show", "season", "boxoffice", "exchange", "feed", "sale", "price", "hall", "programme",
					"apikey", "admission", "drawing", "seating", "dynamodb", "report", "security", "monitoring",
					"warmup"));
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("com.ticketly.(*)..").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void filesHaveNoCycles() {
		slices().assignedFrom(new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return type.getPackageName().startsWith("com.ticketly") ? SliceIdentifier.of(fileOf(type))
						: SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "files";
			}

		}).should().beFreeOfCycles().check(this.classes);
	}

	private static String fileOf(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTests::fileOf).orElse(type.getName());
	}

	@Test
	void seatingUsesNothingButJava() {
		classes().that()
			.resideInAPackage("com.ticketly.seating")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("com.ticketly.seating", "java..", "org.jspecify..")
			.check(this.classes);
	}

	@Test
	void drawingUsesNothingButSeatingAndJava() {
		classes().that()
			.resideInAPackage("com.ticketly.drawing")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("com.ticketly.drawing", "com.ticketly.seating", "java..", "javax.xml.stream",
					"org.jspecify..")
			.check(this.classes);
	}

	@Test
	void theCommitEngineKnowsSectionsOnly() {
		noClasses().that()
			.resideInAPackage("com.ticketly.commit")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.ticketly.ticket", "com.ticketly.user", "com.ticketly.idempotency")
			.check(this.classes);
	}

	@Test
	void onlyTheApiKnowsHttp() {
		noClasses().that()
			.resideOutsideOfPackages("com.ticketly.boxoffice", "com.ticketly.report", "com.ticketly.season",
					"com.ticketly.exchange", "com.ticketly.feed", "com.ticketly.api", "com.ticketly.door",
					"com.ticketly.signin", "com.ticketly.limit", "com.ticketly.input", "com.ticketly.http",
					"com.ticketly.apikey", "com.ticketly.admission", "com.ticketly.document", "com.ticketly.programme",
					"com.ticketly.security", "com.ticketly.monitoring")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
			.check(this.classes);
	}

	@Test
	void nothingTellsTheTimeButTheClock() {
		noClasses().should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.check(this.classes);
	}

	@Test
	void packagesHaveAtMost30Files() {
		assertThat(this.classes.stream()
			.filter((type) -> type.getEnclosingClass().isEmpty())
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
			.allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(30));
	}

	@Test
	void constructorsHaveAtMost8Parameters() {
		constructors().that()
			.areDeclaredInClassesThat(not(DescribedPredicate.describe("records", JavaClass::isRecord)))
			.should(haveAtMostParameters(8))
			.check(this.classes);
	}

	@Test
	void recordsHaveAtMost12Components() {
		constructors().that()
			.areDeclaredInClassesThat(DescribedPredicate.describe("records", JavaClass::isRecord))
			.should(haveAtMostParameters(12))
			.check(this.classes);
	}

	private static ArchCondition<JavaConstructor> haveAtMostParameters(int max) {
		return new ArchCondition<>("have at most %d parameters".formatted(max)) {

			@Override
			public void check(JavaConstructor constructor, ConditionEvents events) {
				boolean satisfied = constructor.getRawParameterTypes().size() <= max;
				events.add(new SimpleConditionEvent(constructor, satisfied, constructor.getFullName()));
			}

		};
	}

}
