package io.plimsoll.simulator;

import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.InlineChain;
import io.plimsoll.daemon.chain.InputGate;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.simulator.check.Checker;
import io.plimsoll.simulator.disk.SimulatedJournal;
import io.plimsoll.simulator.world.Rules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The daemon's process: the real recovery, the real chain and the real engine over a simulated journal. A start does what the daemon does, and
 * what its operator does where a loss of power has damaged the journal: repair it.
 */
public final class Machine {
    /** Who arms when nobody is asked. */
    public static final String OWN_NAME = "daemon";

    /** Room for a handful of accounts. */
    public static final EngineCapacity CAPACITY = new EngineCapacity(32, 128, 256, 2, 4);

    private static final int MAX_EPOCH_LENGTH = 64;

    private final SimulatedJournal journal;
    private final SnapshotStore snapshots;
    private final Durability durability;
    private final Wiring wiring;
    private final Steps steps;
    private final EpochNanoClock clock;
    private final List<Checker> checkers;
    private final LatencyRecorders latency = new LatencyRecorders();
    private final Map<LogName, Long> durable = new EnumMap<>(LogName.class);
    private FrameLogWriter inputs;
    private FrameLogWriter orders;
    private MarginEngine engine;
    private InlineChain chain;

    Machine(
            final SimulatedJournal journal,
            final SnapshotStore snapshots,
            final Durability durability,
            final Wiring wiring,
            final Steps steps,
            final EpochNanoClock clock,
            final List<Checker> checkers) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.durability = durability;
        this.wiring = wiring;
        this.steps = steps;
        this.clock = clock;
        this.checkers = checkers;
        for (final LogName log : LogName.values()) {
            durable.put(log, 0L);
        }
    }

    /**
     * Opens, recovers and begins a run.
     *
     * @param mayBeDamaged whether power was lost since the last start that came this far
     */
    void start(final boolean mayBeDamaged) {
        inputs = open(LogName.INPUTS, mayBeDamaged);
        orders = open(LogName.ORDERS, mayBeDamaged);
        if (durability.isSynced()) {
            sync();
        }
        final boolean isNew = inputs.lastSequence() == 0;
        steps.before("machine recover");
        engine = recovered();
        steps.before("machine open chain");
        checkers.forEach(checker -> checker.onRecovered(engine));
        chain = new InlineChain(new ChainContext()
                .inputs(wiring.inputs(inputs))
                .orders(wiring.orders(orders, inputs.lastSequence() + 1))
                .topology(Topology.SEQUENCER_THREAD)
                .gate(new DiskGate())
                .engine(stepped(wiring.engine(engine)))
                .clock(clock)
                .latency(latency)
                .failStop(Machine::fail));
        steps.before("machine open run");
        final RunRecords first = new RunRecords(chain);
        if (isNew) {
            first.epoch(1, EpochReason.NEW_JOURNAL, InputPort.LIVE_TIME);
        }
        first.ready(EngineMode.LIVE, CAPACITY, 0, "simulated", InputPort.LIVE_TIME);
        new DefinitionRecords(Rules.definitions()).write(chain, InputPort.LIVE_TIME);
        decide();
    }

    private FrameLogWriter open(final LogName log, final boolean mayBeDamaged) {
        final FrameLogWriter writer = openOrRepair(log, mayBeDamaged);
        checkers.forEach(checker -> checker.onOpened(log, writer.lastSequence()));
        return writer;
    }

    private FrameLogWriter openOrRepair(final LogName log, final boolean mayBeDamaged) {
        try {
            return journal.writer(log);
        } catch (final JournalException damaged) {
            if (!mayBeDamaged) {
                throw new Violation("Opening", log + ", which nothing has damaged: " + damaged.getMessage());
            }
            journal.repair(log, log == LogName.INPUTS ? this::beginEpoch : writer -> {});
            return journal.writer(log);
        }
    }

    // What was cut may have had an id that somebody has seen: none is used again.
    private void beginEpoch(final FrameLogWriter repaired) {
        final long epochs = journal.readable(LogName.INPUTS).stream()
                .filter(record -> record.templateId() == EpochEncoder.TEMPLATE_ID)
                .count();
        final EpochEncoder epoch = new EpochEncoder();
        epoch.wrapAndApplyHeader(repaired.claim(MAX_EPOCH_LENGTH), repaired.messageOffset(), new MessageHeaderEncoder())
                .epoch(epochs + 1)
                .reason(EpochReason.REPAIRED);
        repaired.commit(MessageHeaderEncoder.ENCODED_LENGTH + epoch.encodedLength(), repaired.lastEventNs());
    }

    private MarginEngine recovered() {
        try {
            return new Recovery(journal, inputs, orders, snapshots)
                    .run(() -> new MarginEngine(CAPACITY))
                    .engine();
        } catch (final UserError refused) {
            throw new Violation("Recovery", refused.getMessage(), refused);
        }
    }

    private InputHandler stepped(final InputHandler handler) {
        return (buffer, offset, length, sink) -> {
            steps.before("engine apply");
            handler.onEvent(buffer, offset, length, sink);
            steps.before("engine applied");
        };
    }

    private static void fail(final String stage, final Throwable cause) {
        if (cause instanceof Crash || cause instanceof Violation) {
            throw (Error) cause;
        }
        throw new Violation("FailStop", stage + ": " + cause, cause);
    }

    /** Where adapters, sources and the operator put records. */
    public InputPort port() {
        return chain;
    }

    /** The engine takes up what was sequenced. */
    public void decide() {
        chain.decide();
    }

    /** Recovered, and at work. */
    public MarginEngine engine() {
        return engine;
    }

    /** Takes the journal to the disk, inputs first, and publishes how far it is there. */
    public void sync() {
        sync(LogName.INPUTS, inputs);
        sync(LogName.ORDERS, orders);
    }

    private void sync(final LogName log, final FrameLogWriter writer) {
        final long written = writer.lastSequence();
        wiring.sync(() -> journal.sync(log)).run();
        steps.before("machine publish durable");
        durable.put(log, written);
    }

    /** Sequence up to which each log is said to survive a loss of power. */
    Map<LogName, Long> publishedDurable() {
        return Map.copyOf(durable);
    }

    /** Takes inputs to the disk, at once or when the engine waits for them, where its acting on them must wait for that. */
    private final class DiskGate implements InputGate {
        @Override
        public void appended(final long sequence) {
            steps.before("machine sequenced");
            if (durability == Durability.EACH_SYNC) {
                sync(LogName.INPUTS, inputs);
            }
        }

        @Override
        public void await(final long sequence) {
            if (durability.isSynced() && durable.get(LogName.INPUTS) < sequence) {
                sync(LogName.INPUTS, inputs);
            }
        }
    }
}
