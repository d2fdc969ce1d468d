package com.ticketly.monitoring;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Replaces the path of each traced request with its pattern. Paths contain ticket ids,
 * and anyone who knows the id of a ticket can use the ticket.
 */
@Component
class PathPatternFilter implements ObservationFilter {

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext request) {
			String pattern = request.getPathPattern();
			request.addHighCardinalityKeyValue(KeyValue.of("http.url", (pattern != null) ? pattern : "UNKNOWN"));
		}
		return context;
	}

}
