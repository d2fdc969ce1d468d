/**
 * The handling of HTTP requests around the operations: problems, deadlines, the request
 * log, and the checks of headers and paths.
 */
@NullMarked
package com.ticketly.http;

import org.jspecify.annotations.NullMarked;
