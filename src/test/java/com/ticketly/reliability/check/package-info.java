/**
 * The check of a history of requests and answers, and of what was stored in the end,
 * against the promises of the service. It knows the API, but nothing of how the service
 * works.
 */
@NullMarked
package com.ticketly.reliability.check;

import org.jspecify.annotations.NullMarked;
