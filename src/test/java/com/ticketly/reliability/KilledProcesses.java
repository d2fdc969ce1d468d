package com.ticketly.reliability;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import com.ticketly.TicketlyInstance;
import com.ticketly.TicketlyProcess;
import org.jspecify.annotations.Nullable;

/**
 * Instances in separate processes that are killed and started again, on a database that
 * is killed and started again as well. Their clock is that of the machine.
 */
final class KilledProcesses implements Instances {

	/**
	 * Of this many disturbances, one kills the database.
	 */
	private static final int DATABASE_SHARE = 6;

	private final int size;

	private final double rate;

	private final double messageRate;

	private final AtomicLong seeds;

	private final DatabaseProcess database;

	private final TicketlyInstance.Builder builder;

	private final TicketlyInstance auditor;

	private final List<TicketlyProcess> live = new CopyOnWriteArrayList<>();

	private final AtomicLong kills = new AtomicLong();

	private final AtomicLong databaseKills = new AtomicLong();

	private @Nullable CompletableFuture<?> starting;

	/**
	 * Starts the database and the instance that meets no faults.
	 * @param size the number of processes
	 * @param folder where the database keeps its data
	 */
	KilledProcesses(int size, long seed, double rate, double messageRate, Path folder) {
		this.size = size;
		this.rate = rate;
		this.messageRate = messageRate;
		this.seeds = new AtomicLong(1000 * seed);
		this.database = DatabaseProcess.start(folder);
		this.builder = TicketlyInstance.builder()
			.with(this.database.settings())
			.asFleet()
			.with(Cluster.SETTINGS)
			.with("--ticketly.expiry.claim=1s");
		this.auditor = this.builder.start();
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public URI uri(int no, String path) {
		List<TicketlyProcess> processes = List.copyOf(this.live);
		return processes.isEmpty() ? this.auditor.uri(path) : processes.get(no % processes.size()).uri(path);
	}

	@Override
	public TicketlyInstance auditor() {
		return this.auditor;
	}

	@Override
	public Clock clock() {
		return Clock.systemUTC();
	}

	@Override
	public boolean moveClock(Duration by) {
		return false;
	}

	@Override
	public void beginFaults() {
		while (this.live.size() < this.size) {
			start();
		}
	}

	private void start() {
		String seed = "--reliability.faults-seed=" + this.seeds.incrementAndGet();
		this.live.add(this.builder.startProcess(ReliabilityApplication.class, seed,
				"--reliability.faults-rate=" + this.rate, "--reliability.message-faults-rate=" + this.messageRate));
	}

	/**
	 * Kills an instance, or sometimes the database, unless the last one that was killed
	 * is still starting.
	 */
	@Override
	public void disturb(SplittableRandom random) {
		if (this.live.size() < this.size) {
			return;
		}
		if (random.nextInt(DATABASE_SHARE) == 0) {
			this.databaseKills.incrementAndGet();
			this.database.killAndRestart();
			return;
		}
		kill(this.live.remove(random.nextInt(this.live.size())));
		this.starting = CompletableFuture.runAsync(this::start, Thread::startVirtualThread);
	}

	private void kill(TicketlyProcess process) {
		this.kills.incrementAndGet();
		process.kill();
	}

	/**
	 * Kills all instances, so that nothing is undone or written any more.
	 */
	@Override
	public void endFaults() {
		if (this.starting != null) {
			this.starting.join();
		}
		this.live.forEach(this::kill);
		this.live.clear();
	}

	@Override
	public boolean areKilled() {
		return true;
	}

	@Override
	public Map<String, Long> faults() {
		return new TreeMap<>(Map.of("KILLS", this.kills.get(), "DATABASE_KILLS", this.databaseKills.get()));
	}

	@Override
	public void close() {
		endFaults();
		this.auditor.close();
		this.database.close();
	}

}
