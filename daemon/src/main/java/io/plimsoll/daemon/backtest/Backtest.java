package io.plimsoll.daemon.backtest;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.CountingPort;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EpochReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Runs tick files over a book through the real ring, engine and journal. The same files give the same {@code inputs} and
 * {@code orders} bytes, on any machine and at any pace.
 */
public final class Backtest {
    /** Name of the account that takes the other side of paper fills. */
    public static final String LIQUIDATOR = "LIQUIDATOR";

    /** Name of the account that gets the protocol's part of penalties. */
    public static final String PROTOCOL = "PROTOCOL";

    /** The source number of a single tick file. */
    public static final int TICK_SOURCE = 3;

    private static final int PAPER_SOURCE = 2;

    private final Book book;
    private final MergedTicks ticks;
    private final Path journalDir;
    private PaperTerms fills;
    private Pace pace = Pace.fullSpeed();
    private WaitChoice waitChoice = WaitChoice.YIELDING;
    private Topology topology = Topology.INLINE;
    private Finder finder = Finder.INDEX;
    private long timerIntervalNs = TimeUnit.MINUTES.toNanos(1);
    private String build = "";

    /**
     * At full speed, without fills; setters return this.
     *
     * @param ticks in order of event time
     * @param journalDir a directory without a journal
     */
    public Backtest(final Book book, final TickSource ticks, final Path journalDir) {
        this(book, List.of(new SourcedTicks(TICK_SOURCE, ticks)), journalDir);
    }

    /**
     * The same with prices of several sources, merged by time; at one time in this order.
     *
     * @param journalDir a directory without a journal
     */
    public Backtest(final Book book, final List<SourcedTicks> ticks, final Path journalDir) {
        this.book = book;
        this.ticks = new MergedTicks(ticks);
        this.journalDir = journalDir;
    }

    /** How orders are filled; null leaves them in flight. */
    public Backtest fills(final PaperTerms terms) {
        fills = terms;
        return this;
    }

    /** When ticks are due. */
    public Backtest pace(final Pace choice) {
        pace = choice;
        return this;
    }

    /** How the engine waits for records. */
    public Backtest waitChoice(final WaitChoice choice) {
        waitChoice = choice;
        return this;
    }

    /** Which thread does which step. */
    public Backtest topology(final Topology choice) {
        topology = choice;
        return this;
    }

    /** How the engine finds the units that a price moved over an edge; the bytes written do not depend on it. */
    public Backtest finder(final Finder choice) {
        finder = choice;
        return this;
    }

    /** Event time between timer records. */
    public Backtest timerIntervalNs(final long intervalNs) {
        timerIntervalNs = intervalNs;
        return this;
    }

    /** What the journal says that it was written by. */
    public Backtest build(final String version) {
        build = version;
        return this;
    }

    /** Runs to the end and answers what happened. */
    public BacktestResult run() throws IOException {
        return run(UnaryOperator.identity());
    }

    /** The same with each writer behind something else: tests park there, to show that it changes no byte. */
    BacktestResult run(final UnaryOperator<FrameLogWriter> through) throws IOException {
        if (!ticks.next()) {
            throw new UserError("the tick file holds no tick");
        }
        final FrameLogs logs = FrameLogs.in(journalDir);
        try (JournalLock lock = logs.lock()) {
            final FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
            final FrameLogWriter orders = logs.writer(lock, LogName.ORDERS);
            if (inputs.lastSequence() != 0 || orders.lastSequence() != 0) {
                inputs.close();
                orders.close();
                throw new UserError(
                        "--journal " + journalDir + ": holds a journal already; a backtest needs a new directory");
            }
            return run(logs, through.apply(inputs), through.apply(orders));
        }
    }

    private BacktestResult run(final FrameLogs logs, final FrameLogWriter inputs, final FrameLogWriter orders)
            throws IOException {
        final EngineCapacity capacity = Capacities.of(book);
        final MarginEngine engine = Capacities.newEngine(capacity, finder);
        final LatencyRecorders latency = new LatencyRecorders();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final Chain chain = new Chain(new ChainContext()
                .inputs(inputs)
                .orders(orders)
                .engine(engine)
                .latency(latency)
                .waitChoice(waitChoice)
                .topology(topology)
                .failStop((stage, cause) -> failure.set(cause)));
        final LatencyLog log = new LatencyLog(latency, journalDir.resolve("latency"));
        final CountingPort port = new CountingPort(chain.port(), pace.isPaced());
        final long startNs = ticks.eventNs();
        final BacktestResult.Measured measured;
        chain.start();
        try (log;
                chain;
                FrameLogReader decisions = fills == null ? null : logs.reader(LogName.ORDERS, Position.start())) {
            final PaperVenue venue = fills == null
                    ? null
                    : new PaperVenue(
                            fills,
                            PAPER_SOURCE,
                            liquidatorId(),
                            hasProtocol() ? protocolId() : LiquidationFill.NO_COUNTERPARTY);
            final BacktestDriver driver = new BacktestDriver(
                    chain,
                    port,
                    ticks,
                    new Pacer(pace, System::nanoTime, LockSupport::parkNanos),
                    venue,
                    decisions,
                    timerIntervalNs);
            open(port, capacity, startNs);
            driver.awaitDecisions();
            log.discardInterval(); // loading is not what the histograms are about
            final long from = System.nanoTime();
            final long allocatedBefore = chain.engineBytesAllocated();
            final long tickCount = driver.run(startNs);
            measured = new BacktestResult.Measured(
                    tickCount, System.nanoTime() - from, chain.engineBytesAllocated() - allocatedBefore);
            new RunRecords(port).marker(1, chain.progress().eventNs());
            driver.awaitDecisions();
        } catch (final IllegalStateException e) {
            if (failure.get() != null) {
                e.addSuppressed(failure.get());
            }
            throw e;
        }
        return BacktestResult.of(book, logs, journalDir, fills, engine, log, measured);
    }

    private void open(final CountingPort port, final EngineCapacity capacity, final long startNs) {
        final RunRecords records = new RunRecords(port);
        records.epoch(1, EpochReason.NEW_JOURNAL, startNs);
        records.ready(EngineMode.LIVE, capacity, 0, build, startNs);
        final BookRecords accounts = new BookRecords(book, port, startNs);
        accounts.write();
        if (fills != null && inBook(LIQUIDATOR) < 0) {
            accounts.openAccount(liquidatorId(), LIQUIDATOR, AccountRole.LIQUIDATOR);
        }
        if (fills != null && hasProtocol() && inBook(PROTOCOL) < 0) {
            accounts.openAccount(protocolId(), PROTOCOL, AccountRole.LIQUIDATOR);
        }
        records.arm("backtest", "the book is loaded", startNs);
    }

    private long liquidatorId() {
        return paperAccountId(LIQUIDATOR, 0);
    }

    private long protocolId() {
        return paperAccountId(PROTOCOL, 1);
    }

    // Whether anybody is paid for penalties.
    private boolean hasProtocol() {
        return book.definitions().profile().terms().waterfall().penalty().isSplit();
    }

    private long paperAccountId(final String name, final int place) {
        final int inBook = inBook(name);
        return BookRecords.accountId(inBook >= 0 ? inBook : book.accounts().count() + place);
    }

    private int inBook(final String name) {
        for (int account = 0; account < book.accounts().count(); account++) {
            if (book.accounts().name(account).equals(name)) {
                if (book.accounts().role(account) != AccountRole.LIQUIDATOR) {
                    throw new UserError("account " + name
                            + " takes part in the paper fills; in a book it needs \"role\":\"liquidator\"");
                }
                return account;
            }
        }
        return -1;
    }
}
