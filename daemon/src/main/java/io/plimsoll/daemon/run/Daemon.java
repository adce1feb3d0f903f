package io.plimsoll.daemon.run;

import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.GroupCommit;
import io.plimsoll.daemon.chain.Headway;
import io.plimsoll.daemon.chain.InputGate;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.console.Overview;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.feeds.FeedErrors;
import io.plimsoll.daemon.feeds.FeedFaults;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.daemon.log.LiquidationLog;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.daemon.recovery.Recovered;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.BootFile;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.KillOrigin;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;

/**
 * A running daemon: journal, chain, sources, admin port. Starts disarmed; recovers by replaying {@code inputs}; drains on close. Built
 * and closed by one thread; its actions may be called from any.
 */
public final class Daemon implements AutoCloseable, AdminServer.AdminActions {
    private static final EventLog LOG = EventLog.of(Daemon.class);
    private static final long DRAIN_SECONDS = 30;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // last first, for a start that fails
    private volatile DaemonConfig config; // reload replaces it
    private final String build;
    private final Clocks clocks;
    private final EpochNanoClock clock;
    private final DataFolder folder;
    private final JournalLock lock;
    private final MarginEngine engine;
    private final HandlerErrors handlerErrors = new HandlerErrors();
    private final AdminWatch adminWatch = new AdminWatch();
    private final LatencyRecorders latency = new LatencyRecorders();
    private final GroupCommit groupCommit; // null: nothing is synced
    private final Chain chain;
    private final Headway headway;
    private final Sources sources;
    private final KillWatch killWatch;
    private final ArmGate armGate;
    private final OperatorActs acts;
    private final SnapshotRequest snapshotRequest;
    private final ReloadRequest reloads;
    private final OneAtATime operatorActs = new OneAtATime();
    /** Snapshots and reloads wait for room in the ring, which an act must not. */
    private final OneAtATime commands = new OneAtATime();

    private final GapLog gapLog = new GapLog(gap -> LOG.warn(LogCode.SOURCE_GAP, "{}", gap));
    private final CountersFile counters;
    private final LatencyLog latencyLog;
    private final LiquidationLog liquidationLog;
    private final Overview overview;
    private final KillCauses killCauses;
    private final DaemonMetrics metrics;
    private final FeedFaults feedFaults = new FeedFaults();
    private final AdminPorts admin;
    private final DiskGuard diskGuard;
    private final AutomaticKills automaticKills;
    private final Runnable stop;
    private final Duties duties;
    private final Watchdog watchdog;
    private final TimedRecords timedRecords;
    private volatile boolean isClosing;

