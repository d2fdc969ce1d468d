/**
 * The API of reports: how many seats of slots, shows and days are sold, what they bring
 * in, and who came.
 */
@NullMarked
package com.ticketly.report;

import org.jspecify.annotations.NullMarked;
