package com.ticketly.sale;

import com.ticketly.price.PriceList;
import org.jspecify.annotations.Nullable;

/**
 * A change of the terms of a sale.
 *
 * @param from when the sale opens
 * @param until when it ends
 * @param presaleFrom when the presale opens; removing it removes the code as well
 * @param presaleCode the code of the presale
 * @param prices what the seats cost
 */
public record SaleChange(TimeChange from, TimeChange until, TimeChange presaleFrom, Change<PresaleCode> presaleCode,
		Change<Integer> maxTicketsPerPhone, Change<Boolean> avoidSingleSeats, Change<PriceList> prices) {

	/**
	 * Returns this change without the text of the code, so that it can be stored.
	 * @param earlier a change whose digest is used if its code is the same, or null
	 */
	public SaleChange withoutCode(@Nullable SaleChange earlier) {
		PresaleCode code = this.presaleCode.value();
		return (code == null) ? this
				: new SaleChange(this.from, this.until, this.presaleFrom,
						new Change<>(true, code.withoutText((earlier != null) ? earlier.presaleCode.value() : null)),
						this.maxTicketsPerPhone, this.avoidSingleSeats, this.prices);
	}

}
