package com.ticketly.booking;

import java.util.Comparator;

/**
 * How close a refused purchase came to a sale, in ascending order. Of several slots that
 * refuse, the customer is told about the one that came closest.
 *
 * @param stage how far the purchase came
 * @param seatsLeft how many seats were left, 0 if they were not the reason
 */
record Closeness(Stage stage, int seatsLeft) implements Comparable<Closeness> {

	private static final Comparator<Closeness> ORDER = Comparator.comparing(Closeness::stage)
		.thenComparingInt(Closeness::seatsLeft);

	private enum Stage {

		SLOT_MISSING, SAME_SLOT, NOT_ON_SALE, SEATS_UNKNOWN, SEATS_TAKEN, TOO_FEW_SEATS,

		/**
		 * The refusal has nothing to do with the slot or section.
		 */
		FINAL

	}

	static Closeness of(Rejection rejection) {
		return switch (rejection) {
			case Rejection.SlotNotFound() -> at(Stage.SLOT_MISSING);
			case Rejection.SameSlot same -> at(Stage.SAME_SLOT);
			case Rejection.SalesClosed closed -> at(Stage.NOT_ON_SALE);
			case Rejection.SlotCanceled canceled -> at(Stage.NOT_ON_SALE);
			case Rejection.Invalid invalid -> at(Stage.SEATS_UNKNOWN);
			case Rejection.SeatsTaken taken -> at(Stage.SEATS_TAKEN);
			case Rejection.SoldOut(var slot, int left) -> new Closeness(Stage.TOO_FEW_SEATS, left);
			case Rejection.SlotChanged(), Rejection.TicketNotFound(), Rejection.UserNotFound(),
					Rejection.HoldNotFound(), Rejection.KeyReused() ->
				at(Stage.FINAL);
			case Rejection.TicketNotBooked notBooked -> at(Stage.FINAL);
			case Rejection.HoldEnded ended -> at(Stage.FINAL);
			case Rejection.TooManyHolds holds -> at(Stage.FINAL);
			case Rejection.TooManyTickets tickets -> at(Stage.FINAL);
			case Rejection.Busy busy -> at(Stage.FINAL);
		};
	}

	private static Closeness at(Stage stage) {
		return new Closeness(stage, 0);
	}

	/**
	 * Returns whether another slot or section would be refused for the same reason.
	 */
	boolean isFinal() {
		return this.stage == Stage.FINAL;
	}

	@Override
	public int compareTo(Closeness other) {
		return ORDER.compare(this, other);
	}

}
