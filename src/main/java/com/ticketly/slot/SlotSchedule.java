package com.ticketly.slot;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

import org.springframework.stereotype.Component;

/**
 * Writes new slots with their sections and seating plans.
 */
@Component
public class SlotSchedule {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Sections sections;

	private final Transactions transactions;

	SlotSchedule(Clock clock, ExpiryProperties expiry, Slots slots, Sections sections, Transactions transactions) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.sections = sections;
		this.transactions = transactions;
	}

	/**
	 * Schedules a slot: writes it with all of its sections, or nothing.
	 * @param alongside adds up to one item to the transaction, on any condition
	 * @return the slot as it is stored, or empty when that condition failed
	 */
	public Optional<Slot> add(SlotPlan plan, BiConsumer<TransactWriteItemsEnhancedRequest.Builder, Slot> alongside) {
		Slot slot = plan.slot(this.clock.instant(), this.expiry);
		List<Section> sections = plan.sections(slot);
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.slots.addPut(transaction, slot, plan.seating());
		alongside.accept(transaction, slot);
		int fitting = Transactions.MAX_ITEMS - transaction.build().transactWriteItems().size();
		// A section that is stored without its slot is never found.
		sections.stream().skip(fitting).forEach(this.sections::add);
		sections.stream().limit(fitting).forEach((section) -> this.sections.addPut(transaction, section));
		if (this.transactions.writeNew(transaction.build()) instanceof WriteResult.Refused refused
				&& !refused.reasons().getFirst().conditionFailed()) {
			return Optional.empty();
		}
		// Slot ids are unique: if the slot exists already, an earlier attempt wrote it.
		return Optional.of(slot.nextVersion());
	}

}
