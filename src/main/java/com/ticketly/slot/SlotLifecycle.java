package com.ticketly.slot;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The lifecycle of a slot: whether it is canceled or expired, and when it is deleted.
 *
 * @param status the stored status
 * @param expiresAt when its tickets expire, in whole seconds
 * @param expiredAt when an expiry run closed it, null before
 * @param claimedUntil until when an expiry run has claimed it, null where none has
 * @param cancelReason why it was canceled, null where it was not
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for never
 * @param unfinished the change or cancellation that its sections and bookings may not
 * have yet, null where there is none
 */
public record SlotLifecycle(SlotStatus status, Instant expiresAt, @Nullable Instant expiredAt,
		@Nullable Instant claimedUntil, @Nullable String cancelReason, @Nullable Long purgeAt,
		@Nullable UnfinishedChange unfinished) {

	static SlotLifecycle scheduled(Instant end, Instant now, ExpiryProperties expiry) {
		Instant expiresAt = end.plus(expiry.grace());
		return new SlotLifecycle(SlotStatus.SCHEDULED, expiresAt, null, null, null, purgeAt(expiresAt, now, expiry),
				null);
	}

	private static @Nullable Long purgeAt(Instant expiresAt, Instant now, ExpiryProperties expiry) {
		// A slot dated in the past is stored for as long as one that expires now.
		Instant from = now.isAfter(expiresAt) ? now : expiresAt;
		return expiry.purgeAfter().isZero() ? null : from.plus(expiry.purgeAfter()).getEpochSecond();
	}

	SlotLifecycle moveEnd(Instant end, Instant now, ExpiryProperties expiry) {
		Instant expiresAt = end.plus(expiry.grace());
		return new SlotLifecycle(this.status, expiresAt, this.expiredAt, this.claimedUntil, this.cancelReason,
				purgeAt(expiresAt, now, expiry), this.unfinished);
	}

	/**
	 * Returns the lifecycle with a change that a run may resume from a time on.
	 * @param changesBookings whether the change moves the end, or bookings begin to count
	 * towards a limit; it also does if an earlier one that is unfinished does
	 */
	SlotLifecycle unfinished(Instant resumeAt, boolean changesBookings) {
		return with(new UnfinishedChange(resumeAt,
				changesBookings || (this.unfinished != null && this.unfinished.changesBookings())));
	}

	SlotLifecycle finished() {
		return with((UnfinishedChange) null);
	}

	private SlotLifecycle with(@Nullable UnfinishedChange unfinished) {
		return new SlotLifecycle(this.status, this.expiresAt, this.expiredAt, this.claimedUntil, this.cancelReason,
				this.purgeAt, unfinished);
	}

	SlotLifecycle claimUntil(Instant until) {
		return with(this.status, this.expiredAt, until, this.cancelReason);
	}

	SlotLifecycle expire(Instant now) {
		return with(SlotStatus.EXPIRED, now, null, this.cancelReason);
	}

	SlotLifecycle cancel(String reason) {
		return with(SlotStatus.CANCELED, null, null, reason);
	}

	private SlotLifecycle with(SlotStatus status, @Nullable Instant expiredAt, @Nullable Instant claimedUntil,
			@Nullable String cancelReason) {
		return new SlotLifecycle(status, this.expiresAt, expiredAt, claimedUntil, cancelReason, this.purgeAt,
				this.unfinished);
	}

	boolean isClaimable(Instant now) {
		return this.status == SlotStatus.SCHEDULED && (this.claimedUntil == null || !now.isBefore(this.claimedUntil));
	}

	boolean isResumable(Instant now) {
		return this.unfinished != null && !now.isBefore(this.unfinished.resumeAt());
	}

	/**
	 * Returns whether an expiry run has claimed the slot and has not finished. Its
	 * sections may be closed and its tickets expired, even if the run failed.
	 */
	boolean isClaimed() {
		return this.claimedUntil != null;
	}

	@Nullable Instant expiryOf(Instant createdAt) {
		return createdAt.isBefore(this.expiresAt) ? this.expiresAt : this.expiredAt;
	}

	boolean isExpired(Instant createdAt, Instant now) {
		Instant expiry = expiryOf(createdAt);
		return this.status == SlotStatus.EXPIRED || (expiry != null && !now.isBefore(expiry));
	}

	/**
	 * A change of a slot that is stored, but may not be propagated to its sections and
	 * bookings.
	 *
	 * @param resumeAt from when an expiry run may resume it
	 * @param changesBookings whether bookings or the usages of customers change as well
	 */
	public record UnfinishedChange(Instant resumeAt, boolean changesBookings) {
	}

}
