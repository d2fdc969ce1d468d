package com.ticketly.price;

import org.joda.money.Money;

/**
 * A payment that somebody else has taken.
 *
 * @param reference what whoever took it calls it
 */
public record Payment(String reference, Money amount) {
}
