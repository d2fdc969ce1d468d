package com.ticketly.limit;

import java.util.function.Supplier;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import jakarta.servlet.http.HttpServletResponse;

/**
 * How many seats the caller of a request may still hold and book. It is a parameter of
 * the operations that take seats.
 */
public final class SeatQuota {

	private final CallerQuotas quotas;

	private final HttpServletResponse response;

	SeatQuota(CallerQuotas quotas, HttpServletResponse response) {
		this.quotas = quotas;
		this.response = response;
	}

	/**
	 * Takes seats from the quota, and gives them back if the purchase does not get them.
	 * It keeps them if it is not known whether it does, and if the code of a presale is
	 * wrong, so that codes cannot be guessed.
	 * @param seats how many seats the request asks for
	 * @param purchase holds or books them
	 * @throws org.springframework.web.ErrorResponseException if the quota has less; then
	 * nothing is purchased
	 */
	public <T> Outcome<T> take(int seats, Supplier<Outcome<T>> purchase) {
		boolean taken = false;
		try {
			this.quotas.seats().take(seats);
			taken = true;
			Outcome<T> outcome = purchase.get();
			taken = !mayHaveSeats(outcome) && !isWrongGuess(outcome);
			return outcome;
		}
		finally {
			if (taken) {
				this.quotas.seats().giveBack(seats);
			}
			this.quotas.describe(this.response);
		}
	}

	private static boolean isWrongGuess(Outcome<?> outcome) {
		return outcome instanceof Outcome.Refused(Rejection.SalesNotOpen(var _, var state)) && state.wrongCode();
	}

	private static boolean mayHaveSeats(Outcome<?> outcome) {
		return !(outcome instanceof Outcome.Refused(var rejection))
				|| (rejection instanceof Rejection.Busy busy && !busy.affected().isNothing());
	}

}