    /**
     * Opens, recovers and starts everything.
     *
     * @param takesOver opens a new epoch: this is not the machine or the process that wrote before
     * @param stop asks the owner to close this, when it cannot go on but can still stop cleanly
     * @param clocks that it goes by
     * @throws UserError when it is not safe to start; nothing is left running, whatever is thrown
     */
    public Daemon(
            final DaemonConfig config,
            final String build,
            final boolean takesOver,
            final Runnable stop,
            final Clocks clocks)
            throws IOException {
        this.clocks = clocks;
        this.clock = clocks.events();
        this.config = config;
        this.build = build;
        this.stop = stop;
        folder = new DataFolder(config.dataDir());
        final FrameLogs logs = FrameLogs.in(config.journalDir()).minUsableBytes(config.minUsableBytes());
        try {
            lock = opened(logs.lock());
            final FrameLogWriter inputs = opened(logs.writer(lock, LogName.INPUTS));
            final FrameLogWriter orders = opened(logs.writer(lock, LogName.ORDERS));
            final boolean isNew = inputs.lastSequence() == 0;
            groupCommit = startSyncing(logs, inputs);
            engine = recover(logs, inputs, orders);
            engine.gapListener(gapLog);
            GuardWarnings.of(config.definitions(), engine)
                    .forEach(warning -> LOG.warn(LogCode.GUARD_WEAK, "{}", warning));
            chain = opened(new Chain(new ChainContext()
                    .inputs(inputs)
                    .orders(orders)
                    .engine(engine)
                    .latency(latency)
                    .clock(clock)
                    .ringSlots(config.ringSlots())
                    .waitChoice(config.waitChoice())
                    .topology(config.topology())
                    .gate(groupCommit == null ? InputGate.OPEN : groupCommit)
                    .failStop(this::failStop)));
            headway = new Headway(chain);
            sources = opened(
                    new Sources(config, chain.port(), clock, engine.view(), feedErrors(), this::accountSourceFailed));
            killCauses = new KillCauses(folder.killCauseFile());
            killWatch = new KillWatch(folder.killFile(), this::kill);
            armGate = new ArmGate(
                    new Arming(
                            config.definitions(),
                            engine.view(),
                            sources.accounts(),
                            killWatch,
                            () -> this.config.maxPriceAgeNs(),
                            clock),
                    chain,
                    engine,
                    new RunRecords(chain.controlLane()));
            acts = new OperatorActs(sources.names(), chain, engine);
            snapshotRequest = new SnapshotRequest(config.journalDir(), chain.port(), inputs::lastSequence, clocks);
            counters = opened(new CountersFile(
                    folder.countersFile(),
                    config.definitions().instruments().stream()
                            .map(InstrumentSpec::symbol)
                            .toList()));
            latencyLog =
                    opened(new LatencyLog(latency, folder.latencyFolder(), config.latencyKeptDays(), clocks.wallMs()));
            overview = opened(DaemonOverview.start(config, chain, engine, latencyLog, clock, handlerErrors));
            metrics = new DaemonMetrics(
                    config,
                    build,
                    engine,
                    chain,
                    groupCommit,
                    sources,
                    counters,
                    latencyLog,
                    killCauses,
                    handlerErrors,
                    adminWatch,
                    inputs::lastSequence,
                    orders::lastSequence,
                    clocks);
            diskGuard = new DiskGuard(() -> this.config.diskGuard(), config.journalDir(), this::haltForDisk);
            admin = opened(AdminPorts.open(config, folder, this, handlerErrors, adminWatch, chain::fail));
            reloads = new ReloadRequest(chain, engine, admin);
            liquidationLog = opened(new LiquidationLog(
                    logs,
                    Position.at(orders.lastSequence() + 1),
                    clock,
                    () -> handlerErrors.threw(HandlerErrors.Handler.LIQUIDATION_LOG)));
            chain.start();
            openRun(isNew, takesOver);
            liquidationLog.start();
            sources.start();
            timedRecords = new TimedRecords(chain.port(), config, clock.nanoTime());
            automaticKills = new AutomaticKills(
                    () -> this.config.automaticKill(),
                    () -> engine.status() == EngineStatus.ARMED,
                    chain::writtenSlot,
                    chain::processedSlot,
                    () -> engine.counters().ordersIssued,
                    (check, reason) -> kill(KillOrigin.AUTOMATIC, check, reason));
            duties = opened(new Duties(this::duty, config.latencyIntervalNs(), latencyLog::writeInterval, chain::fail));
            duties.start();
            watchdog = new Watchdog(config.stallLimitNs(), chain::fail)
                    .watch("the chain", chain::hasWork, chain::headway, chain::stack)
                    .watch("housekeeping", duties::isAtWork, duties::rounds, duties::stack);
            watchdog.start();
            admin.start();
        } catch (final IOException | RuntimeException | Error e) {
            CloseHelper.closeAll(e::addSuppressed, opened);
            throw e;
        }
        LOG.info(
                LogCode.RUNNING,
                "running: mode {}, journal {}, durability {}, admin port {}, {} threads, {} waiting",
                config.mode(),
                config.journalDir(),
                config.durability().level().meaning(),
                admin.port(),
                config.topology(),
                config.waitChoice());
    }

    private <T extends AutoCloseable> T opened(final T resource) {
        opened.push(resource);
        return resource;
    }

    private MarginEngine recover(final FrameLogs logs, final FrameLogWriter inputs, final FrameLogWriter orders) {
        final SnapshotFolder snapshots =
                new SnapshotFolder(config.journalDir(), config.snapshots().kept());
        final Recovered recovered = new Recovery(logs, inputs, orders, snapshots)
                .run(() -> Capacities.newEngine(config.capacity(), config.finder()));
        orders.handOver();
        if (inputs.lastSequence() > 0) {
            LOG.info(
                    LogCode.RECOVERED,
                    "recovered: from {}, {} inputs replayed, {} missing decisions appended",
                    recovered.snapshot() == 0 ? "the first input" : "snapshot " + recovered.snapshot(),
                    recovered.replayed(),
                    recovered.appended());
        }
        final int suspects = recovered.engine().view().suspectCount();
        if (suspects > 0) {
            LOG.warn(
                    LogCode.ACCOUNTS_SUSPECT,
                    "recovered: {} accounts are suspect: no orders until their next snapshots",
                    suspects);
        }
        return recovered.engine();
    }

