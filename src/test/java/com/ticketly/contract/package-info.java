/**
 * The test of the service against its OpenAPI document.
 */
@NullMarked
package com.ticketly.contract;

import org.jspecify.annotations.NullMarked;
