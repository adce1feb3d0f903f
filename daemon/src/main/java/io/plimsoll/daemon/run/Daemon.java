package io.plimsoll.daemon.run;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.WallClock;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.KillOrigin;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running daemon: journal, chain, sources, admin port. Starts disarmed; recovers by replaying {@code inputs}; drains on close. Built
 * and closed by one thread; its actions may be called from any.
 */
public final class Daemon implements AutoCloseable, AdminServer.AdminActions {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final long DRAIN_SECONDS = 30;

    private final DaemonConfig config;
    private final String build;
    private final EpochNanoClock clock = WallClock.INSTANCE;
    private final DataFolder folder;
    private final JournalLock lock;
    private final MarginEngine engine;
    private final LatencyRecorders latency = new LatencyRecorders();
    private final Chain chain;
    private final RunRecords control;
    private final Sources sources;
    private final KillWatch killWatch;
    private final Arming arming;
    private final CountersFile counters;
    private final LatencyLog latencyLog;
    private final AdminServer admin;
    private final Duties duties;

    /**
     * Opens, recovers and starts everything.
     *
     * @throws UserError when it is not safe to start; nothing is left running
     */
    public Daemon(final DaemonConfig config, final String build) throws IOException {
        this.config = config;
        this.build = build;
        folder = new DataFolder(config.dataDir());
        final FrameLogs logs = FrameLogs.in(config.journalDir()).minUsableBytes(config.minUsableBytes());
        lock = logs.lock();
        final FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
        final FrameLogWriter orders = logs.writer(lock, LogName.ORDERS);
        engine = new MarginEngine(config.capacity());
        final boolean isNew = inputs.lastSequence() == 0;
        final Recovery recovery = new Recovery(logs, inputs, orders);
        recovery.run(engine);
        orders.handOver();
        if (!isNew) {
            LOG.info(
                    "recovered: {} inputs replayed, {} missing decisions appended",
                    recovery.replayed(),
                    recovery.appended());
        }
        chain = new Chain(new ChainContext()
                .inputs(inputs)
                .orders(orders)
                .engine(engine)
                .latency(latency)
                .ringSlots(config.ringSlots())
                .waitChoice(config.waitChoice())
                .topology(config.topology())
                .failStop(this::failStop));
        control = new RunRecords(chain.controlLane());
        chain.start();
        openRun(isNew);
        sources = new Sources(config, chain.port(), engine.view(), this::sourceFailed);
        killWatch = new KillWatch(folder.killFile(), this::kill);
        arming = new Arming(
                config.definitions(), engine.view(), sources.accounts(), killWatch, config.maxPriceAgeNs(), clock);
        counters = new CountersFile(folder.countersFile());
        latencyLog = new LatencyLog(latency, folder.latencyFolder());
        admin = new AdminServer(config.adminPort(), folder.newAdminToken(), this);
        folder.writeAdminPort(admin.port());
        sources.start();
        duties = new Duties(this::duty, config.latencyIntervalNs(), latencyLog::writeInterval);
        duties.start();
        LOG.info(
                "running: mode {}, journal {}, admin port {}, {} threads, {} waiting",
                config.mode(),
                config.journalDir(),
                admin.port(),
                config.topology(),
                config.waitChoice());
    }

    private void openRun(final boolean isNew) {
        final RunRecords first = new RunRecords(chain.port());
        if (isNew) {
            first.epoch(1, EpochReason.NEW_JOURNAL, InputPort.LIVE_TIME);
        }
        first.ready(config.mode(), config.capacity(), config.hash(), build, InputPort.LIVE_TIME);
        new DefinitionRecords(config.definitions()).write(chain.port(), InputPort.LIVE_TIME);
    }

    // Several times a second, on the duty thread.
    private void duty() {
        killWatch.poll();
        writeTimer();
        armIfWanted();
        DaemonStatus.updateCounters(counters, engine, chain, latency, sources);
    }

    private long nextTimerNs;

