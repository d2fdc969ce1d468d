package com.ticketly.sale;

/**
 * A sale to everybody who has a code, before the sale opens.
 *
 * @param from when it opens
 * @param code the digest of its code
 */
public record Presale(SaleTime from, PresaleCode.Digest code) {
}
