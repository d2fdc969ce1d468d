package com.ticketly;

import java.time.Instant;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("com.ticketly");

	@Test
	void packagesDependOnEachOtherOnlyAsDrawn() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("api")
			.definedBy("com.ticketly.api")
			.layer("security")
			.definedBy("com.ticketly.security")
			.layer("monitoring")
			.definedBy("com.ticketly.monitoring")
			.layer("booking")
			.definedBy("com.ticketly.booking")
			.layer("ticket")
			.definedBy("com.ticketly.ticket")
			.layer("user")
			.definedBy("com.ticketly.user")
			.layer("slot")
			.definedBy("com.ticketly.slot")
			.layer("seating")
			.definedBy("com.ticketly.seating")
			.layer("receipt")
			.definedBy("com.ticketly.receipt")
			.layer("dynamodb")
			.definedBy("com.ticketly.dynamodb")
			.whereLayer("api")
			.mayOnlyAccessLayers("security", "booking", "ticket", "user", "slot", "seating", "receipt")
			.whereLayer("security")
			.mayNotAccessAnyLayer()
			.whereLayer("monitoring")
			.mayNotAccessAnyLayer()
			.whereLayer("monitoring")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("booking")
			.mayOnlyAccessLayers("ticket", "user", "slot", "seating", "receipt", "dynamodb")
			.whereLayer("ticket")
			.mayOnlyAccessLayers("user", "slot", "seating", "dynamodb")
			.whereLayer("user")
			.mayOnlyAccessLayers("slot", "dynamodb")
			.whereLayer("slot")
			.mayOnlyAccessLayers("seating", "dynamodb")
			.whereLayer("seating")
			.mayNotAccessAnyLayer()
			.whereLayer("receipt")
			.mayOnlyAccessLayers("dynamodb")
			.whereLayer("dynamodb")
			.mayNotAccessAnyLayer()
			.check(this.classes);
	}

	@Test
	void seatingDependsOnNothingButJava() {
		classes().that()
			.resideInAPackage("com.ticketly.seating")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("com.ticketly.seating", "java..", "org.jspecify.annotations")
			.check(this.classes);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("com.ticketly.(*)..").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void onlyTheApiKnowsHttp() {
		noClasses().that()
			.resideOutsideOfPackages("com.ticketly.api", "com.ticketly.security", "com.ticketly.monitoring")
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

}
