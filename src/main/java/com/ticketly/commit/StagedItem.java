package com.ticketly.commit;

import java.util.Optional;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.slot.Section;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * A change of one item that a unit of work will write.
 *
 * @param table where the item is stored
 * @param item the item, with the version that was read
 * @param deletes whether the item is deleted instead of put
 */
record StagedItem<T extends Versioned<T>>(VersionedTable<T> table, Key key, T item, boolean deletes) {

	boolean isSection() {
		return this.item instanceof Section;
	}

	Optional<T> current() {
		return this.deletes ? Optional.empty() : Optional.of(this.item);
	}

	/**
	 * Adds the write to a transaction, on the condition that the version is unchanged.
	 */
	void addTo(TransactWriteItemsEnhancedRequest.Builder transaction) {
		if (this.deletes) {
			this.table.addDelete(transaction, this.item);
		}
		else {
			this.table.addPut(transaction, this.item);
		}
	}

}
