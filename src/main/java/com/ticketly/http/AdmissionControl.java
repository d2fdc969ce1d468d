package com.ticketly.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import com.ticketly.commit.BusyException;
import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.UninterruptibleBlockingStrategy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Limits how many operations are in progress, so that those that are get the processors,
 * and refuses those that cannot be answered in time. Operations that read do not wait for
 * others. Health, metrics and pages are not limited, and {@link Streamed} operations have
 * limits of their own.
 * <p>
 * An operation is in progress from the end of its body to the beginning of its answer. So
 * clients that send or receive slowly do not take the place of others.
 */
@ControllerAdvice
class AdmissionControl implements HandlerInterceptor, ResponseBodyAdvice<Object> {

	private static final String PLACE = AdmissionControl.class.getName();

	private static final Set<String> READS = Set.of("GET", "HEAD");

	private static final Set<String> WRITES = Set.of("POST", "PATCH", "DELETE");

	/**
	 * How many requests are refused in a second for each processor, without a delay. A
	 * refusal and a new connection take about 0.2 ms of a processor.
	 */
	private static final long REFUSALS_PER_PROCESSOR = 500;

	private final Duration deadline;

	private final Duration retryAfter;

	private final BlockingBucket refusals;

	private final Queue reads;

	private final Queue writes;

	AdmissionControl(HttpProperties properties, SalesProperties sales, MeterRegistry registry) {
		int processors = Runtime.getRuntime().availableProcessors();
		int places = properties.requestsPerProcessor() * processors;
		this.deadline = sales.deadline();
		this.retryAfter = sales.retryAfter();
		this.refusals = Bucket.builder()
			.addLimit((limit) -> limit.capacity(REFUSALS_PER_PROCESSOR * processors)
				.refillGreedy(REFUSALS_PER_PROCESSOR * processors, Duration.ofSeconds(1)))
			.build()
			.asBlocking();
		this.reads = new Queue(places, "read", registry);
		this.writes = new Queue(places, "write", registry);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException, InterruptedException {
		if (handler instanceof HandlerMethod method && method.getBeanType().isAnnotationPresent(RestController.class)
				&& !method.hasMethodAnnotation(Streamed.class)) {
			RequestBody.of(request);
			Queue queue = READS.contains(request.getMethod()) ? this.reads : this.writes;
			if (!queue.places.enter(Deadline.current().orElseThrow())) {
				queue.refused.increment();
				throw new BusyException(this.retryAfter);
			}
			request.setAttribute(PLACE, queue);
		}
		return true;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		leave(((ServletServerHttpRequest) request).getServletRequest());
		return body;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		leave(request);
	}

	/**
	 * Does nothing if the request has no place, or has left it.
	 */
	private static void leave(HttpServletRequest request) {
		if (request.getAttribute(PLACE) instanceof Queue queue) {
			request.removeAttribute(PLACE);
			queue.places.leave();
		}
	}

	/**
	 * Returns a valve that refuses requests before Spring sees them, and not too many of
	 * them a second: clients that send refused requests again at once would otherwise
	 * take the processors from those that are served. Tomcat closes the connection with
	 * each refusal, so they also connect again. Requests of pages are refused by Spring,
	 * which adds the headers of CORS.
	 */
	ValveBase valve() {
		return new RefusingValve();
	}

	private final class RefusingValve extends ValveBase {

		private RefusingValve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			// The method is null if Tomcat could not read the request.
			if (request.getMethod() != null && WRITES.contains(request.getMethod()) && refuses()
					&& request.getHeader(HttpHeaders.ORIGIN) == null) {
				AdmissionControl.this.writes.refused.increment();
				response.setHeader(HttpHeaders.RETRY_AFTER, Problems.seconds(AdmissionControl.this.retryAfter));
				response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
			}
			else {
				getNext().invoke(request, response);
			}
		}

		private boolean refuses() {
			Deadline end = Deadline.in(AdmissionControl.this.deadline);
			if (!AdmissionControl.this.writes.places.refuses(end)) {
				return false;
			}
			AdmissionControl.this.refusals.tryConsumeUninterruptibly(1, AdmissionQueue.patience(end),
					UninterruptibleBlockingStrategy.PARKING);
			return true;
		}

	}

	private static final class Queue {

		private final AdmissionQueue places;

		private final Counter refused;

		private Queue(int places, String kind, MeterRegistry registry) {
			this.places = new AdmissionQueue(places, System::nanoTime);
			this.refused = Counter.builder("ticketly.requests.refused")
				.description("Requests that were refused because too many waited")
				.tag("kind", kind)
				.register(registry);
			Gauge.builder("ticketly.requests.waiting", this.places, AdmissionQueue::waiting)
				.description("Requests that wait to be processed")
				.tag("kind", kind)
				.register(registry);
		}

	}

}