    private void writeTimer() {
        final long now = clock.nanoTime();
        if (nextTimerNs == 0) {
            nextTimerNs = now - now % config.timerIntervalNs() + config.timerIntervalNs();
        }
        if (now >= nextTimerNs) {
            new RunRecords(chain.port()).timer(nextTimerNs, InputPort.LIVE_TIME);
            nextTimerNs = now - now % config.timerIntervalNs() + config.timerIntervalNs();
        }
    }

    private void armIfWanted() {
        if (config.arming() == DaemonConfig.Arming.AUTOMATIC
                && engine.status() == EngineStatus.DISARMED
                && arming.objections().isEmpty()) {
            control.arm("daemon", "every account source is at its head and every price is fresh", InputPort.LIVE_TIME);
            awaitStatus(EngineStatus.ARMED);
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
        final List<String> objections = arming.objections();
        return objections.isEmpty()
                ? new AdminServer.Answer(200, "ready")
                : new AdminServer.Answer(503, "not ready: " + String.join("; ", objections));
    }

    @Override
    public AdminServer.Answer status() {
        DaemonStatus.updateCounters(counters, engine, chain, latency, sources);
        return new AdminServer.Answer(
                200, DaemonStatus.json(config, build, engine, counters, sources, arming.objections(), clock));
    }

    @Override
    public AdminServer.Answer kill(final String operator, final String reason) {
        kill(KillOrigin.HTTP, operator, reason);
        return awaitStatus(EngineStatus.KILLED)
                ? new AdminServer.Answer(200, "killed")
                : new AdminServer.Answer(
                        202, "the kill is in the control lane; the engine has not answered within 5 s");
    }

    @Override
    public AdminServer.Answer arm(final String operator, final String reason) {
        final List<String> objections = arming.objections();
        if (!objections.isEmpty()) {
            return new AdminServer.Answer(409, "not armed: " + String.join("; ", objections));
        }
        control.arm(operator, reason, InputPort.LIVE_TIME);
        LOG.warn("arm by {}: {}", operator, reason);
        return awaitStatus(EngineStatus.ARMED)
                ? new AdminServer.Answer(200, "armed")
                : new AdminServer.Answer(409, "not armed: the engine is " + engine.status());
    }

    /** Throws the kill switch. */
    public void kill(final KillOrigin origin, final String operator, final String reason) {
        LOG.warn("kill by {} ({}): {}", operator, origin, reason);
        control.kill(origin, operator, reason, InputPort.LIVE_TIME);
    }

    /** The admin port in use. */
    public int adminPort() {
        return admin.port();
    }

    private boolean awaitStatus(final EngineStatus wanted) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (engine.status() != wanted && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
            LockSupport.parkNanos(100_000);
        }
        return engine.status() == wanted;
    }

    private void sourceFailed(final String who, final Throwable cause) {
        LOG.error("source {} stopped: {}", who, cause.toString(), cause);
    }

    // A chain that failed must not look alive, and nothing may follow: say why, then end at once.
    private void failStop(final String stage, final Throwable cause) {
        LOG.error("{} failed: stopping", stage, cause);
        folder.writeFailure(stage, cause);
        Runtime.getRuntime().halt(ExitCode.FAIL_STOP.code());
    }

    /** Stops the sources, processes what is in the ring, and closes the journal. */
    @Override
    public void close() {
        LOG.info("stopping: draining the ring");
        duties.close();
        sources.close();
        admin.close();
        new RunRecords(chain.port()).marker(clock.nanoTime(), InputPort.LIVE_TIME);
        chain.drainAndClose(DRAIN_SECONDS, TimeUnit.SECONDS);
        DaemonStatus.updateCounters(counters, engine, chain, latency, sources);
        latencyLog.close();
        counters.close();
        lock.close();
        LOG.info("stopped");
    }

    /** Names of the chain's threads that are alive, for tests and status. */
    static List<String> chainThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("plimsoll-"))
                .sorted()
                .collect(Collectors.toList());
    }
}
