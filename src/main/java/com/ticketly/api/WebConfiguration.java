package com.ticketly.api;

import java.util.Optional;
import java.util.function.Function;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.hall.HallId;
import com.ticketly.show.ShowId;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.UserId;

import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Configures path variables and the start page.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	/**
	 * Adds the converters of path variables. An id that cannot exist is rejected like one
	 * that does not exist. Controllers declare path variables last, so that other errors
	 * of a request are reported first.
	 */
	@Override
	public void addFormatters(FormatterRegistry registry) {
		addId(registry, SlotId.class, SlotId::parse, Rejection.NotFound.SLOT);
		addId(registry, TicketId.class, TicketId::parse, Rejection.NotFound.TICKET);
		addId(registry, BookingReference.class, BookingReference::parse, Rejection.NotFound.BOOKING);
		addId(registry, HoldId.class, HoldId::parse, Rejection.NotFound.HOLD);
		addId(registry, HallId.class, HallId::parse, Rejection.NotFound.HALL);
		addId(registry, ShowId.class, ShowId::parse, Rejection.NotFound.SHOW);
		addId(registry, UserId.class, UserId::parse, Rejection.NotFound.USER);
	}

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
		builder.addCustomConverter(new Rendered.Converter());
	}

	private static <I> void addId(FormatterRegistry registry, Class<I> type, Function<String, Optional<I>> parser,
			Rejection notFound) {
		registry.addConverter(String.class, type, (text) -> Outcome.of(parser.apply(text), notFound).orElseThrow());
	}

	/**
	 * Redirects to Swagger UI. A view controller would bypass {@link ProblemAdvice}.
	 */
	@Controller
	static class StartPage {

		@GetMapping("/")
		RedirectView docs() {
			return new RedirectView("/docs", true);
		}

	}

}
