package com.ticketly.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.stereotype.Component;

/**
 * Runs tasks that are repeated at intervals, and logs an outage of DynamoDB that they
 * notice: one warning when the first task fails, and one line when all of them work
 * again.
 * <p>
 * A task works again when it ends without a failure, provided that DynamoDB has answered
 * any request since its failure, because a task that has nothing to do sends none.
 */
@Component
public final class OutageLog implements ExecutionInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(OutageLog.class);

	private final LongAdder answers = new LongAdder();

	/**
	 * How many requests DynamoDB had answered when a task failed last, by task.
	 */
	private final Map<String, Long> failed = new HashMap<>();

	/**
	 * Runs a task. If DynamoDB fails, it returns normally.
	 * @param task the name of the task, in the log
	 * @throws RuntimeException any failure of the task but those of DynamoDB
	 */
	public void run(String task, Runnable work) {
		run(task, work, SdkException.class);
	}

	/**
	 * Runs a task. If DynamoDB fails, it returns normally.
	 * @param task the name of the task, in the log
	 * @param otherFailure another exception that an outage causes
	 * @throws RuntimeException any other failure of the task
	 */
	public void run(String task, Runnable work, Class<? extends RuntimeException> otherFailure) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			if (!(ex instanceof SdkException) && !otherFailure.isInstance(ex)) {
				throw ex;
			}
			begin(task, ex);
			return;
		}
		end(task);
	}

	private synchronized void begin(String task, RuntimeException ex) {
		if (this.failed.isEmpty()) {
			logger.warn("DynamoDB does not answer. {} failed, and is tried again at the next interval: {}", task,
					ex.toString());
		}
		this.failed.put(task, this.answers.sum());
	}

	private synchronized void end(String task) {
		Long answersBefore = this.failed.get(task);
		if (answersBefore != null && this.answers.sum() > answersBefore) {
			this.failed.remove(task);
			if (this.failed.isEmpty()) {
				logger.info("DynamoDB answers again");
			}
		}
	}

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		this.answers.increment();
	}

}
