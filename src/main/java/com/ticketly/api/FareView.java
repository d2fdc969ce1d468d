package com.ticketly.api;

import com.ticketly.price.Fare;
import com.ticketly.price.Payment;
import io.swagger.v3.oas.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket costs in a response.
 *
 * @param amount the amount, in minor units of the currency, such as cents
 * @param currency the code of the currency by ISO 4217
 * @param category the price category of the seat
 * @param concession the concession, such as {@code Child}
 */
@Schema(name = "Fare")
public record FareView(long amount, String currency, String category, String concession) {

	/**
	 * Returns what a ticket costs, null if it has no price.
	 */
	public static @Nullable FareView of(@Nullable Fare fare) {
		return (fare == null) ? null : new FareView(fare.amount().getAmountMinorLong(),
				fare.amount().getCurrencyUnit().getCode(), fare.category(), fare.concession());
	}

	/**
	 * An amount of money in a response.
	 *
	 * @param amount the amount, in minor units of the currency
	 */
	@Schema(name = "Amount")
	public record AmountView(long amount, String currency) {

		public static @Nullable AmountView of(@Nullable Money money) {
			return (money == null) ? null
					: new AmountView(money.getAmountMinorLong(), money.getCurrencyUnit().getCode());
		}

	}

	/**
	 * A payment in a response.
	 *
	 * @param reference what whoever took it calls it
	 */
	@Schema(name = "RecordedPayment")
	public record PaymentView(String reference, long amount, String currency) {

		public static @Nullable PaymentView of(@Nullable Payment payment) {
			return (payment == null) ? null : new PaymentView(payment.reference(),
					payment.amount().getAmountMinorLong(), payment.amount().getCurrencyUnit().getCode());
		}

	}

}
