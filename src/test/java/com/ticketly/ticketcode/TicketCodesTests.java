package com.ticketly.ticketcode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.TicketId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TicketCodesTests {

	private static final SlotId SLOT = new SlotId("SLT01JDA3M5Q8RST9VWXYZ0123456");

	private static final TicketId TICKET = TicketId
		.parse("TKT01JDA3M5Q8RST9VWXYZ0123456" + "03" + "01JDB4N6P1ABCDEFGHJKMNPQRS" + "A1B2C3D4")
		.orElseThrow();

	private static final TicketCode CODE = new TicketCode(new SectionKey(SLOT, 3), 1042, "C42", TicketTag.of(TICKET));

	private final TicketCodes codes = TestKeys.codes(TestKeys.JSON);

	@Test
	void readsWhatItSigns() {
		assertThat(this.codes.read(this.codes.sign(CODE))).contains(CODE);
	}

	@Test
	void signsWithTheFirstKeyInTheDocumentedFormat() throws Exception {
		JWSObject code = JWSObject.parse(this.codes.sign(CODE));
		ECKey first = JWKSet.parse(TestKeys.JSON).getKeys().getFirst().toECKey();

		assertThat(code.getHeader().toJSONObject()).hasSize(2).containsEntry("alg", "ES256").containsEntry("kid", "1");
		assertThat(code.getPayload()).hasToString("""
				{"s":"01JDA3M5Q8RST9VWXYZ0123456","n":3,"p":1042,"m":"C42","t":"%s"}""".formatted(CODE.tag()));
		assertThat(code.verify(new ECDSAVerifier(first.toPublicJWK()))).isTrue();
	}

	@Test
	void saysNothingOfTheIdsOfTicketAndBooking() {
		String payload = new String(Base64.getUrlDecoder().decode(this.codes.sign(CODE).split("\\.")[1]),
				StandardCharsets.UTF_8);

		assertThat(payload).doesNotContain("01JDB4N6P1", "A1B2C3D4");
	}

	@Test
	void fitsTheLimitWithTheLongestNames() {
		TicketCodes longestKeyId = TestKeys.codes(keys("12345678"));
		TicketCode longest = new TicketCode(new SectionKey(SLOT, 97), 49_000, "ZZ49000", CODE.tag());

		String signed = longestKeyId.sign(longest);

		assertThat(signed).hasSizeLessThanOrEqualTo(TicketCodes.MAX_LENGTH);
		assertThat(longestKeyId.read(signed)).contains(longest);
	}

	@Test
	void leavesOutANameThatDoesNotFit() {
		TicketCode tooLong = new TicketCode(CODE.section(), 1042, "映".repeat(20), CODE.tag());

		String signed = this.codes.sign(tooLong);

		assertThat(signed).hasSizeLessThanOrEqualTo(TicketCodes.MAX_LENGTH);
		assertThat(this.codes.read(signed)).contains(new TicketCode(CODE.section(), 1042, "", CODE.tag()));
	}

	@Test
	void refusesACodeWithAnyOtherCharacter() {
		String signed = this.codes.sign(CODE);

		// The last character has bits that are not used.
		for (int i = 0; i < signed.length() - 1; i++) {
			char other = (signed.charAt(i) == 'A') ? 'B' : 'A';
			String changed = signed.substring(0, i) + other + signed.substring(i + 1);

			assertThat(this.codes.read(changed)).as(changed).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", "...", "a.b.c", "eyJhbGciOiJFUzI1NiJ9..", "{}", "\0", "💺.💺.💺",
			"eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.AAAA",
			"eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.e30.AAAA", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA", "W10.W10.W10" })
	void refusesWhatIsNoCode(String text) {
		assertThat(this.codes.read(text)).isEmpty();
	}

	@Test
	void refusesTextsThatAreTooLong() {
		String signed = this.codes.sign(CODE);

		assertThat(this.codes.read(signed + " ".repeat(TicketCodes.MAX_LENGTH))).isEmpty();
		assertThat(this.codes.read("A".repeat(10_000_000))).isEmpty();
	}

	@Test
	void refusesKeysThatItDoesNotHave() {
		assertThat(this.codes.read(TestKeys.codes(keys("1")).sign(CODE))).isEmpty();
		assertThat(this.codes.read(TestKeys.codes(keys("other")).sign(CODE))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "no JSON", "[]", "{}", "null", "\"text\"",
			"{\"s\":\"01JDA3M5Q8RST9VWXYZ0123456\",\"n\":99,\"p\":1,\"t\":\"AAAAAA\"}",
			"{\"s\":\"01JDA3M5Q8RST9VWXYZ0123456\",\"n\":0,\"p\":0,\"t\":\"AAAAAA\"}",
			"{\"s\":\"01JDA3M5Q8RST9VWXYZ0123456\",\"n\":0,\"p\":1,\"t\":\"AAAAA\"}",
			"{\"s\":\"01JDA3M5Q8RST9VWXYZ0123456\",\"n\":0,\"p\":1}", "{\"s\":\"1\",\"n\":0,\"p\":1,\"t\":\"AAAAAA\"}",
			"{\"n\":0,\"p\":1,\"t\":\"AAAAAA\"}" })
	void refusesOtherPayloadsOfItsOwnKey(String payload) throws Exception {
		JWSObject code = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("1").build(),
				new Payload(payload));
		code.sign(new ECDSASigner(JWKSet.parse(TestKeys.JSON).getKeys().getFirst().toECKey()));

		assertThat(this.codes.read(code.serialize())).isEmpty();
	}

	@Test
	void readsCodesOfAllKeysWhileTheyAreRotated() throws Exception {
		JWK before = key("before");
		JWK after = key("after");
		TicketCodes added = TestKeys.codes(new JWKSet(List.of(before, after)).toString(false));
		TicketCodes signing = TestKeys.codes(new JWKSet(List.of(after, before)).toString(false));
		TicketCodes retired = TestKeys.codes(new JWKSet(after).toString(false));

		assertThat(added.read(signing.sign(CODE))).contains(CODE);
		assertThat(signing.read(added.sign(CODE))).contains(CODE);
		assertThat(retired.read(signing.sign(CODE))).contains(CODE);
		assertThat(retired.read(added.sign(CODE))).isEmpty();
	}

	@Test
	void publishesNoPrivateKey() {
		JWKSet keys = this.codes.publicKeys();

		assertThat(keys.getKeys()).extracting(JWK::getKeyID).containsExactly("1", "2");
		assertThat(keys.getKeys()).noneMatch(JWK::isPrivate);
		assertThat(keys.toString(false)).doesNotContain("\"d\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{\"keys\":[]}", "{\"keys\":[],\"unused\":\"x\"}", "no JSON", "[]", "{}",
			"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\",\"x\":\"AA\",\"y\":\"AA\"}]}",
			"{\"keys\":[{\"kty\":\"oct\",\"kid\":\"1\",\"k\":\"AAAA\"}]}" })
	void hasNoCodesWithoutAUsableKey(String keys) {
		TicketCodes none = TestKeys.codes(keys);

		assertThat(none.isAvailable()).isFalse();
		assertThat(none.publicKeys().isEmpty()).isTrue();
		assertThat(none.read(this.codes.sign(CODE))).isEmpty();
		assertThatExceptionOfType(TicketCodesUnavailableException.class).isThrownBy(() -> none.sign(CODE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "123456789", "a b", "ä" })
	void doesNotAcceptOtherKeyIds(String keyId) {
		assertThat(TestKeys.codes(keys(keyId)).isAvailable()).isFalse();
	}

	@Test
	void doesNotAcceptAPublicKeyThatWouldSign() throws Exception {
		assertThat(TestKeys.codes(new JWKSet(key("1").toPublicJWK()).toString(false)).isAvailable()).isFalse();
	}

	@Test
	void tagsDifferAndParse() {
		TicketTag tag = TicketTag.of(TICKET);

		assertThat(tag.text()).hasSize(6);
		assertThat(TicketTag.parse(tag.text())).contains(tag);
		assertThat(TicketTag.of(new TicketId(TICKET.section(), TICKET.booking(), "B2C3D4E5"))).isNotEqualTo(tag);
		assertThat(TicketTag.parse(new TicketTag(-1).text())).contains(new TicketTag(-1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AAAAA", "AAAAAAA", "AAAAA=", "AAAAAB", "AAAA+/", "äAAAAA", "AAAAA " })
	void refusesOtherTags(String text) {
		assertThat(TicketTag.parse(text)).isEmpty();
	}

	private static String keys(String keyId) {
		try {
			return new JWKSet(key(keyId)).toString(false);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWK key(String keyId) throws JOSEException {
		return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
	}

}
