package com.ticketly.monitoring;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Keeps paths out of traces, and their patterns in: a ticket's id is the right to use it.
 */
@Component
class PathPatterns implements ObservationFilter {

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext request) {
			String pattern = request.getPathPattern();
			request.addHighCardinalityKeyValue(KeyValue.of("http.url", (pattern != null) ? pattern : "UNKNOWN"));
		}
		return context;
	}

}