    // Before recovery: that appends decisions on what a killed daemon may have left in the page cache.
    private GroupCommit startSyncing(final FrameLogs logs, final FrameLogWriter inputs) {
        final GroupCommit commit = config.durability().groupCommit(logs, this::syncFailed);
        if (commit != null) {
            opened(commit).start();
            commit.await(inputs.lastSequence());
        }
        return commit;
    }

    private void openRun(final boolean isNew, final boolean takesOver) {
        final RunRecords first = new RunRecords(chain.port());
        new EpochOpening(new BootFile(config.journalDir()), engine.epoch()).open(first, isNew, takesOver);
        first.ready(config.mode(), config.capacity(), config.hash(), config.maxFactAgeNs(), build, InputPort.LIVE_TIME);
        new LiveDefinitions(chain, engine).require(config.definitions());
    }

    // Several times a second, on the duty thread.
    private void duty() {
        diskGuard.poll();
        killWatch.poll();
        metrics.poll();
        automaticKills.poll(
                clocks.monotonicNs().getAsLong(),
                TimeUnit.MILLISECONDS.toNanos(clocks.wallMs().getAsLong()));
        chain.controlLane().remind();
        gapLog.poll();
        timedRecords.write(clock.nanoTime());
        armIfWanted();
        DaemonStatus.updateCounters(counters, config.definitions(), engine, chain, groupCommit, latency, sources);
        counters.set(CountersFile.Counter.DISK_STATE, diskGuard.state().number());
    }

    private void armIfWanted() {
        if (config.arming() == DaemonConfig.Arming.AUTOMATIC) {
            armGate.armAutomatically("every account source is at its head and every price is fresh");
        }
    }

    @Override
    public AdminServer.Answer live() {
        return chain.hasFailed() ? new AdminServer.Answer(503, "failed") : new AdminServer.Answer(200, "live");
    }

    @Override
    public AdminServer.Answer ready() {
        if (chain.hasFailed()) {
            return new AdminServer.Answer(503, "not ready: failed");
        }
        if (engine.status() != EngineStatus.ARMED) {
            return new AdminServer.Answer(
                    503, "not ready: " + engine.status().name().toLowerCase(Locale.ROOT));
        }
        final List<String> objections = armGate.objections();
        return objections.isEmpty()
                ? new AdminServer.Answer(200, "ready" + DaemonStatus.suspects(engine.view()))
                : new AdminServer.Answer(503, "not ready: " + String.join("; ", objections));
    }

    @Override
    public AdminServer.Answer status() {
        return new AdminServer.Answer(200, statusJson());
    }

    private String statusJson() {
        DaemonStatus.updateCounters(counters, config.definitions(), engine, chain, groupCommit, latency, sources);
        return DaemonStatus.json(config, build, engine, counters, sources, armGate.objections(), clock);
    }

    @Override
    public AdminServer.Answer overview() {
        return new AdminServer.Answer(200, overview.json(statusJson()));
    }

    @Override
    public AdminServer.Answer metrics(final String accept) {
        return metrics.answer(accept, diskGuard, armGate.objections());
    }

    @Override
    public AdminServer.Answer kill(final String operator, final String reason) {
        // Nobody is asked for a name before this: it is never refused.
        kill(KillOrigin.HTTP, operator.isEmpty() ? "unknown" : operator, reason.isEmpty() ? "no reason given" : reason);
        return Await.within5s(engine::isKillLatched)
                ? new AdminServer.Answer(200, "killed")
                : new AdminServer.Answer(
                        202, "the kill is in the control lane; the engine has not answered within 5 s");
    }

    @Override
    public AdminServer.Answer arm(final String operator, final String reason) {
        if (operator.isEmpty() || reason.isEmpty()) {
            return new AdminServer.Answer(400, "not armed: expected two lines: operator and reason");
        }
        final List<String> objections = armGate.arm(operator, reason);
        if (!objections.isEmpty()) {
            return new AdminServer.Answer(409, "not armed: " + String.join("; ", objections));
        }
        LOG.warn(LogCode.ARM, "arm by {}: {}", operator, reason);
        return Await.within5s(() -> engine.status() == EngineStatus.ARMED)
                ? new AdminServer.Answer(200, "armed" + DaemonStatus.suspects(engine.view()))
                : new AdminServer.Answer(409, "not armed: the engine is " + engine.status());
    }

