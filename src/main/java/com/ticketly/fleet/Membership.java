package com.ticketly.fleet;

import java.util.List;
import java.util.SplittableRandom;

import com.ticketly.slot.SectionKey;

/**
 * The instances that own sections, as one of them sees it.
 * <p>
 * Sections are distributed by rendezvous hashing (Thaler and Ravishankar, "A name-based
 * mapping scheme for rendezvous", 1996): each member has a weight for each section, and
 * the one with the highest weight owns it. If a member joins or leaves, only its sections
 * change their owner.
 *
 * @param self this instance
 * @param owners the members that own sections
 */
record Membership(Member self, List<Member> owners) {

	/**
	 * Returns the owner of a section: this instance if there is no other.
	 */
	Member owner(SectionKey section) {
		// The hash codes of strings are the same in all JVMs.
		long hash = 31L * section.slot().value().hashCode() + section.no();
		Member owner = this.self;
		long highest = Long.MIN_VALUE;
		for (Member member : this.owners) {
			long weight = new SplittableRandom(member.seed() ^ hash).nextLong();
			if (weight >= highest) {
				highest = weight;
				owner = member;
			}
		}
		return owner;
	}

}
