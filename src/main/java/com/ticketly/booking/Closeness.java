package com.ticketly.booking;

import java.util.Comparator;

/**
 * Ranks refusals by how close the purchase came to a sale, in ascending order. If several
 * slots refuse a purchase, the customer gets the refusal that came closest.
 */
enum Closeness {

	SLOT_MISSING, SAME_SLOT, NOT_ON_SALE, SEATS_UNKNOWN, SEATS_TAKEN, SINGLE_SEAT_LEFT, TOO_FEW_SEATS,

	/**
	 * Another slot or section would be refused for the same reason.
	 */
	FINAL;

	/**
	 * Of slots with too few seats, the one with the most seats left is the closest.
	 */
	static final Comparator<Rejection> ORDER = Comparator.comparing(Closeness::of)
		.thenComparingInt((rejection) -> (rejection instanceof Rejection.SoldOut(var _, int left)) ? left : 0);

	static Closeness of(Rejection rejection) {
		return switch (rejection) {
			case Rejection.NotFound.SLOT -> SLOT_MISSING;
			case Rejection.SameSlot _ -> SAME_SLOT;
			case Rejection.SalesClosed _, Rejection.SlotCanceled _, Rejection.SalesNotOpen _, Rejection.SalesEnded _ ->
				NOT_ON_SALE;
			case Rejection.InvalidRequest _ -> SEATS_UNKNOWN;
			case Rejection.SeatsTaken _ -> SEATS_TAKEN;
			case Rejection.SingleSeatLeft _ -> SINGLE_SEAT_LEFT;
			case Rejection.SoldOut _, Rejection.AccessibleSeatsTaken _ -> TOO_FEW_SEATS;
			case Rejection.NotFound _, Rejection.SlotChanged _, Rejection.HallChanged _, Rejection.ShowChanged _,
					Rejection.HallOccupied _, Rejection.TicketNotBooked _, Rejection.TicketAdmitted _,
					Rejection.ChangesClosed _, Rejection.PaymentMismatch _, Rejection.AlreadyPaid _,
					Rejection.HoldEnded _, Rejection.HoldAlreadyProlonged _, Rejection.TooManyHolds _,
					Rejection.TooManyTickets _, Rejection.KeyReused _, Rejection.Busy _ ->
				FINAL;
		};
	}

}
