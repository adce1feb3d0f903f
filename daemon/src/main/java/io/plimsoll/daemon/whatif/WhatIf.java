package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.backtest.PaperVenue;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.postmortem.BookHealth;
import io.plimsoll.daemon.recovery.RulesCheck;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.ReplayStart;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Runs a journal's inputs again with something otherwise: recorded fills of liquidation orders are taken out, since they answer orders
 * that this run may not make, and a paper liquidator fills instead; all else stays. One run, one thread.
 */
public final class WhatIf {
    /** Source of the paper fills; no recorded source may have it. */
    private static final int PAPER_SOURCE = 65_534;

    private final Stretch stretch;
    private final ChangedInputs changed;
    private final Changes changes;
    private final RulesCheck rules;
    private final PaperVenue venue;
    private final OrdersTally tally;
    private final MarginEngine engine;
    private final EngineInput port;
    private long snapshots;
    private boolean isOver;

    private WhatIf(
            final ReadableLogs logs,
            final Stretch stretch,
            final Changes changes,
            final PaperTerms terms,
            final ReplayStart start) {
        this.stretch = stretch;
        this.changes = changes;
        engine = start.roomyEngine(logs, stretch);
        rules = new RulesCheck(start.snapshot().header().rulesVersion());
        changed = new ChangedInputs(changes, start.sequence());
        venue = new PaperVenue(terms, PAPER_SOURCE, LiquidationFill.NO_COUNTERPARTY, LiquidationFill.NO_COUNTERPARTY);
        tally = new OrdersTally(venue, start.sequence());
        port = new EngineInput(engine, tally, start.sequence());
    }

    /** What was: the inputs as they are, from where {@link ReplayStart#find} says. */
    public static Outcome recorded(
            final ReadableLogs logs, final SnapshotStore snapshots, final Stretch stretch, final LongConsumer progress)
            throws IOException {
        try (JournalReplay replay = JournalReplay.fromSnapshot(logs, stretch, snapshots)) {
            final OrdersTally tally = new OrdersTally(JournalReplay.UNSEEN, replay.snapshot());
            while (replay.next(JournalReplay.UNSEEN, tally)) {
                progress.accept(replay.sequence());
            }
            return tally.outcome(new BookHealth(replay.engine().view()), 0);
        }
    }

    /**
     * What would have been, from the same place on. Orders in flight there end as they did, by their recorded fills.
     *
     * @param terms of the paper liquidator
     * @param progress told the sequence reached, now and then
     * @throws io.plimsoll.journal.config.UserError for a change that the journal has nothing for
     */
    public static Outcome run(
            final ReadableLogs logs,
            final SnapshotStore snapshots,
            final Stretch stretch,
            final Changes changes,
            final PaperTerms terms,
            final LongConsumer progress)
            throws IOException {
        final ReplayStart start = ReplayStart.find(logs, stretch, snapshots);
        try (FrameLogReader inputs = start.inputs()) {
            final WhatIf run = new WhatIf(logs, stretch, changes, terms, start);
            if (start.sequence() > 0) {
                // what a snapshot has in it was defined before any input to come
                Redefinition.apply(run.engine, run.port, changes, run.changed::change, start.eventNs());
            }
            while (!run.isOver && (inputs.poll(run::onInput) || !inputs.atEnd(0))) {
                progress.accept(inputs.lastSequence());
            }
            run.changed.end();
            run.fillUntil(Long.MAX_VALUE - 1);
            return run.tally.outcome(new BookHealth(run.engine.view()), run.snapshots);
        }
    }

    private void onInput(final DirectBuffer buffer, final int offset, final int length) {
        final long eventNs = Frame.eventNs(buffer, offset);
        if (stretch.isPassedBy(Frame.sequence(buffer, offset), eventNs)) {
            isOver = true;
            return;
        }
        rules.check(buffer, offset);
        final int template = Frame.templateId(buffer, offset);
        // as in a backtest, at one time: timers, then fills, then all else
        fillUntil(template == TimerDecoder.TEMPLATE_ID ? eventNs - 1 : eventNs);
        final long slot = port.claim();
        final int message = port.messageOffset(slot);
        final int messageLength = length - Frame.HEADER_LENGTH;
        final MutableDirectBuffer copy = port.buffer(slot, messageLength);
        copy.putBytes(message, buffer, offset + Frame.HEADER_LENGTH, messageLength);
        if (changed.change(copy, message)) {
            final boolean isOfSnapshot =
                    template == BalanceSnapshotDecoder.TEMPLATE_ID || template == PositionSnapshotDecoder.TEMPLATE_ID;
            snapshots += isOfSnapshot && tally.hasOrders() ? 1 : 0;
            port.publish(slot, messageLength, 0, eventNs);
            if (template == DefinitionsCommitDecoder.TEMPLATE_ID && changes.hasDefinitions()) {
                Redefinition.requireTaken(engine);
            }
        }
    }

    private void fillUntil(final long eventNs) {
        while (venue.nextDueNs() <= eventNs) {
            venue.publishNext(port);
        }
    }
}
