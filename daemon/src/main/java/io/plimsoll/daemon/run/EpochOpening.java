package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.BootFile;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.protocol.codec.EpochReason;

/** Opens a new epoch where an id might else be used that somebody has seen on an order which is not in the journal. At a start. */
final class EpochOpening {
    private static final EventLog LOG = EventLog.of(EpochOpening.class);

    private final BootFile boot;
    private final int recovered;

    /** @param recovered the epoch that the journal's records end in */
    EpochOpening(final BootFile boot, final int recovered) {
        this.boot = boot;
        this.recovered = recovered;
    }

    void open(final RunRecords first, final boolean isNew, final boolean takesOver) {
        if (!isNew && !takesOver && !boot.mayHaveLost(recovered)) {
            boot.save(recovered);
            return;
        }
        final int epoch = boot.unusedEpoch(recovered);
        final EpochReason taken = takesOver ? EpochReason.TAKEN_OVER : EpochReason.TAIL_LOST;
        boot.save(epoch);
        first.epoch(epoch, isNew ? EpochReason.NEW_JOURNAL : taken, InputPort.LIVE_TIME);
        if (takesOver && !isNew) {
            LOG.info(LogCode.EPOCH_OPENED, "took over: epoch {}", epoch);
        } else if (!isNew) {
            LOG.warn(
                    LogCode.EPOCH_OPENED,
                    "{}: epoch {}, so that no order id is used twice",
                    boot.isOtherBoot()
                            ? "the machine was booted since the journal was last written"
                            : "the journal has lost an epoch that was used",
                    epoch);
        }
    }
}
