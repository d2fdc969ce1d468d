package com.ticketly.programme;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.input.FieldRules;
import com.ticketly.input.SeatNames;
import com.ticketly.input.Text;
import com.ticketly.price.PriceCategory;
import com.ticketly.price.PriceList;
import com.ticketly.price.PricedPlaces;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Prices in a request and in a response.
 *
 * @param currency the code of the currency by ISO 4217
 * @param categories the price categories, all with the same concessions
 */
@Schema(name = "Prices")
public record PricesInput(@NotNull @Text(max = 3) @Nullable String currency,
		@NotNull @Size(min = 1, max = PriceList.MAX_CATEGORIES) @Nullable List<@NotNull CategoryInput> categories)
		implements
			FieldRules {

	/**
	 * Says what a currency must be.
	 */
	public static final String CURRENCY = "must be the code of a currency by ISO 4217";

	/**
	 * The maximum length of the name of a category or a concession.
	 */
	public static final int MAX_NAME = 50;

	@Override
	public void check(Violations violations) {
		if (this.currency != null && currencyUnit(this.currency) == null) {
			violations.add("currency", CURRENCY);
		}
		List<CategoryInput> all = Objects.requireNonNullElse(this.categories, List.of());
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		int places = 0;
		int others = 0;
		for (int i = 0; i < all.size(); i++) {
			CategoryInput category = all.get(i);
			if (category == null) {
				continue;
			}
			if (category.category() != null && !names.add(category.category())) {
				violations.add("categories[%d].category".formatted(i), "must differ from other categories");
			}
			if (i > 0 && all.getFirst() != null && !category.concessions().equals(all.getFirst().concessions())) {
				violations.add("categories[%d].prices".formatted(i),
						"must have the concessions of the first category, in the same order");
			}
			others += (category.size() == 0) ? 1 : 0;
			if (category.size() == 0 && others == 2) {
				violations.add("categories[%d].places".formatted(i),
						"is required because another category is for all other seats");
			}
			places += category.size();
		}
		if (places > PriceList.MAX_PLACES) {
			violations.add("categories",
					"must have at most %d sections, rows and seats".formatted(PriceList.MAX_PLACES));
		}
	}

	/**
	 * Returns the currency of a code, null if there is none.
	 */
	public static @Nullable CurrencyUnit currencyUnit(String code) {
		return CurrencyUnit.registeredCurrencies()
			.stream()
			.filter((currency) -> currency.getCode().equals(code) && !currency.isPseudoCurrency())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the prices. Requires that the input is valid.
	 */
	public PriceList toPrices() {
		CurrencyUnit currency = CurrencyUnit.of(Objects.requireNonNull(this.currency));
		List<CategoryInput> all = Objects.requireNonNull(this.categories);
		return new PriceList(all.getFirst().concessions(),
				all.stream().map((category) -> category.toCategory(currency)).toList());
	}

	/**
	 * Returns prices in a response.
	 */
	public static PricesInput of(PriceList prices) {
		return new PricesInput(prices.currency().getCode(),
				prices.categories().stream().map((category) -> CategoryInput.of(category, prices)).toList());
	}

	/**
	 * A price category.
	 *
	 * @param category the name for customers
	 * @param prices what a seat costs, by concession. The first concession is that of
	 * tickets for which the customer names none.
	 * @param places the places of its seats; by default, all seats of no other category.
	 * A seat is in the category that names it, or else its row, or else its section.
	 */
	@Schema(name = "PriceCategory")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record CategoryInput(@NotNull @Text(max = MAX_NAME) @Nullable String category,
			@NotNull @Size(min = 1, max = PriceList.MAX_CONCESSIONS) @Nullable List<@NotNull PriceInput> prices,
			@Size(min = 1, max = PriceList.MAX_PLACES) @Nullable List<@NotNull PlacesInput> places)
			implements
				FieldRules {

		@Override
		public void check(Violations violations) {
			Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			List<String> concessions = concessions();
			for (int i = 0; i < concessions.size(); i++) {
				if (!names.add(concessions.get(i))) {
					violations.add("prices[%d].concession".formatted(i), "must differ from other concessions");
				}
			}
		}

		private List<String> concessions() {
			List<String> concessions = new ArrayList<>();
			for (PriceInput price : Objects.requireNonNullElse(this.prices, List.<PriceInput>of())) {
				concessions.add((price != null && price.concession() != null) ? price.concession() : "");
			}
			return concessions;
		}

		/**
		 * Returns how many sections, rows and seats it names.
		 */
		private int size() {
			return Objects.requireNonNullElse(this.places, List.<PlacesInput>of())
				.stream()
				.mapToInt((place) -> (place != null) ? place.size() : 0)
				.sum();
		}

		private PriceCategory toCategory(CurrencyUnit currency) {
			return new PriceCategory(Objects.requireNonNull(this.category),
					Objects.requireNonNull(this.prices)
						.stream()
						.map((price) -> Money.ofMinor(currency, Objects.requireNonNull(price.amount())))
						.toList(),
					Objects.requireNonNullElse(this.places, List.<PlacesInput>of())
						.stream()
						.map(PlacesInput::toPlaces)
						.toList());
		}

		private static CategoryInput of(PriceCategory category, PriceList prices) {
			List<PriceInput> amounts = new ArrayList<>();
			for (Money amount : category.amounts()) {
				amounts.add(new PriceInput(prices.concessions().get(amounts.size()), amount.getAmountMinorInt()));
			}
			return new CategoryInput(category.name(), amounts,
					category.places().isEmpty() ? null : category.places().stream().map(PlacesInput::of).toList());
		}

	}

	/**
	 * The price of a concession.
	 *
	 * @param concession the name for customers, such as {@code Child}
	 * @param amount the price of a seat, in minor units of the currency, such as cents
	 */
	@Schema(name = "Price")
	record PriceInput(@NotNull @Text(max = MAX_NAME) @Nullable String concession,
			@NotNull @Min(value = 0, message = AMOUNT) @Max(value = PriceList.MAX_AMOUNT,
					message = AMOUNT) @Nullable Integer amount)
			implements
				FieldRules {

		private static final String AMOUNT = "must be between 0 and " + PriceList.MAX_AMOUNT;

		@Override
		public void check(Violations violations) {
			// All rules are annotations.
		}

	}

	/**
	 * Places with the same prices: seats or rows of a section, or all of it.
	 *
	 * @param section the name of the section; by default, each section
	 * @param rows the letters of rows
	 * @param seats the names of seats
	 */
	@Schema(name = "PricedPlaces")
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record PlacesInput(@Text @Nullable String section,
			@Size(min = 1,
					max = PriceList.MAX_PLACES) @Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> rows,
			@Size(min = 1,
					max = PriceList.MAX_PLACES) @Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> seats)
			implements
				FieldRules {

		@Override
		public void check(Violations violations) {
			if (this.section == null && this.rows == null && this.seats == null) {
				violations.add("section", "is required unless rows or seats is given");
			}
			if (this.rows != null && this.seats != null) {
				violations.add("seats", "must be omitted if rows is given");
			}
		}

		private int size() {
			return 1 + SeatNames.normalize(this.rows).size() + SeatNames.normalize(this.seats).size();
		}

		private PricedPlaces toPlaces() {
			return new PricedPlaces(this.section, new LinkedHashSet<>(SeatNames.normalize(this.rows)),
					Set.copyOf(SeatNames.normalize(this.seats)));
		}

		private static PlacesInput of(PricedPlaces places) {
			return new PlacesInput(places.section(), List.copyOf(places.rows()), List.copyOf(places.seats()));
		}

	}

}
