package com.ticketly.booking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.receipt.Receipt;
import com.ticketly.receipt.Receipts;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.CustomerUsage;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sections and bookings as the commands of one group leave them, until one transaction
 * writes what they touched.
 */
final class Ledger {

	private final Map<SectionKey, Section> sections = new LinkedHashMap<>();

	/**
	 * Sections whose items hold what time has ended.
	 */
	private final Set<SectionKey> caughtUp = new HashSet<>();

	/**
	 * Sections that a command changed, even if another changed them back: what was
	 * decided on them holds only if nobody else wrote them.
	 */
	private final Map<SectionKey, Section> touched = new LinkedHashMap<>();

	private final Map<BookingId, Booking> changed = new LinkedHashMap<>();

	private final Map<BookingId, Booking> deleted = new LinkedHashMap<>();

	private final Map<String, CustomerUsage> allowances = new LinkedHashMap<>();

	private final Map<String, Receipt> answered = new LinkedHashMap<>();

	private final Known<BookingId, Booking> known;

	private final Known<String, CustomerUsage> knownAllowances;

	private final Known<String, Receipt> knownReceipts;

	private final Instant now;

	/**
	 * Opens a ledger.
	 * @param sections the sections as far as they are known
	 * @param known the bookings as far as they are known
	 * @param knownAllowances what customers have, as far as it is known
	 * @param knownReceipts what DynamoDB said of receipts
	 * @param now when the commands are decided
	 */
	Ledger(Collection<Section> sections, Known<BookingId, Booking> known, Known<String, CustomerUsage> knownAllowances,
			Known<String, Receipt> knownReceipts, Instant now) {
		this.now = now;
		for (Section section : sections) {
			Section current = section.asOf(now);
			this.sections.put(section.key(), current);
			if (current != section) {
				this.caughtUp.add(section.key());
			}
		}
		this.known = known;
		this.knownAllowances = knownAllowances;
		this.knownReceipts = knownReceipts;
	}

	Instant now() {
		return this.now;
	}

	Section section(SectionKey key) {
		Section section = this.sections.get(key);
		if (section == null) {
			throw new IllegalArgumentException("This ledger is not of section " + key);
		}
		return section;
	}

	/**
	 * Writes a section as it is now, if holds have ended since it was written.
	 */
	Section catchUp(SectionKey key) {
		Section section = section(key);
		if (this.caughtUp.contains(key)) {
			change(section);
		}
		return section;
	}

	void change(Section section) {
		this.sections.put(section.key(), section);
		this.touched.put(section.key(), section);
	}

	/**
	 * Returns a booking as the commands before left it.
	 * @param read the booking as the command's caller read it
	 */
	Optional<Booking> booking(Booking read) {
		if (this.deleted.containsKey(read.id())) {
			return Optional.empty();
		}
		Booking changed = this.changed.get(read.id());
		return (changed != null) ? Optional.of(changed) : this.known.find(read);
	}

	/**
	 * Returns a booking as it is stored now.
	 * @param read the booking as the command's caller read it
	 */
	Optional<Booking> readAgain(Booking read) {
		return this.known.readAgain(read);
	}

	/**
	 * Returns a booking that a command is to make, if an earlier try of it was written
	 * after all: nobody else can have made its id.
	 */
	Optional<Booking> madeAlready(BookingId id) {
		return this.known.learned(id);
	}

	/**
	 * Writes a booking, which keeps the version that it was read with.
	 */
	void change(Booking booking) {
		this.changed.put(booking.id(), booking);
	}

	void delete(Booking booking) {
		this.changed.remove(booking.id());
		this.deleted.put(booking.id(), booking);
	}

	/**
	 * Returns what a customer has, as the commands before left it.
	 * @param read what it was as the command's caller read it
	 */
	CustomerUsage allowance(CustomerUsage read) {
		CustomerUsage changed = this.allowances.get(read.key());
		return (changed != null) ? changed
				: this.knownAllowances.find(read).orElseGet(() -> CustomerUsage.none(read.slot(), read.user()));
	}

	void change(CustomerUsage allowance) {
		this.allowances.put(allowance.key(), allowance);
	}

	/**
	 * Returns the receipt of a request as it stands: that of another try, if one has
	 * taken it over, or none, if it was given up.
	 * @param claim the receipt as the caller claimed it
	 */
	Optional<Receipt> receipt(Receipt claim) {
		Receipt answered = this.answered.get(claim.key());
		return (answered != null) ? Optional.of(answered) : this.knownReceipts.find(claim);
	}

	/**
	 * Writes the answer of a request.
	 */
	void answer(Receipt answered) {
		this.answered.put(answered.key(), answered);
	}

	boolean hasAnswers() {
		return !this.answered.isEmpty();
	}

	boolean isUnchanged() {
		return this.touched.isEmpty() && this.changed.isEmpty() && this.deleted.isEmpty();
	}

	/**
	 * Returns the transaction of all changes.
	 */
	TransactWriteItemsEnhancedRequest toTransaction(VersionedTable<Section> sections, VersionedTable<Booking> bookings,
			VersionedTable<CustomerUsage> usages, Receipts receipts) {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.touched.values().forEach((section) -> sections.addPut(transaction, section));
		this.changed.values().forEach((booking) -> bookings.addPut(transaction, booking));
		this.deleted.values().forEach((booking) -> bookings.addDelete(transaction, booking));
		this.allowances.values().forEach((allowance) -> usages.addPut(transaction, allowance));
		this.answered.values().forEach((receipt) -> receipts.addAnswer(transaction, receipt));
		return transaction.build();
	}

	/**
	 * Returns a section as it is once the transaction is written.
	 */
	Section written(SectionKey key) {
		return this.touched.containsKey(key) ? section(key).nextVersion() : section(key);
	}

	/**
	 * Takes from a refused transaction what its items are, so that nothing has to be
	 * read.
	 * @param reasons what the items of {@link #toTransaction} say, in its order
	 * @param memories what is known of the sections
	 */
	void learn(List<WriteResult.Reason> reasons, Collection<SectionMemory> memories,
			VersionedTable<Section> sectionTable, VersionedTable<Booking> bookingTable,
			VersionedTable<CustomerUsage> usages) {
		if (reasons.stream().noneMatch(WriteResult.Reason::conditionFailed)) {
			memories.forEach(SectionMemory::forget);
			return;
		}
		List<SectionKey> written = List.copyOf(this.touched.keySet());
		for (SectionMemory memory : memories) {
			int index = written.indexOf(memory.key());
			if (index >= 0 && reasons.get(index).conditionFailed()) {
				memory.remember(sectionTable.parse(reasons.get(index).item()).orElse(null));
			}
		}
		List<Booking> bookings = new ArrayList<>(this.changed.values());
		bookings.addAll(this.deleted.values());
		Iterator<WriteResult.Reason> rest = reasons.listIterator(written.size());
		learn(bookings, rest, this.known, bookingTable::parse);
		learn(this.allowances.values(), rest, this.knownAllowances, usages::parse);
		learn(this.answered.values(), rest, this.knownReceipts, Receipts::parse);
	}

	private static <V> void learn(Collection<V> sent, Iterator<WriteResult.Reason> reasons, Known<?, V> known,
			Function<Map<String, AttributeValue>, Optional<V>> parser) {
		for (V item : sent) {
			WriteResult.Reason reason = reasons.next();
			if (reason.conditionFailed()) {
				known.learn(item, parser.apply(reason.item()));
			}
		}
	}

}
