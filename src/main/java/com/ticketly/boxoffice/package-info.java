/**
 * The API of the box office.
 */
@NullMarked
package com.ticketly.boxoffice;

import org.jspecify.annotations.NullMarked;
