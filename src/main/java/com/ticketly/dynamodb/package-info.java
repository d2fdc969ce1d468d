/**
 * The way to DynamoDB: its client, its tables, and writes that end with a certain
 * outcome.
 */
@NullMarked
package com.ticketly.dynamodb;

import org.jspecify.annotations.NullMarked;
