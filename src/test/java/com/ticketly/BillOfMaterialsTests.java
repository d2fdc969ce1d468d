package com.ticketly;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the list of libraries that is packaged with the service.
 */
class BillOfMaterialsTests {

	private final JsonNode bom;

	BillOfMaterialsTests() throws IOException {
		try (InputStream file = TicketlyApplication.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
			this.bom = JsonMapper.shared().readTree(Objects.requireNonNull(file));
		}
	}

	@Test
	void containsTheLibrariesOfTheServiceButNotThoseOfTests() {
		List<String> names = ApiResponse.values(this.bom.get("components"), "name");

		assertThat(this.bom.get("bomFormat").asString()).isEqualTo("CycloneDX");
		assertThat(names).contains("tomcat-embed-core", "dynamodb-enhanced", "jgroups", "caffeine")
			.doesNotContain("junit-jupiter", "DynamoDBLocal", "archunit");
	}

	@Test
	void namesTheLicenceOfEachLibrary() {
		assertThat(this.bom.get("components")).allSatisfy(
				(library) -> assertThat(library.path("licenses")).as(library.get("name").asString()).isNotEmpty());
	}

}
