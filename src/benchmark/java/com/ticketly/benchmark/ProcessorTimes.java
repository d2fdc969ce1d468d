package com.ticketly.benchmark;

import java.time.Duration;

/**
 * The processor times of all processes of a measurement.
 *
 * @param load the processor time of the customers, which are this process
 */
record ProcessorTimes(Duration service, Duration dynamoDb, Duration load) {

	static ProcessorTimes of(ServiceProcess service, JavaProcess dynamoDb) {
		return new ProcessorTimes(service.processorTime(), dynamoDb.processorTime(),
				ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
	}

	ProcessorTimes since(ProcessorTimes begin) {
		return new ProcessorTimes(this.service.minus(begin.service), this.dynamoDb.minus(begin.dynamoDb),
				this.load.minus(begin.load));
	}

}
