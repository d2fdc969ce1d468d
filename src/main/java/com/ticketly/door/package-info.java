/**
 * The page with which staff let people in, and the codes by which its devices sign in.
 */
@NullMarked
package com.ticketly.door;

import org.jspecify.annotations.NullMarked;
