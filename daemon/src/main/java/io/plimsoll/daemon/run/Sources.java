package io.plimsoll.daemon.run;

import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.feeds.FeedErrors;
import io.plimsoll.daemon.feeds.PriceFeed;
import io.plimsoll.daemon.feeds.PriceFeeds;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.ndjson.IngressContext;
import io.plimsoll.feed.ndjson.NdjsonIngress;
import io.plimsoll.feed.record.Continuity;
import io.plimsoll.feed.record.FactGate;
import io.plimsoll.feed.record.Overlap;
import io.plimsoll.feed.record.RecordForwarder;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.agrona.concurrent.EpochNanoClock;

/** Every price feed and account source of a configuration, each on its own thread. */
final class Sources implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(Sources.class);
    private static final long STOP_LIMIT_S = 5;

    private final Names names;
    private final List<PriceFeed> feeds = new ArrayList<>();
    private final List<AccountSource> accounts = new ArrayList<>();
    private final NdjsonIngress ndjson;
    private final Unheard unheard;
    private final Set<String> leftBehind = ConcurrentHashMap.newKeySet();

    /**
     * Reads every file, so that what cannot be read is told before anything runs. Nothing is held open before {@link #start}, so one that
     * fails leaves nothing behind.
     *
     * @param clock the time of day, which ages of live prices are measured against
     * @param feedErrors where price feeds tell of faults
     * @param accountErrors where an account source tells that it cannot go on
     */
    Sources(
            final DaemonConfig config,
            final InputPort port,
            final EpochNanoClock clock,
            final MarginView view,
            final FeedErrors feedErrors,
            final ErrorSink accountErrors)
            throws IOException {
        names = new Names(config.definitions(), view);
        unheard = new Unheard(config.accountSources(), config.feeds(), view, names, port);
        final Set<Integer> feedSources =
                config.feeds().stream().map(FeedConfig::source).collect(Collectors.toUnmodifiableSet());
        for (final FeedConfig feed : config.feeds()) {
            feeds.add(PriceFeeds.open(feed, names, port, clock, feedErrors));
        }
        final FactPublisher facts = new FactPublisher(port, Recorded.facts(view));
        ndjson = new NdjsonIngress(
                new IngressContext().port(port).facts(facts).directory(names).feedSources(feedSources::contains));
        final ErrorSink errors = (who, cause) -> {
            if (leftBehind.contains(who)) {
                LOG.warn(LogCode.SOURCE_LEFT_BEHIND, "account source {}, left behind: {}", who, cause.toString());
            } else {
                accountErrors.onError(who, cause);
            }
        };
        for (final DaemonConfig.AccountSourceConfig source : config.accountSources()) {
            accounts.add(
                    switch (source.type()) {
                        case QUEUE -> {
                            final Overlap overlap = Recorded.overlap(view, names);
                            yield new QueueIngress(
                                    source,
                                    overlap,
                                    new RecordForwarder(
                                            port, facts, names, overlap, FactGate.OPEN, feedSources::contains),
                                    errors);
                        }
                        case AERON -> {
                            final Continuity continuity = new Continuity(
                                    facts.sequences(), WallClock.INSTANCE.nanoTime(), view.suspectCount() > 0);
                            yield new AeronIngress(
                                    source,
                                    continuity,
                                    new RecordForwarder(
                                            port, facts, names, Overlap.none(), continuity, feedSources::contains),
                                    errors);
                        }
                        case SOCKET -> new SocketIngress(source.name(), source.path(), ndjson, errors);
                        case STDIN -> new StdinIngress(source.name(), ndjson, errors);
                    });
        }
    }

    /** What symbols and account names stand for. */
    Names names() {
        return names;
    }

    void start() {
        unheard.tell();
        accounts.forEach(AccountSource::start);
        feeds.forEach(PriceFeed::start);
    }

    List<AccountSource> accounts() {
        return accounts;
    }

    List<PriceFeed> feeds() {
        return feeds;
    }

    /** Prices that a later one replaced before they reached the ring. */
    long conflated() {
        long sum = ndjson.conflated();
        for (final PriceFeed feed : feeds) {
            sum += feed.conflated();
        }
        return sum;
    }

    /**
     * Stops all of them at once. One that does not come back from a read within {@link #STOP_LIMIT_S} is told of and left behind, on a
     * thread that ends with the process: its disk or its peer may never answer, and what it has not put into the ring it reads again.
     */
    @Override
    public void close() {
        final List<Stop> stops = new ArrayList<>();
        feeds.forEach(feed -> stops.add(new Stop(feed.name(), feed::close)));
        accounts.forEach(source -> stops.add(new Stop(source.name(), source::close)));
        final ExecutorService threads = Executors.newCachedThreadPool(Sources::newStopThread);
        try {
            final List<Future<Void>> ends = threads.invokeAll(stops, STOP_LIMIT_S, TimeUnit.SECONDS);
            for (int i = 0; i < ends.size(); i++) {
                conclude(stops.get(i).source, ends.get(i));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private record Stop(String source, Runnable work) implements Callable<Void> {
        @Override
        public Void call() {
            work.run();
            return null;
        }
    }

    private static Thread newStopThread(final Runnable work) {
        final Thread thread = new Thread(work, "plimsoll-stop-source");
        thread.setDaemon(true);
        return thread;
    }

    private void conclude(final String source, final Future<Void> end) throws InterruptedException {
        if (end.isCancelled()) {
            leftBehind.add(source);
            LOG.warn(
                    LogCode.SOURCE_LEFT_BEHIND,
                    "source {} hangs and has not stopped within {} s: left behind",
                    source,
                    STOP_LIMIT_S);
            return;
        }
        try {
            end.get();
        } catch (final ExecutionException e) {
            LOG.error(LogCode.SOURCE_LEFT_BEHIND, "source {} did not stop cleanly", source, e.getCause());
        }
    }
}
