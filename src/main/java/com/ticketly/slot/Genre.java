package com.ticketly.slot;

/**
 * The genre of a showing.
 */
public enum Genre {

	ACTION("Action"), ADVENTURE("Adventure"), COMEDY("Comedy"), CRIME("Crime"), DRAMA("Drama"), FANTASY("Fantasy"),
	HISTORICAL("Historical"), HISTORICAL_FICTION("Historical Fiction"), HORROR("Horror"),
	MAGICAL_REALISM("Magical Realism"), MYSTERY("Mystery"), PHILOSOPHICAL("Philosophical"), POLITICAL("Political"),
	ROMANCE("Romance"), SAGA("Saga"), SATIRE("Satire"), SCIFI("Scifi"), SOCIAL("Social"), SPECULATIVE("Speculative"),
	THRILLER("Thriller"), URBAN("Urban"), ANIMATION("Animation");

	private final String label;

	Genre(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
