package com.ticketly.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Continues traces of callers on the instances to which their commands are handed over.
 * The trace context is sent as a text (<a href="https://www.w3.org/TR/trace-context/">W3C
 * Trace Context</a>).
 */
@Component
class HandoverTrace {

	private static final String HEADER = "traceparent";

	private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {

		@Override
		public Iterable<String> keys(Map<String, String> fields) {
			return List.copyOf(fields.keySet());
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> fields, String name) {
			return (fields != null) ? fields.get(name) : null;
		}

	};

	private final Tracer tracer;

	HandoverTrace(OpenTelemetry openTelemetry) {
		this.tracer = openTelemetry.getTracer("com.ticketly");
	}

	/**
	 * Returns the text of a context, empty if it belongs to no trace.
	 */
	static String write(Context context) {
		Map<String, String> fields = new HashMap<>();
		W3CTraceContextPropagator.getInstance().inject(context, fields, (carrier, name, value) -> {
			if (carrier != null) {
				carrier.put(name, value);
			}
		});
		return fields.getOrDefault(HEADER, "");
	}

	/**
	 * Begins the span of a command that another instance has handed over.
	 * @param text the context of its caller
	 * @return the context of the span
	 */
	Context begin(String text) {
		Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(HEADER, text), GETTER);
		return caller
			.with(this.tracer.spanBuilder("handover").setParent(caller).setSpanKind(SpanKind.SERVER).startSpan());
	}

	static void end(Context begun) {
		Span.fromContext(begun).end();
	}

}
