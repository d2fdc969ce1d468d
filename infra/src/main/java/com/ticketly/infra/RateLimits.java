package com.ticketly.infra;

/**
 * How many requests the firewall lets through.
 *
 * @param requests requests of an IP address in 5 minutes
 * @param seatRequests requests of an IP address in a minute that hold or book seats
 * @param signedInRequests requests with credentials in 5 minutes, of an IP address, and
 * of all addresses with the same credentials
 */
record RateLimits(int requests, int seatRequests, int signedInRequests) {
}
