package com.ticketly.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a device and the service. A browser that is told to be offline may
 * still send what a page that is just being opened asks for; through this network,
 * nothing passes while it is down.
 */
final class Network implements AutoCloseable {

	private final ServerSocket server;

	private final int service;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private volatile boolean down;

	/**
	 * Starts a network that is up.
	 * @param service the port of the service
	 */
	Network(int service) {
		this.service = service;
		try {
			this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.startVirtualThread(this::accept);
	}

	/**
	 * Returns the address of a path of the service on this network.
	 */
	URI uri(String path) {
		return URI.create("http://localhost:" + this.server.getLocalPort() + path);
	}

	/**
	 * Closes all connections, and those that are opened from now on.
	 */
	synchronized void goDown() {
		this.down = true;
		this.open.forEach(Network::close);
	}

	synchronized void goUp() {
		this.down = false;
	}

	@Override
	public void close() {
		goDown();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		try {
			while (true) {
				Socket device = this.server.accept();
				Thread.startVirtualThread(() -> connect(device));
			}
		}
		catch (IOException ex) {
			// The test has ended.
		}
	}

	private void connect(Socket device) {
		try (device; Socket peer = new Socket(InetAddress.getLoopbackAddress(), this.service)) {
			synchronized (this) {
				if (this.down) {
					return;
				}
				this.open.add(device);
				this.open.add(peer);
			}
			Thread answers = Thread.startVirtualThread(() -> copy(peer, device));
			copy(device, peer);
			answers.join();
		}
		catch (IOException | InterruptedException ex) {
			// The service has closed the connection, or the test has ended.
		}
	}

	private void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// The connection was closed.
		}
		finally {
			close(from);
			close(to);
			this.open.remove(from);
			this.open.remove(to);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
