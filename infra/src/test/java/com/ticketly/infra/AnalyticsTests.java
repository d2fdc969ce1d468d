package com.ticketly.infra;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.ticketly.infra.Synthesis.Resource;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsTests {

	private final Synthesis synthesis = Synthesis.withoutDomain();

	private final Resource table = this.synthesis.resource("AWS::Glue::Table");

	private Set<String> columns() {
		return new TreeSet<>(this.table.property("TableInput/StorageDescriptor/Columns").findValuesAsText("Name"));
	}

	@Test
	void sendsTheStreamOfBookingsToTheDeliveryStream() {
		Resource pipe = this.synthesis.resource("AWS::Pipes::Pipe");
		Resource bookings = this.synthesis.resources("AWS::DynamoDB::Table")
			.filter((candidate) -> candidate.property("TableName").asText().equals("bookings"))
			.findAny()
			.orElseThrow();

		assertThat(this.synthesis.resolve(pipe.property("Source")).get("Fn::GetAtt").toString())
			.isEqualTo("[\"%s\",\"StreamArn\"]".formatted(bookings.id()));
		assertThat(pipe.property("Target/Fn::GetAtt/0").asText())
			.isEqualTo(this.synthesis.resource("AWS::KinesisFirehose::DeliveryStream").id());
		assertThat(
				pipe.property("SourceParameters/DynamoDBStreamParameters/DeadLetterConfig/Arn/Fn::GetAtt/0").asText())
			.isEqualTo(this.synthesis.resource("AWS::SQS::Queue").id());
		assertThat(pipe.property("SourceParameters/DynamoDBStreamParameters/StartingPosition").asText())
			.isEqualTo("TRIM_HORIZON");
	}

	@Test
	void deliversToTheFoldersOfTheTablePartitions() {
		JsonNode destination = this.synthesis.resource("AWS::KinesisFirehose::DeliveryStream")
			.property("ExtendedS3DestinationConfiguration");
		JsonNode parameters = this.table.property("TableInput/Parameters");

		assertThat(destination.get("Prefix").asText()).isEqualTo("bookings/day=!{timestamp:yyyy-MM-dd}/");
		assertThat(destination.at("/ProcessingConfiguration/Enabled").asBoolean()).isTrue();
		assertThat(parameters.get("storage.location.template").toString()).contains("/bookings/day=${day}/");
		assertThat(parameters.get("projection.enabled").asText()).isEqualTo("true");
		assertThat(parameters.get("projection.day.format").asText()).isEqualTo("yyyy-MM-dd");
		assertThat(this.table.property("TableInput/PartitionKeys").findValuesAsText("Name")).containsExactly("day");
	}

	@Test
	void writesTheColumnsOfTheTable() throws IOException {
		Process node = new ProcessBuilder("node", "--input-type=module", "--eval", """
				import { sale } from './src/main/lambda/bookings/index.mjs';
				console.log(Object.keys(sale({ eventID: '1', eventName: 'INSERT', dynamodb: {
				  ApproximateCreationDateTime: 1, Keys: { section: { S: 'SLT#0' } },
				  NewImage: { tickets: { L: [{ M: { status: { S: 'Booked' } } }] } } } })).sort().join());
				""").redirectErrorStream(true).start();

		assertThat(new String(node.getInputStream().readAllBytes()).strip()).isEqualTo(String.join(",", columns()));
	}

	@Test
	void queriesOnlyColumnsOfTheTable() {
		String sql = this.synthesis.resource("AWS::Athena::NamedQuery").property("QueryString").asText();
		Set<String> names = new TreeSet<>();
		new DefaultTraversalVisitor<Void>() {

			@Override
			protected Void visitIdentifier(Identifier node, Void context) {
				names.add(node.getValue());
				return null;
			}

		}.process((Node) new SqlParser().createStatement(sql), null);

		Set<String> known = new TreeSet<>(columns());
		known.addAll(Set.of("day", "sold", "given_back", "bookings"));
		assertThat(names.stream().filter((name) -> !known.contains(name)).collect(Collectors.toSet())).isEmpty();
		assertThat(names).contains("id", "slot", "tickets", "day");
	}

	@Test
	void deletesTheWorkGroupWithItsHistory() {
		assertThat(this.synthesis.resource("AWS::Athena::WorkGroup").property("RecursiveDeleteOption").asBoolean())
			.isTrue();
	}

	@Test
	void limitsTheCostOfQueries() {
		JsonNode configuration = this.synthesis.resource("AWS::Athena::WorkGroup").property("WorkGroupConfiguration");

		assertThat(configuration.get("EnforceWorkGroupConfiguration").asBoolean()).isTrue();
		assertThat(configuration.get("BytesScannedCutoffPerQuery").asLong()).isEqualTo(10L << 30);
		assertThat(configuration.at("/ResultConfiguration/EncryptionConfiguration/EncryptionOption").asText())
			.isEqualTo("SSE_S3");
	}

}
