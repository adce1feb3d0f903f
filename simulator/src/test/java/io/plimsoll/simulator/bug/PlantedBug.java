package io.plimsoll.simulator.bug;

import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.simulator.Wiring;
import io.plimsoll.simulator.disk.FrameCheck;

/** Each does one thing wrong that a real journal, chain or engine might. */
public enum PlantedBug implements Wiring {
    /** Takes a record for whole without computing its checksum. */
    SKIP_CRC {
        @Override
        public FrameCheck frameCheck() {
            return (chain, buffer, offset, length) -> {};
        }
    },
    /** Says that an input is written, and has not written it. */
    DROP_INPUT {
        @Override
        public FrameLogWriter inputs(final FrameLogWriter writer) {
            return new DroppingWriter(writer);
        }
    },
    /** Says that a decision is written, and has not written it. */
    DROP_DECISION {
        @Override
        public FrameLogWriter orders(final FrameLogWriter writer, final long firstInput) {
            return new DroppingWriter(writer);
        }
    },
    /** Writes each order twice. */
    ORDER_TWICE {
        @Override
        public FrameLogWriter orders(final FrameLogWriter writer, final long firstInput) {
            return new DoublingWriter(writer);
        }
    },
    /** Counts the sequences in order ids from zero again after each start. */
    ID_FROM_ZERO {
        @Override
        public FrameLogWriter orders(final FrameLogWriter writer, final long firstInput) {
            return new RenumberingWriter(writer, firstInput);
        }
    },
    /** Does not tell the engine of a fill. */
    FORGET_FILL {
        @Override
        public InputHandler engine(final InputHandler engine) {
            return new ForgetfulHandler(engine, LiquidationFillDecoder.TEMPLATE_ID, 5);
        }
    },
    /** Does not tell the engine of a kill. */
    IGNORE_KILL {
        @Override
        public InputHandler engine(final InputHandler engine) {
            return new ForgetfulHandler(engine, KillDecoder.TEMPLATE_ID, 1);
        }
    },
    /** Says that a log is on the disk, and has done nothing for it. */
    SYNC_NOTHING {
        @Override
        public Runnable sync(final Runnable sync) {
            return () -> {};
        }
    },
    /** Writes each snapshot without the last event in it. */
    STALE_SNAPSHOT {
        @Override
        public SnapshotStore snapshots(final SnapshotStore store, final ReadableLogs logs) {
            return new StaleSnapshots(store, logs);
        }
    },
    /** Emits the decisions of one input in the order of a hash table. */
    HASH_ORDER {
        @Override
        public InputHandler engine(final InputHandler engine) {
            return new HashOrderHandler(engine);
        }
    }
}
