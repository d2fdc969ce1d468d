package com.ticketly.sale;

/**
 * A change of the terms of a sale.
 *
 * @param from when the sale opens
 * @param until when it ends
 * @param presaleFrom when the presale opens; removing it removes the code as well
 * @param presaleCode the code of the presale
 */
public record SaleChange(TimeChange from, TimeChange until, TimeChange presaleFrom, Change<PresaleCode> presaleCode,
		Change<Integer> maxTicketsPerPhone, Change<Boolean> avoidSingleSeats) {
}
