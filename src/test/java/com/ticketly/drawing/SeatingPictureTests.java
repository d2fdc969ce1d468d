package com.ticketly.drawing;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatState;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;

class SeatingPictureTests {

	private static final SeatStates FREE = (section, seat) -> SeatState.FREE;

	private static final PlannedSection STALLS = new PlannedSection("Stalls",
			SeatLayout.parse(List.of("A a.|..", "B ..|.h", "C ..")));

	private static final PlannedSection BALCONY = new PlannedSection("Balcony", SeatLayout.parse(List.of("AA ...")));

	private static String svg(@Nullable SeatStates states, PlannedSection... sections) {
		return svg("Skyfall", states, sections);
	}

	private static String svg(String title, @Nullable SeatStates states, PlannedSection... sections) {
		return new SeatingPicture(title, "Screen", new SeatingPlan(List.of(sections)), states).svg();
	}

	private static PlannedSection numbered(int first, int count) {
		return new PlannedSection("", SeatLayout.numbered(first, count));
	}

	private static Document parse(String svg) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setNamespaceAware(true);
			factory.setExpandEntityReferences(false);
			return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
		}
		catch (ParserConfigurationException | SAXException | IOException ex) {
			throw new AssertionError(svg, ex);
		}
	}

	private static Stream<Element> elements(Document document, String name) {
		NodeList nodes = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
		return IntStream.range(0, nodes.getLength()).mapToObj((i) -> (Element) nodes.item(i));
	}

	/**
	 * Returns the elements of seats, which have a title each.
	 */
	private static List<Element> seats(String svg) {
		return elements(parse(svg), "use").filter(Element::hasChildNodes).toList();
	}

	private static List<String> titles(String svg) {
		return seats(svg).stream().map(Element::getTextContent).toList();
	}

	private static List<String> texts(String svg) {
		return elements(parse(svg), "text").map(Element::getTextContent).toList();
	}

	private static int x(Element seat) {
		return Integer.parseInt(seat.getAttribute("x"));
	}

	@Test
	void saysOfEachSeatWhatItIs() {
		SeatState[] states = { SeatState.FREE, SeatState.TAKEN, SeatState.HELD, SeatState.BLOCKED };

		assertThat(titles(svg((section, seat) -> states[seat % 4], STALLS))).containsExactly(
				"Row A, seat 1, free, wheelchair-accessible", "Row A, seat 2, taken", "Row A, seat 3, held",
				"Row A, seat 4, not for sale", "Row B, seat 1, free", "Row B, seat 2, taken", "Row B, seat 3, held",
				"Row B, seat 4, not for sale", "Row C, seat 1, free", "Row C, seat 2, taken");
	}

	@Test
	void namesTheSectionWhereThereAreSeveral() {
		assertThat(titles(svg(FREE, BALCONY, STALLS))).hasSize(13)
			.startsWith("Balcony, row AA, seat 1, free")
			.endsWith("Stalls, row C, seat 2, free");
	}

	@Test
	void asksForTheStateOfEachSeatOfEachSection() {
		SeatStates states = (section, seat) -> (section == 1 && seat == 2) ? SeatState.TAKEN : SeatState.FREE;

		assertThat(titles(svg(states, STALLS, BALCONY))).filteredOn((title) -> title.endsWith("taken"))
			.containsExactly("Balcony, row AA, seat 3, taken");
	}

	@Test
	void showsAPlanThatIsNotSold() {
		String svg = svg(null, STALLS);

		assertThat(titles(svg)).startsWith("Row A, seat 1, wheelchair-accessible", "Row A, seat 2")
			.contains("Row B, seat 4, house seat");
		assertThat(texts(svg)).contains("Seat: 9", "House seat: 1", "Wheelchair-accessible: 1");
	}

	@Test
	void explainsAndCountsTheMarks() {
		String svg = svg((section, seat) -> (seat < 3) ? SeatState.TAKEN : SeatState.FREE, STALLS);

		assertThat(texts(svg)).startsWith("Skyfall", "Free: 7", "Held: 0", "Taken: 3", "Not for sale: 0",
				"Wheelchair-accessible: 1 (0 free)", "Screen");
		Document document = parse(svg);
		assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
		assertThat(document.getDocumentElement().getAttribute("aria-labelledby"))
			.isEqualTo("seating-title seating-desc");
		assertThat(elements(document, "title").findFirst().orElseThrow().getAttribute("id")).isEqualTo("seating-title");
		assertThat(elements(document, "desc").findFirst().orElseThrow().getTextContent())
			.isEqualTo("Free: 7. Held: 0. Taken: 3. Not for sale: 0. Wheelchair-accessible: 1 (0 free).");
	}

	@Test
	void showsTheLettersOfRowsAtBothSidesAndTheNumbersOfFreeSeats() {
		assertThat(texts(svg(FREE, STALLS))).endsWith("A", "A", "234", "B", "B", "1234", "C", "C", "12");
	}

	@Test
	void countsTheFreeSeatsOfEachSection() {
		assertThat(texts(svg((section, seat) -> (section == 0) ? SeatState.TAKEN : SeatState.FREE, STALLS, BALCONY)))
			.contains("0 of 10 free", "3 of 3 free");
	}

	@Test
	void leavesAGapAtAisles() {
		List<Element> row = seats(svg(FREE, STALLS)).subList(0, 4);

		assertThat(x(row.get(1)) - x(row.get(0))).isEqualTo(20);
		assertThat(x(row.get(2)) - x(row.get(1))).isEqualTo(32);
	}

	@Test
	void centersRows() {
		List<Element> seats = seats(svg(FREE, STALLS));

		assertThat(x(seats.get(8)) + x(seats.get(9))).isEqualTo(x(seats.get(0)) + x(seats.get(3)));
	}

	@Test
	void wrapsSeatsThatOnlyHaveNumbers() {
		String svg = svg(FREE, numbered(1, 45));

		assertThat(titles(svg)).hasSize(45).startsWith("Seat 1, free").endsWith("Seat 45, free");
		assertThat(seats(svg).stream().map((seat) -> seat.getParentNode()).distinct()).hasSize(3);
		assertThat(texts(svg)).contains("21", "40", "41", "45").doesNotContain("Screen");
		assertThat(x(seats(svg).get(40))).isEqualTo(x(seats(svg).getFirst()));
	}

	@Test
	void namesSectionsWithoutNamesByTheirNumbers() {
		String svg = svg(FREE, numbered(1, 250), numbered(251, 250), numbered(501, 1));

		assertThat(titles(svg)).contains("Seat 251, free").doesNotHaveDuplicates();
		assertThat(elements(parse(svg), "title").map(Element::getTextContent)).contains("Seats 1 to 250",
				"Seats 251 to 500", "Seat 501");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "a & b", "\"'>", "]]>", "<![CDATA[", "&#0;", "&amp;",
			"\u0000\u0001\u001F", "\uD800", "\uDC00\uD800", "\uFFFE\uFFFF", "\u0085\u2028\u007F", "\u05d0\u202E\u05d1",
			"\ud83d\ude80", "<!--", "<?xml?>", " ", "\t\n" })
	void showsAnyName(String name) {
		PlannedSection section = new PlannedSection(name, BALCONY.layout());

		String svg = svg(name, FREE, STALLS, section);

		assertThat(seats(svg)).hasSize(13);
		assertThat(elements(parse(svg), "script")).isEmpty();
		assertThat(elements(parse(svg), "title").findFirst().orElseThrow().getTextContent()).hasSameSizeAs(name);
	}

	@Test
	void keepsNamesExactly() {
		String name = "<b>\"Tom\" & 'Jerry' \ud83d\ude80</b>";

		assertThat(elements(parse(svg(name, FREE, STALLS)), "title").findFirst().orElseThrow().getTextContent())
			.isEqualTo(name);
	}

	@Test
	void shortensLongNames() {
		String name = "e\u0301\ud83d\ude80".repeat(2000);
		String svg = svg(name, FREE, STALLS, new PlannedSection(name, BALCONY.layout()));

		assertThat(svg).hasSizeLessThan(30_000);
		assertThat(texts(svg)).allSatisfy((text) -> assertThat(text.replace(name, "")).hasSizeLessThan(70));
		assertThat(titles(svg).getLast()).contains("\u2026").endsWith(", row AA, seat 3, free").hasSizeLessThan(90);
	}

	@Test
	void refersToNothingElse() {
		Document document = parse(svg(FREE, STALLS, BALCONY, numbered(1, 5)));
		List<String> ids = elements(document, "g").map((group) -> group.getAttribute("id")).toList();

		assertThat(elements(document, "use").map((use) -> use.getAttribute("href")))
			.allSatisfy((reference) -> assertThat(ids).contains(reference.substring(1)));
		assertThat(elements(document, "*").map(Element::getTagName).distinct()).isSubsetOf("svg", "title", "desc",
				"defs", "g", "rect", "circle", "path", "use", "text", "tspan");
		assertThat(elements(document, "*")).noneMatch((element) -> element.hasAttribute("style"));
	}

	@Test
	void marksDifferWithoutColors() {
		SeatState[] states = SeatState.values();
		Document document = parse(svg((section, seat) -> states[seat % 4], STALLS));
		Map<String, String> shapes = elements(document, "defs").flatMap((defs) -> {
			NodeList groups = defs.getElementsByTagName("g");
			return IntStream.range(0, groups.getLength()).mapToObj((i) -> (Element) groups.item(i));
		}).collect(Collectors.toMap((group) -> group.getAttribute("id"), (group) -> {
			NodeList shapesOfGroup = group.getElementsByTagName("*");
			return IntStream.range(0, shapesOfGroup.getLength())
				.mapToObj((i) -> (Element) shapesOfGroup.item(i))
				.map((shape) -> shape.getTagName() + shape.getAttribute("d") + shape.getAttribute("stroke-dasharray"))
				.collect(Collectors.joining());
		}));

		assertThat(shapes).hasSize(8);
		assertThat(shapes.values()).doesNotHaveDuplicates();
	}

	/**
	 * WCAG 2.2 asks for 3:1 for graphics (1.4.11).
	 */
	@ParameterizedTest
	@EnumSource
	void marksHaveEnoughContrast(SeatMark mark) {
		SvgWriter svg = new SvgWriter();
		svg.openRoot();
		mark.define(svg);
		Document document = parse(svg.close().toString());

		Element seat = elements(document, "g").findFirst().orElseThrow();
		String fill = seat.getAttribute("fill");
		assertThat(contrast(seat.getAttribute("stroke"), "#ffffff")).isGreaterThan(3);
		elements(document, "path").map((path) -> path.getAttribute("stroke"))
			.filter((color) -> !color.isEmpty())
			.forEach((color) -> assertThat(contrast(color, fill)).isGreaterThan(4.5));
	}

	private static double contrast(String one, String other) {
		double first = luminance(one);
		double second = luminance(other);
		return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
	}

	/**
	 * Returns the <a href="https://www.w3.org/TR/WCAG22/#dfn-relative-luminance">relative
	 * luminance</a> of a color.
	 */
	private static double luminance(String color) {
		String digits = (color.length() == 4) ? color.replaceAll("([0-9a-f])", "$1$1") : color;
		double[] weights = { 0.2126, 0.7152, 0.0722 };
		return IntStream.range(0, 3).mapToDouble((i) -> {
			double value = Integer.parseInt(digits.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
			return weights[i] * ((value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
		}).sum();
	}

	/**
	 * With {@code -Ddocs.write=true}, this writes the file.
	 */
	@Test
	void isShownInTheDocumentation() throws IOException {
		List<String> rows = new ArrayList<>(List.of("A aa|......|aa", "B ..|........|..", "C ..|........|.."));
		"DEFGHI".chars().forEach((row) -> rows.add((char) row + " ...|........|..."));
		SeatStates states = (section, seat) -> switch (seat) {
			case 8, 22, 23, 40, 41, 42, 43, 50, 51, 52, 64, 65, 66, 67, 68, 78, 79, 80, 81, 82, 83, 90, 91 ->
				SeatState.TAKEN;
			case 1, 53, 54, 55 -> SeatState.HELD;
			case 104, 117 -> SeatState.BLOCKED;
			default -> SeatState.FREE;
		};
		String svg = svg(states, new PlannedSection("Stalls", SeatLayout.parse(rows)),
				new PlannedSection("Balcony", SeatLayout.parse(List.of("A ......|......", "B ......|......"))));
		Path file = Path.of("docs/seating.svg");
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(file, svg);
		}

		assertThat(Files.readString(file)).isEqualTo(svg);
	}

	@Test
	void isSmall() {
		PlannedSection section = new PlannedSection("Parterre", SeatLayout
			.parse(IntStream.range(0, 20).mapToObj((i) -> (char) ('A' + i) + " " + ".".repeat(25)).toList()));

		assertThat(svg(FREE, section)).hasSizeLessThan(60_000);
	}

	@Test
	void showsTheLargestSlot() {
		PlannedSection[] sections = IntStream.range(0, 99)
			.mapToObj((no) -> numbered(1 + 500 * no, 500))
			.toArray(PlannedSection[]::new);

		assertThat(titles(svg(FREE, sections))).hasSize(49_500).endsWith("Seat 49500, free");
	}

}
