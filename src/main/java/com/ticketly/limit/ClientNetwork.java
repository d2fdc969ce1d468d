package com.ticketly.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reduces the address of a client to the network whose addresses the client can all use.
 */
public final class ClientNetwork {

	/**
	 * The bytes of an IPv6 address that say which network it is in.
	 */
	private static final int BYTES = 8;

	private ClientNetwork() {
	}

	/**
	 * Returns an IPv4 address as it is, and the network of an IPv6 address.
	 */
	public static String of(String address) {
		// Nearly all clients have IPv4 addresses, which need not be parsed.
		if (address.indexOf(':') < 0) {
			return address;
		}
		try {
			InetAddress parsed = InetAddress.ofLiteral(address);
			return (parsed instanceof Inet6Address ipv6)
					? HexFormat.of().formatHex(Arrays.copyOf(ipv6.getAddress(), BYTES)) : parsed.getHostAddress();
		}
		catch (IllegalArgumentException ex) {
			return address;
		}
	}

}
