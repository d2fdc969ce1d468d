/**
 * What seats cost: price categories, concessions and amounts.
 */
@NullMarked
package com.ticketly.price;

import org.jspecify.annotations.NullMarked;
