package io.plimsoll.benchmarks;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.CountingPort;
import io.plimsoll.daemon.chain.FailStop;
import io.plimsoll.daemon.chain.GroupCommit;
import io.plimsoll.daemon.chain.InputGate;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.daemon.run.DurabilityConfig;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Replay;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;
import org.agrona.concurrent.SystemEpochNanoClock;

/** Measured runs of the real ring and journals, around the margin engine or around the floor in its place. */
final class PipelineRun {
    private final Book book;
    private final Path folder;
    private final WaitChoice waitChoice;
    private final Topology topology;

    /**
     * What a run gave.
     *
     * @param ticksPerSecond whole way, until the last decision stood in the journal
     * @param hops latencies of each stretch of the way, nanoseconds
     */
    record Result(double ticksPerSecond, Map<Hop, Histogram> hops) {
        /** Latencies of one stretch, nanoseconds. */
        Histogram of(final Hop hop) {
            return hops.get(hop);
        }

        /** All that records took on a stretch, nanoseconds. */
        double sum(final Hop hop) {
            return of(hop).getMean() * of(hop).getTotalCount();
        }

        /** How many stood in the journal in the end. */
        long orders() {
            return of(Hop.TICK_TO_ORDER).getTotalCount();
        }
    }

    PipelineRun(final Book book, final Path folder, final WaitChoice waitChoice, final Topology topology) {
        this.book = book;
        this.folder = folder;
        this.waitChoice = waitChoice;
        this.topology = topology;
    }

    /** A fresh engine, with room for the book. */
    InputHandler engine() {
        return new MarginEngine(Capacities.of(book));
    }

    /** Whoever is beside the engine while it is measured, with a journal that is there. */
    interface Company {
        /** Nobody. */
        Company NONE = journal -> () -> {};

        /** Comes after the warm-up. */
        Guest join(Path journal) throws IOException;

        /** Goes after the last measured tick. */
        interface Guest extends AutoCloseable {
            @Override
            void close() throws IOException;
        }
    }

    /** Runs warm-up and measured ticks, with nobody beside. */
    Result run(
            final InputHandler handler,
            final Pace pace,
            final long ticks,
            final double finalMove,
            final DurabilityConfig durability)
            throws IOException {
        return run(handler, pace, ticks, finalMove, durability, Company.NONE);
    }

    /**
     * Runs warm-up and measured ticks.
     *
     * @param handler fresh, what decides
     * @param durability of inputs, which are held back from the engine until then
     */
    Result run(
            final InputHandler handler,
            final Pace pace,
            final long ticks,
            final double finalMove,
            final DurabilityConfig durability,
            final Company company)
            throws IOException {
        final Path journal = folder.resolve("journal");
        IoUtil.delete(journal.toFile(), true);
        final FrameLogs logs = FrameLogs.in(journal).minUsableBytes(1 << 28);
        final LatencyRecorders latency = new LatencyRecorders();
        final EngineCapacity capacity = Capacities.of(book);
        final FailStop failStop = (stage, cause) -> cause.printStackTrace();
        try (JournalLock lock = logs.lock();
                LatencyLog log = new LatencyLog(latency, null);
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS);
                GroupCommit commit = durability.groupCommit(logs, failStop);
                Chain chain = new Chain(new ChainContext()
                        .inputs(inputs)
                        .orders(orders)
                        .engine(handler)
                        .latency(latency)
                        .waitChoice(waitChoice)
                        .topology(topology)
                        .gate(commit == null ? InputGate.OPEN : commit)
                        .failStop(failStop))) {
            if (commit != null) {
                commit.start();
            }
            chain.start();
            final CountingPort port = new CountingPort(chain.port(), true);
            final long nowNs = SystemEpochNanoClock.INSTANCE.nanoTime();
            new RunRecords(port).ready(EngineMode.LIVE, capacity, 0, "benchmark", nowNs);
            new BookRecords(book, port, nowNs).write();
            new RunRecords(port).arm("benchmark", "loaded", nowNs);
            final PricePublisher prices = new PricePublisher(port, WhenFull.WAIT);
            final long warmUp = Math.min(ticks, 20_000);
            replay(RandomWalk.over(book, warmUp, 0, nowNs), Pace.fullSpeed(), prices);
            await(chain, port);
            final double seconds;
            final Company.Guest guest = company.join(journal);
            try (guest) {
                log.discardInterval();
                final long from = System.nanoTime();
                replay(RandomWalk.over(book, ticks, finalMove, nowNs + warmUp * RandomWalk.INTERVAL_NS), pace, prices);
                await(chain, port);
                seconds = (System.nanoTime() - from) / 1e9;
                log.writeInterval();
            }
            final Map<Hop, Histogram> hops = new EnumMap<>(Hop.class);
            for (final Hop hop : Hop.values()) {
                hops.put(hop, log.total(hop));
            }
            return new Result(ticks / seconds, hops);
        } finally {
            IoUtil.delete(journal.toFile(), true);
        }
    }

    private static void replay(final RandomWalk ticks, final Pace pace, final PricePublisher prices) {
        new Replay(ticks, 1, new Pacer(pace, System::nanoTime, LockSupport::parkNanos), null, prices).run();
    }

    private static void await(final Chain chain, final CountingPort port) {
        while (!chain.progress().isDecided(port.published())) {
            if (chain.hasFailed()) {
                throw new IllegalStateException("the chain failed");
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
