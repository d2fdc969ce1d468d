/**
 * API keys of staff and machines: their scopes, their table, and their operations.
 */
@NullMarked
package com.ticketly.apikey;

import org.jspecify.annotations.NullMarked;
