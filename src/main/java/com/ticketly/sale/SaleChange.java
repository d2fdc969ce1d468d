package com.ticketly.sale;

import com.ticketly.price.PriceList;

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
}
