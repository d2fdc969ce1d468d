/**
 * Access to DynamoDB: the client, tables with optimistic locking, and transactions with a
 * certain outcome.
 */
@NullMarked
package com.ticketly.dynamodb;

import org.jspecify.annotations.NullMarked;
