package com.ticketly.dynamodb;

/**
 * An item with a version that counts its writes, which a {@link VersionedTable} needs for
 * optimistic locking. The schema of its type stores the version as the attribute
 * {@value #VERSION}.
 */
public interface Versioned<T> {

	/**
	 * The attribute that stores the version.
	 */
	String VERSION = "version";

	/**
	 * Returns the version that was read, 0 for an item that is not stored yet.
	 */
	long version();

	/**
	 * Returns the same item with the version that its next write stores.
	 */
	T nextVersion();

}
