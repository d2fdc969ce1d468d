package com.ticketly.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ticketly.commit.Command;
import com.ticketly.commit.CommandFormat;
import com.ticketly.commit.SectionQueues;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces parts of the service by those of broken builds, which behave like the original
 * ones until their build is active.
 */
@TestConfiguration(proxyBeanMethods = false)
class BrokenBuildConfiguration {

	@Bean
	static BeanPostProcessor commandsDoneTwice() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof CommandFormat format) ? new ForgetfulFormat(format) : bean;
			}

		};
	}

	@Bean
	static BeanFactoryPostProcessor expiryByLocalTime() {
		return (beans) -> {
			Clock clock = Objects.requireNonNull((Clock) beans.getSingleton("testClock"));
			beans.getBeanDefinition("ticketExpiry")
				.getConstructorArgumentValues()
				.addIndexedArgumentValue(0, new LocalTime(clock));
		};
	}

	@Bean
	OncePerRequestFilter releasesTwice(SectionQueues queues, Bookings bookings) {
		return new OncePerRequestFilter() {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				chain.doFilter(request, response);
				if (BrokenBuild.RELEASES_TWICE.isActive() && request.getMethod().equals("DELETE")
						&& response.getStatus() == 200) {
					Optional<TicketId> ticket = TicketId.parse(request.getRequestURI().replace("/v1/tickets/", ""));
					// It also meets the faults of the load, about which no client learns.
					ticket.ifPresent((id) -> Deadline.start(() -> release(id, queues, bookings)));
				}
			}

		};
	}

	private static Optional<Section> release(TicketId id, SectionQueues queues, Bookings bookings) {
		return bookings.find(id.section(), id.booking())
			.flatMap((booking) -> booking.ticket(id))
			.map((ticket) -> queues.executeOrThrow(new ReleaseAgain(id.section(), ticket.seat().number())));
	}

	/**
	 * Frees a seat, whoever has it.
	 */
	private record ReleaseAgain(SectionKey key, int seat) implements Command<Section> {

		@Override
		public List<SectionKey> sections() {
			return List.of(this.key);
		}

		@Override
		public Section apply(UnitOfWork unitOfWork) {
			Section section = unitOfWork.section(this.key);
			if (section.state(this.seat) == SeatState.TAKEN) {
				unitOfWork.put(section.free(List.of(this.seat)));
			}
			return section;
		}

	}

	/**
	 * Reads each booking that is handed over as a new one, with another id.
	 */
	private record ForgetfulFormat(CommandFormat format) implements CommandFormat {

		private static final Pattern ID = Pattern.compile("BKG[0-9A-Z]{26}");

		@Override
		public boolean supports(Command<?> command) {
			return this.format.supports(command);
		}

		@Override
		public byte[] write(Command<?> command) {
			return this.format.write(command);
		}

		@Override
		public Command<?> read(byte[] command) {
			String text = new String(command, StandardCharsets.UTF_8);
			Matcher id = ID.matcher(text);
			if (BrokenBuild.COMMITS_HANDED_OVER_TWICE.isActive() && text.contains("\"type\":\"Book\"") && id.find()) {
				Instant bookedAt = new BookingId(id.group()).bookedAt();
				String renamed = text.replace(id.group(), BookingId.create(bookedAt).value());
				return this.format.read(renamed.getBytes(StandardCharsets.UTF_8));
			}
			return this.format.read(command);
		}

		@Override
		public byte[] writeResult(Command<?> command, Object result) {
			return this.format.writeResult(command, result);
		}

		@Override
		public <T> T readResult(Command<T> command, byte[] result) {
			return this.format.readResult(command, result);
		}

	}

	/**
	 * Shows the local time of Tokyo as if it was UTC.
	 */
	private static final class LocalTime extends Clock {

		private final Clock clock;

		private LocalTime(Clock clock) {
			this.clock = clock;
		}

		@Override
		public Instant instant() {
			Instant now = this.clock.instant();
			return BrokenBuild.EXPIRES_BY_LOCAL_TIME.isActive() ? now.plus(Duration.ofHours(9)) : now;
		}

		@Override
		public ZoneId getZone() {
			return this.clock.getZone();
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this.clock.withZone(zone);
		}

	}

}