    @Override
    public AdminServer.Answer act(
            final String operator, final String reason, final String act, final String subject, final String price) {
        return operatorActs.run(() -> acts.act(operator, reason, act, subject, price));
    }

    @Override
    public AdminServer.Answer snapshot(final String operator, final String reason) {
        return commands.run(() -> snapshotRequest.ask(operator, reason));
    }

    @Override
    public AdminServer.Answer reload(final String operator, final String reason) {
        return commands.run(() -> reloads.reload(config, operator, reason, changed -> config = changed));
    }

    /** Throws the kill switch. */
    public void kill(final KillOrigin origin, final String operator, final String reason) {
        LOG.warn(LogCode.KILL, "kill by {} ({}): {}", operator, origin, reason);
        killCauses.thrown(origin, operator);
        armGate.kill(origin, operator, reason);
        if (isClosing) {
            folder.leaveKill(reason); // nobody may read the control lane any more
        }
    }

    /** Whether the chain has got on with its work since this was last asked, or has none. One thread asks. */
    public boolean getsOn() {
        return headway.getAsBoolean();
    }

    /** The admin port in use. */
    public int adminPort() {
        return admin.port();
    }

    // Without a price feed its prices get old, and are seen to. Without an account source the ledger would be a lie.
    private FeedErrors feedErrors() {
        return new FeedErrors() {
            @Override
            public void met(final String feed, final Throwable cause) {
                feedFaults.met(feed, cause);
                handlerErrors.threw(HandlerErrors.Handler.PRICE_FEED);
            }

            @Override
            public void ended(final String feed, final Throwable cause) {
                feedFaults.ended(feed, cause);
                handlerErrors.threw(HandlerErrors.Handler.PRICE_REPLAY);
            }
        };
    }

    private void accountSourceFailed(final String who, final Throwable cause) {
        chain.fail("account source " + who, cause);
    }

    /** Something that the daemon cannot do without threw: it ends, with the cause journaled where possible. Any thread. */
    public void fail(final String who, final Throwable cause) {
        chain.fail(who, cause);
    }

    // The disk may fail while the journal is still being recovered.
    private void syncFailed(final String who, final Throwable cause) {
        if (chain == null) {
            failStop(who, cause);
        } else {
            chain.fail(who, cause);
        }
    }

    // The switch first: whoever comes back finds out what happened before the engine orders again.
    private void haltForDisk(final long usableBytes) {
        final String reason =
                usableBytes + " bytes usable, below " + config.diskGuard().haltBelow();
        folder.writeFailure("disk guard", new IOException(reason));
        kill(KillOrigin.AUTOMATIC, "disk-guard", reason);
        stop.run();
    }

    /** How the process ends after a close: in order, or halted for the disk. */
    public ExitCode exitCode() {
        return diskGuard.state() == DiskGuard.State.HALTED ? ExitCode.DISK_HALT : ExitCode.OK;
    }

    // A chain that failed must not look alive, and nothing may follow: say why, then end at once.
    private void failStop(final String stage, final Throwable cause) {
        LOG.error(LogCode.STAGE_FAILED, "{} failed: stopping", stage, cause);
        folder.writeFailure(stage, cause);
        final boolean isDiskFull =
                cause instanceof JournalException failure && failure.kind() == JournalException.Kind.DISK_FULL;
        if (isDiskFull) {
            folder.leaveKill(stage + ": the disk is full"); // in place of a record that the journal has no room for
        }
        Runtime.getRuntime().halt((isDiskFull ? ExitCode.DISK_HALT : ExitCode.FAIL_STOP).code());
    }

    /** Stops the sources, processes what is in the ring, and closes the journal. */
    @Override
    public void close() {
        LOG.info(LogCode.STOPPING, "stopping: draining the ring");
        isClosing = true;
        duties.close();
        sources.close();
        admin.close();
        overview.close();
        new RunRecords(chain.port()).marker(clock.nanoTime(), InputPort.LIVE_TIME);
        drain();
        watchdog.close(); // until here it ends whatever hangs
        CloseHelper.close(groupCommit);
        DaemonStatus.updateCounters(counters, config.definitions(), engine, chain, groupCommit, latency, sources);
        latencyLog.close();
        liquidationLog.close();
        counters.close();
        lock.close();
        LOG.info(LogCode.STOPPED, "stopped");
    }

    // Nothing may be unmapped under a stage that is still at work.
    private void drain() {
        try {
            chain.drainAndClose(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (final IllegalStateException e) {
            failStop("stopping", e);
        }
    }
}
