package io.plimsoll.benchmarks;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.follow.OfflineSnapshot;
import io.plimsoll.daemon.recovery.Recovered;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Replay;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a start takes after a snapshot and so many events: ticks and transfers in equal parts, over a book that is armed. */
@Command(
        name = "recovery",
        mixinStandardHelpOptions = true,
        description = "Recovery time by events after the snapshot.")
public final class RecoveryBenchmark implements Callable<Integer> {
    private static final int TRANSFERS = 2; // their source

    @Option(names = "--accounts", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(
            names = "--events",
            split = ",",
            defaultValue = "0,1000000,5000000",
            description = "Events after the snapshot, rising. Default: ${DEFAULT-VALUE}.")
    private List<Long> events = List.of();

    @Option(names = "--dir", description = "Where the journal goes. Default: a temporary folder.")
    private Path dir;

    private Book book;
    private EngineCapacity capacity;
    private FrameLogs logs;
    private SnapshotFolder snapshots;
    private long written;
    private long transfers;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new RecoveryBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Path folder = dir == null ? Files.createTempDirectory("plimsoll-bench") : Files.createDirectories(dir);
        final Path journal = folder.resolve("journal");
        IoUtil.delete(journal.toFile(), true);
        book = BenchmarkBook.make(folder, accounts);
        capacity = Capacities.of(book);
        logs = FrameLogs.in(journal).minUsableBytes(1 << 28);
        snapshots = new SnapshotFolder(journal, 2);
        try {
            print(folder);
        } finally {
            IoUtil.delete(journal.toFile(), true);
            Files.deleteIfExists(folder.resolve("book.ndjson"));
        }
        return 0;
    }

    private void print(final Path folder) throws IOException {
        run(this::open);
        final long from = System.nanoTime();
        OfflineSnapshot.write(logs, snapshots, this::newEngine);
        System.out.printf(
                Locale.ROOT,
                "%,d accounts, %,d positions, file system %s, JDK %s, %d cores; replay and snapshot of the load %.2f s%n%n",
                accounts,
                book.accounts().positionCount(),
                Files.getFileStore(folder).type(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                seconds(from));
        System.out.printf("%14s %10s %12s %14s%n", "events after", "open, s", "recover, s", "events/s");
        for (final long wanted : events) {
            final long missing = wanted - written;
            run(port -> write(port, missing));
            written = wanted;
            measure();
        }
    }

    private MarginEngine newEngine() {
        return Capacities.newEngine(capacity);
    }

    private void measure() {
        final long from = System.nanoTime();
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            final double open = seconds(from);
            final long recovering = System.nanoTime();
            final Recovered recovered = new Recovery(logs, inputs, orders, snapshots).run(this::newEngine);
            final double recover = seconds(recovering);
            System.out.printf(
                    Locale.ROOT,
                    "%,14d %10.2f %12.2f %,14.0f%n",
                    recovered.replayed(),
                    open,
                    recover,
                    recovered.replayed() / recover);
        }
    }

    // A run of the real chain, from where the journal ends.
    private void run(final Consumer<InputPort> writing) {
        try (JournalLock lock = logs.lock()) {
            final FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
            final FrameLogWriter orders = logs.writer(lock, LogName.ORDERS);
            final MarginEngine engine = new Recovery(logs, inputs, orders, snapshots)
                    .run(this::newEngine)
                    .engine();
            orders.handOver();
            try (Chain chain = new Chain(new ChainContext()
                    .inputs(inputs)
                    .orders(orders)
                    .engine(engine)
                    .failStop((stage, cause) -> cause.printStackTrace()))) {
                chain.start();
                writing.accept(chain.port());
            }
        }
    }

    private void open(final InputPort port) {
        new RunRecords(port).ready(EngineMode.LIVE, capacity, 0, "benchmark", InputPort.LIVE_TIME);
        new BookRecords(book, port, InputPort.LIVE_TIME).write();
        new RunRecords(port).arm("benchmark", "loaded", InputPort.LIVE_TIME);
    }

    private void write(final InputPort port, final long count) {
        if (count > 0) {
            final PricePublisher prices = new PricePublisher(port, WhenFull.WAIT);
            final RandomWalk walk = RandomWalk.over(book, count / 2, 0, System.currentTimeMillis() * 1_000_000);
            new Replay(walk, 1, new Pacer(Pace.fullSpeed(), System::nanoTime, LockSupport::parkNanos), null, prices)
                    .run();
            for (long i = count / 2; i < count; i++) {
                transfers++;
                final long slot = port.claim();
                final Transfer transfer = new Transfer(
                        TRANSFERS, transfers, BookRecords.accountId((int) (transfers * 7919 % accounts)), 1, 1);
                final int length = transfer.encode(port.buffer(slot), port.messageOffset(slot));
                port.publish(slot, length, System.nanoTime(), InputPort.LIVE_TIME);
            }
        }
    }

    private static double seconds(final long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
