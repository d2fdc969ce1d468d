package com.ticketly.admission;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.util.DigestUtils;

/**
 * What a scanner needs to judge the tickets of a slot without a network.
 *
 * @param version the version of the manifest, opaque
 * @param opensAt when the doors open
 * @param closesAt when the tickets expire
 * @param keys the public keys of the codes
 * @param sections the sections, without those that have not changed since the version
 * that was asked for
 */
@Schema(name = "Manifest")
record Manifest(String slotId, String version, Instant opensAt, Instant closesAt, List<CodeKey> keys,
		List<SectionManifest> sections) {

	/**
	 * Returns the version of a manifest with all sections: four bytes for each of them.
	 */
	static String version(List<SectionManifest> sections) {
		ByteBuffer version = ByteBuffer.allocate(sections.size() * Integer.BYTES);
		sections.forEach((section) -> version.putInt(section.checksum()));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(version.array());
	}

	/**
	 * Returns the sections that have changed since another version. If it is not a
	 * version of this slot, these are all.
	 */
	Manifest since(String version) {
		return checksums(version).filter((known) -> known.remaining() == this.sections.size() * Integer.BYTES)
			.map((known) -> new Manifest(this.slotId, this.version, this.opensAt, this.closesAt, this.keys,
					IntStream.range(0, this.sections.size())
						.filter((at) -> known.getInt(at * Integer.BYTES) != this.sections.get(at).checksum())
						.mapToObj(this.sections::get)
						.toList()))
			.orElse(this);
	}

	private static Optional<ByteBuffer> checksums(String version) {
		try {
			return Optional.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(version)));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Returns the entity tag, which also changes with the keys and the times.
	 */
	String tag() {
		String content = String.join(" ", this.version, this.opensAt.toString(), this.closesAt.toString(),
				this.keys.toString());
		return "\"%s\"".formatted(DigestUtils.md5DigestAsHex(content.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * A public key of codes, a JSON Web Key
	 * (<a href="https://www.rfc-editor.org/rfc/rfc7517">RFC 7517</a>).
	 */
	@Schema(name = "CodeKey")
	record CodeKey(String kty, String crv, String kid, String x, String y, String alg, String use) {

		static CodeKey of(ECKey key) {
			return new CodeKey(key.getKeyType().getValue(), key.getCurve().getName(), key.getKeyID(),
					key.getX().toString(), key.getY().toString(), JWSAlgorithm.ES256.getName(), "sig");
		}

	}

	/**
	 * The valid tickets of a section.
	 *
	 * @param sectionNo the number of the section within the slot, from 0
	 * @param section its name; absent if it has none
	 * @param firstSeat the number of its first seat within the slot, from 1
	 * @param tags four bytes for each seat, in base64: the tag of the ticket that is
	 * valid, in big-endian order, or zero
	 * @param in one bit for each seat, from the lowest bit of the first byte, in base64:
	 * whether its ticket has been let in; trailing zero bytes are left out
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "SectionManifest")
	record SectionManifest(int sectionNo, String section, int firstSeat, String tags, String in) {

		int checksum() {
			CRC32 checksum = new CRC32();
			checksum.update((this.tags + " " + this.in).getBytes(StandardCharsets.US_ASCII));
			return (int) checksum.getValue();
		}

	}

}
