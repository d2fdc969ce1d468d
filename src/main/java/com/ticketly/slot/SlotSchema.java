package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.HallVersion;
import com.ticketly.price.PriceList;
import com.ticketly.price.PriceListConverter;
import com.ticketly.sale.Presale;
import com.ticketly.sale.PresaleCode;
import com.ticketly.sale.SaleLimits;
import com.ticketly.sale.SaleTerms;
import com.ticketly.sale.SaleTime;
import com.ticketly.slot.SlotLifecycle.UnfinishedChange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * The attributes and indexes of slots in their table.
 */
final class SlotSchema {

	static final String BY_MONTH = "byMonth";

	static final String BY_GENRE_MONTH = "byGenreMonth";

	static final String BY_NAME = "byName";

	// Contains scheduled slots and those with an unfinished change.
	static final String BY_EXPIRY = "byExpiry";

	static final String START_MONTH = "startMonth";

	// Only changes of the end did so before slots had terms of the sale.
	private static final String CHANGES_BOOKINGS = "endChanged";

	private static final int DUE_SHARDS = 8;

	/**
	 * The partition of {@value #BY_EXPIRY} for slots with an unfinished change, of which
	 * there are few.
	 */
	static final String UNFINISHED = "unfinished";

	static final TableSchema<Slot> SCHEMA = RecordSchema.of(Slot.class, SlotSchema::read)
		.attribute("slotId", String.class, (slot) -> slot.id().value(), primaryPartitionKey())
		.attribute("slotName", String.class, (slot) -> slot.showing().name(), secondaryPartitionKey(BY_NAME))
		.attribute("slotDescription", String.class, (slot) -> slot.showing().description())
		.attribute("startTime", String.class, (slot) -> slot.showing().start().toString())
		.attribute("endTime", String.class, (slot) -> slot.showing().end().toString())
		.attribute("slotType", SlotType.class, (slot) -> slot.showing().type())
		.attribute("genre", Genre.class, (slot) -> slot.showing().genre())
		.attribute("externalId", String.class, (slot) -> slot.showing().externalId())
		.attribute("hall", String.class, hall((use) -> use.version().toString()))
		.attribute("zone", String.class, hall((use) -> use.zone().getId()))
		.attribute("clearMinutes", Integer.class, hall((use) -> (int) use.clearing().toMinutes()))
		.attribute("show", String.class, show(Showing.OfShow::id))
		.attribute("showVersion", Long.class, show(Showing.OfShow::version))
		.attribute("capacity", Integer.class, (slot) -> slot.capacity().seats())
		.attribute("sections", Integer.class, (slot) -> slot.capacity().sections())
		.attribute("seated", Boolean.class, (slot) -> slot.capacity().hasPlan() ? true : null)
		.attribute("salesFrom", String.class, (slot) -> time(slot.sale().from()))
		.attribute("salesFromMinutes", Integer.class, (slot) -> minutes(slot.sale().from()))
		.attribute("salesUntil", String.class, (slot) -> time(slot.sale().until()))
		.attribute("salesUntilMinutes", Integer.class, (slot) -> minutes(slot.sale().until()))
		.attribute("presaleFrom", String.class, (slot) -> time(presaleFrom(slot)))
		.attribute("presaleFromMinutes", Integer.class, (slot) -> minutes(presaleFrom(slot)))
		.attribute("presaleCode", String.class,
				(slot) -> (slot.sale().presale() != null) ? slot.sale().presale().code().text() : null)
		.attribute("maxTicketsPerPhone", Integer.class, (slot) -> slot.sale().limits().maxTicketsPerPhone())
		.attribute("avoidSingleSeats", Boolean.class, (slot) -> slot.sale().limits().avoidSingleSeats() ? true : null)
		.attribute("prices", new PriceListConverter(), (slot) -> slot.sale().prices())
		.attribute("expiresAt", Long.class, (slot) -> slot.lifecycle().expiresAt().getEpochSecond(),
				secondarySortKey(BY_EXPIRY))
		.attribute("dueShard", String.class, SlotSchema::dueShard, secondaryPartitionKey(BY_EXPIRY))
		.attribute("status", SlotStatus.class, (slot) -> slot.lifecycle().status())
		.attribute(START_MONTH, String.class, (slot) -> SlotPosition.of(slot).month(), secondaryPartitionKey(BY_MONTH))
		.attribute("genreMonth", String.class,
				(slot) -> genreMonth(slot.showing().genre(), SlotPosition.of(slot).month()),
				secondaryPartitionKey(BY_GENRE_MONTH))
		.attribute("startAndId", String.class, (slot) -> SlotPosition.of(slot).value(),
				secondarySortKey(List.of(BY_MONTH, BY_GENRE_MONTH, BY_NAME)))
		.attribute("expiredAt", String.class, (slot) -> text(slot.lifecycle().expiredAt()))
		.attribute("claimedUntil", String.class, (slot) -> text(slot.lifecycle().claimedUntil()))
		.attribute("cancelReason", String.class, (slot) -> slot.lifecycle().cancelReason())
		.attribute("resumeAt", String.class, (slot) -> text(resumeAt(slot)))
		.attribute(CHANGES_BOOKINGS, Boolean.class, (slot) -> slot.bookingsMayDiffer() ? true : null)
		.attribute("edition", Long.class, Slot::edition)
		.attribute(TableDefinition.PURGE_AT, Long.class, (slot) -> slot.lifecycle().purgeAt())
		.attribute("version", Long.class, Slot::version)
		.build();

