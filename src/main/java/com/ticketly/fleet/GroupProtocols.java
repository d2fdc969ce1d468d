package com.ticketly.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;

import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.SYM_ENCRYPT;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/**
 * Chooses the protocols of JGroups: TCP, with all messages encrypted and authenticated by
 * a key that is derived from the shared secret.
 */
final class GroupProtocols {

	/**
	 * How long an instance can be silent before others suspect it, in milliseconds. A
	 * closed connection, such as that of a killed process, is noticed at once, and
	 * commands do not wait for a silent instance.
	 */
	private static final long SUSPECT_AFTER = 8000;

	private static final long HEARTBEAT = 2000;

	/**
	 * The range of the intervals at which instances look for others that they do not
	 * know, in milliseconds. Groups that find each other merge within about 1.6 times the
	 * longest interval.
	 */
	private static final long MERGE_MIN = 1000;

	private static final long MERGE_MAX = 3000;

	/**
	 * How long a suspected instance has to contradict, in milliseconds.
	 */
	private static final long CONTRADICT_WITHIN = 300;

	/**
	 * AEAD_CHACHA20_POLY1305 (<a href="https://www.rfc-editor.org/rfc/rfc8439">RFC
	 * 8439</a>). JGroups passes nonces in the way that this cipher needs, unlike those of
	 * AES in Galois/Counter Mode.
	 */
	private static final String CIPHER = "ChaCha20-Poly1305";

	private static final int NONCE_BYTES = 12;

	private static final int FRAGMENT_BYTES = 60_000;

	private GroupProtocols() {
	}

	static List<Protocol> create(String fleet, FleetProperties properties, MemberAddresses addresses)
			throws IOException, GeneralSecurityException {
		InetAddress address = InetAddress.getByName(properties.address());
		TCP transport = new TCP();
		transport.setBindAddress(address);
		transport.setBindPort(properties.port());
		transport.setPortRange(FleetProperties.PORT_RANGE);
		transport.useVirtualThreads(true);
		GMS membership = new GMS().setJoinTimeout(1000).printLocalAddress(false);
		// Directly above the transport, it authenticates the messages of all protocols.
		Protocol encryption = encryption(Objects.requireNonNull(properties.secret()));
		return List.of(transport, encryption, new DynamoDbPing(fleet, addresses),
				new MERGE3().setMinInterval(MERGE_MIN).setMaxInterval(MERGE_MAX),
				new FD_SOCK2().setBindAddress(address), new FD_ALL3().setTimeout(SUSPECT_AFTER).setInterval(HEARTBEAT),
				new VERIFY_SUSPECT2().setTimeout(CONTRADICT_WITHIN), new NAKACK2().useMcastXmit(false), new UNICAST3(),
				new STABLE(), membership, new UFC(), new FRAG2().setFragSize(FRAGMENT_BYTES));
	}

	private static SYM_ENCRYPT encryption(String secret) throws GeneralSecurityException {
		byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
		SYM_ENCRYPT encryption = new SYM_ENCRYPT().setSecretKey(new SecretKeySpec(key, "ChaCha20"));
		encryption.symAlgorithm(CIPHER).symKeylength(key.length * Byte.SIZE).symIvLength(NONCE_BYTES);
		return encryption;
	}

}
