package com.ticketly.monitoring;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.InvalidProtocolBufferException;
import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the export of metrics and traces.
 */
class ExportTests {

	private final TelemetryReceiver receiver = TelemetryReceiver.start();

	@AfterEach
	void stop() {
		this.receiver.close();
	}

	private List<Span> spans() {
		return this.receiver.bodies("/v1/traces")
			.stream()
			.map(ExportTests::parseTraces)
			.flatMap((request) -> request.getResourceSpansList().stream())
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream())
			.toList();
	}

	private static ExportTraceServiceRequest parseTraces(byte[] body) {
		try {
			return ExportTraceServiceRequest.parseFrom(body);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static ExportMetricsServiceRequest parseMetrics(byte[] body) {
		try {
			return ExportMetricsServiceRequest.parseFrom(body);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private TicketlyInstance.Builder builderWithTracing() {
		return TicketlyInstance.builder()
			.with("--management.opentelemetry.tracing.export.otlp.endpoint=" + this.receiver.uri("/v1/traces"),
					"--management.tracing.sampling.probability=1");
	}

	@Test
	void tracesABookingFromTheRequestToTheTransaction() {
		try (TicketlyInstance ticketly = builderWithTracing().start()) {
			ticketly.bookOne(ticketly.schedule("Skyfall", 20), "Ann");
		}

		Span request = span("http post /v1/tickets");
		assertThat(spans()).filteredOn((span) -> span.getTraceId().equals(request.getTraceId()))
			.extracting(Span::getName)
			.contains("group commit", "DynamoDb.TransactWriteItems", "DynamoDb.GetItem");
		Span group = spans().stream()
			.filter((span) -> span.getParentSpanId().equals(request.getSpanId()))
			.filter((span) -> span.getName().equals("group commit"))
			.findFirst()
			.orElseThrow();
		assertThat(spans()).filteredOn((span) -> span.getParentSpanId().equals(group.getSpanId()))
			.extracting(Span::getName)
			.contains("DynamoDb.TransactWriteItems");
	}

	@Test
	void tracesABookingThatIsHandedOverToAnotherInstance() {
		TicketlyInstance.Builder builder = builderWithTracing().asFleet();
		try (TicketlyInstance first = builder.start(); TicketlyInstance second = builder.start()) {
			String slot = first.schedule("Skyfall", 20);
			first.bookOne(slot, "Ann");
			second.bookOne(slot, "Ben");
		}

		Span handover = span("handover");
		assertThat(spans()).filteredOn((span) -> span.getSpanId().equals(handover.getParentSpanId()))
			.extracting(Span::getName)
			.containsExactly("http post /v1/tickets");
		assertThat(spans()).filteredOn((span) -> span.getParentSpanId().equals(handover.getSpanId()))
			.extracting(Span::getName)
			.containsExactly("group commit");
	}

	@Test
	void omitsTicketIdsAndPhoneNumbersFromTraces() {
		String ticket;
		try (TicketlyInstance ticketly = builderWithTracing().start()) {
			ticket = ticketly.bookOne(ticketly.schedule("Skyfall", 20), "Ann");
			ticketly.get("/v1/tickets/" + ticket);
			ticketly.get("/v1/nothing/" + ticket);
			ticketly.delete("/v1/tickets/" + ticket);
			ticketly.get("/v1/slots?phoneNumber=9653864514");
		}

		assertThat(spans()).extracting(Span::getName).contains("http get /v1/tickets/{ticketId}");
		assertThat(spans()).noneMatch((span) -> span.toString().contains(ticket))
			.noneMatch((span) -> span.toString().contains("9653864514"));
	}

	private Span span(String name) {
		return spans().stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void addsTheTraceIdToProblems() {
		ApiResponse refused;
		ApiResponse unauthorized;
		ApiResponse notFound;
		try (TicketlyInstance ticketly = builderWithTracing().start()) {
			refused = ticketly.get("/v1/slots/SLT0");
			unauthorized = ticketly.get("/v1/users/U0");
			notFound = ticketly.get("/error");
		}

		List<String> traces = spans().stream()
			.map((span) -> HexFormat.of().formatHex(span.getTraceId().toByteArray()))
			.toList();
		assertThat(traces).contains(refused.json().get("traceId").asString(),
				unauthorized.json().get("traceId").asString(), notFound.json().get("traceId").asString());
	}

	@Test
	void exportsNothingByDefault() {
		try (TicketlyInstance ticketly = TicketlyInstance.start()) {
			assertThat(ticketly.get("/v1/slots/SLT0").json().get("traceId").asString()).hasSize(32);
			assertThat(ticketly.hasBean(TracingConfiguration.class)).isFalse();
			assertThat(ticketly.hasBean(CloudWatchConfiguration.class)).isFalse();
		}
	}

	@Test
	void exportsMetricsToOtlpWhenEnabled() {
		try (TicketlyInstance ticketly = TicketlyInstance.builder()
			.with("--management.otlp.metrics.export.enabled=true",
					"--management.otlp.metrics.export.url=" + this.receiver.uri("/v1/metrics"))
			.start()) {
			ticketly.bookOne(ticketly.schedule("Skyfall", 20), "Ann");
		}

		assertThat(this.receiver.bodies("/v1/metrics")).map(ExportTests::parseMetrics)
			.flatMap(ExportMetricsServiceRequest::getResourceMetricsList)
			.flatMap((resource) -> resource.getScopeMetrics(0).getMetricsList())
			.extracting(Metric::getName)
			.contains("ticketly.bookings", "ticketly.group.size", "dynamodb.calls");
	}

	@Test
	void exportsOnlyMetricsOfTheServiceToCloudWatchWhenANamespaceIsSet() {
		System.setProperty("aws.region", "local");
		System.setProperty("aws.endpointUrlCloudWatch", this.receiver.uri("/"));
		try (TicketlyInstance ticketly = TicketlyInstance.builder()
			.with("--ticketly.cloudwatch.namespace=Theatre")
			.start()) {
			ticketly.bookOne(ticketly.schedule("Skyfall", 20), "Ann");
		}
		finally {
			System.clearProperty("aws.region");
			System.clearProperty("aws.endpointUrlCloudWatch");
		}

		String sent = this.receiver.bodies("/")
			.stream()
			.map((body) -> new String(body, StandardCharsets.ISO_8859_1))
			.reduce("", String::concat);
		assertThat(sent).contains("Theatre", "ticketly.bookings.count", "ticketly.group.size.sum",
				"ticketly.write.units.count", "ticketly.expiry.runs.count", "ticketly.expiry.lag.value");
		assertThat(sent).doesNotContain("jvm.", "http.server.requests", "dynamodb.calls");
	}

}