	private SlotSchema() {
	}

	private static <V> Function<Slot, @Nullable V> hall(Function<HallUse, V> part) {
		return (slot) -> {
			HallUse use = slot.showing().hall();
			return (use != null) ? part.apply(use) : null;
		};
	}

	private static <V> Function<Slot, @Nullable V> show(Function<Showing.OfShow, V> part) {
		return (slot) -> {
			Showing.OfShow show = slot.showing().show();
			return (show != null) ? part.apply(show) : null;
		};
	}

	static String genreMonth(Genre genre, String month) {
		return genre + "#" + month;
	}

	private static @Nullable SaleTime presaleFrom(Slot slot) {
		return (slot.sale().presale() != null) ? slot.sale().presale().from() : null;
	}

	private static @Nullable String time(@Nullable SaleTime time) {
		return (time != null) ? text(time.time()) : null;
	}

	private static @Nullable Integer minutes(@Nullable SaleTime time) {
		return (time != null) ? time.minutesBefore() : null;
	}

	private static @Nullable Instant resumeAt(Slot slot) {
		UnfinishedChange unfinished = slot.lifecycle().unfinished();
		return (unfinished != null) ? unfinished.resumeAt() : null;
	}

	private static @Nullable String dueShard(Slot slot) {
		if (slot.lifecycle().unfinished() != null) {
			return UNFINISHED;
		}
		return (slot.lifecycle().status() == SlotStatus.SCHEDULED)
				? Integer.toString(Math.floorMod(slot.id().value().hashCode(), DUE_SHARDS)) : null;
	}

	static Stream<String> dueShards() {
		return IntStream.range(0, DUE_SHARDS).mapToObj(Integer::toString);
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

	private static @Nullable Instant instant(@Nullable String text) {
		return (text != null) ? Instant.parse(text) : null;
	}

	private static Slot read(ItemAttributes attributes) {
		// Items written before slots had editions are of the first one.
		return new Slot(new SlotId(attributes.get("slotId", String.class)), showing(attributes), capacity(attributes),
				sale(attributes), lifecycle(attributes), attributes.get("edition", Long.class, 1L),
				attributes.get("version", Long.class));
	}

	private static Showing showing(ItemAttributes attributes) {
		return new Showing(attributes.get("slotName", String.class), attributes.get("slotDescription", String.class),
				Instant.parse(attributes.get("startTime", String.class)),
				Instant.parse(attributes.get("endTime", String.class)), attributes.get("slotType", SlotType.class),
				attributes.get("genre", Genre.class), hall(attributes), show(attributes),
				attributes.find("externalId", String.class));
	}

	private static @Nullable HallUse hall(ItemAttributes attributes) {
		String version = attributes.find("hall", String.class);
		return (version == null) ? null
				: new HallUse(HallVersion.parse(version), ZoneId.of(attributes.get("zone", String.class)),
						Duration.ofMinutes(attributes.get("clearMinutes", Integer.class)));
	}

	private static Showing.@Nullable OfShow show(ItemAttributes attributes) {
		String show = attributes.find("show", String.class);
		return (show != null) ? new Showing.OfShow(show, attributes.get("showVersion", Long.class)) : null;
	}

	private static SlotCapacity capacity(ItemAttributes attributes) {
		return new SlotCapacity(attributes.get("capacity", Integer.class), attributes.get("sections", Integer.class),
				attributes.get("seated", Boolean.class, false));
	}

	private static SaleTerms sale(ItemAttributes attributes) {
		SaleTime presaleFrom = saleTime(attributes, "presaleFrom");
		return new SaleTerms(saleTime(attributes, "salesFrom"), saleTime(attributes, "salesUntil"),
				(presaleFrom != null)
						? new Presale(presaleFrom, new PresaleCode.Digest(attributes.get("presaleCode", String.class)))
						: null,
				new SaleLimits(attributes.find("maxTicketsPerPhone", Integer.class),
						attributes.get("avoidSingleSeats", Boolean.class, false)),
				attributes.find("prices", PriceList.class));
	}

	private static @Nullable SaleTime saleTime(ItemAttributes attributes, String name) {
		Instant time = instant(attributes.find(name, String.class));
		Integer minutes = attributes.find(name + "Minutes", Integer.class);
		return (time != null || minutes != null) ? new SaleTime(time, minutes) : null;
	}

	private static SlotLifecycle lifecycle(ItemAttributes attributes) {
		return new SlotLifecycle(attributes.get("status", SlotStatus.class),
				Instant.ofEpochSecond(attributes.get("expiresAt", Long.class)),
				instant(attributes.find("expiredAt", String.class)),
				instant(attributes.find("claimedUntil", String.class)), attributes.find("cancelReason", String.class),
				attributes.find(TableDefinition.PURGE_AT, Long.class), unfinished(attributes));
	}

	private static @Nullable UnfinishedChange unfinished(ItemAttributes attributes) {
		Instant resumeAt = instant(attributes.find("resumeAt", String.class));
		return (resumeAt != null)
				? new UnfinishedChange(resumeAt, attributes.get(CHANGES_BOOKINGS, Boolean.class, false)) : null;
	}

}
