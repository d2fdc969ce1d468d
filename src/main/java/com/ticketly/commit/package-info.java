/**
 * The commit engine: queues the commands of each section and commits them in groups, one
 * transaction a group.
 */
@NullMarked
package com.ticketly.commit;

import org.jspecify.annotations.NullMarked;
