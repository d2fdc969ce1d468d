package com.ticketly.commit;

import java.util.Collection;
import java.util.List;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

import org.springframework.stereotype.Component;

/**
 * Connects the trace of each caller with the transaction of its group. The span of the
 * group belongs to the trace of one caller; the traces of the others link to it.
 */
@Component
class GroupTrace {

	private final Tracer tracer;

	GroupTrace(OpenTelemetry openTelemetry) {
		this.tracer = openTelemetry.getTracer("com.ticketly");
	}

	Span begin(Collection<? extends Pending<?>> group) {
		List<Context> callers = group.stream().<Context>map(Pending::caller).toList();
		List<Context> sampled = callers.stream().filter(GroupTrace::isSampled).toList();
		Span span = this.tracer.spanBuilder("group commit")
			.setParent(sampled.isEmpty() ? callers.getFirst() : sampled.getFirst())
			.setAttribute("ticketly.group.size", group.size())
			.startSpan();
		sampled.stream().skip(1).map(Span::fromContext).forEach((caller) -> caller.addLink(span.getSpanContext()));
		return span;
	}

	private static boolean isSampled(Context caller) {
		return Span.fromContext(caller).getSpanContext().isSampled();
	}

}
