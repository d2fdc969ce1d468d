package com.ticketly.commit;

import com.ticketly.fleet.Fleet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Metrics of the instances that this one knows, and of the sections that it owns.
 */
@Component
class FleetMetrics implements MeterBinder {

	private final Fleet fleet;

	private final SectionQueues queues;

	FleetMetrics(Fleet fleet, SectionQueues queues) {
		this.fleet = fleet;
		this.queues = queues;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("ticketly.fleet.members", this.fleet, Fleet::size)
			.description("Instances that this one knows, itself included")
			.register(registry);
		Gauge.builder("ticketly.fleet.sections", this.queues, SectionQueues::ownedSections)
			.description("Sections in use that this instance owns")
			.register(registry);
	}

}
