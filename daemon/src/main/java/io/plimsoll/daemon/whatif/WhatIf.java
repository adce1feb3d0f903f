package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.backtest.PaperVenue;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.postmortem.BookHealth;
import io.plimsoll.daemon.recovery.RulesCheck;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Runs a journal's inputs again with something otherwise: recorded fills of liquidation orders are taken out, since they answer orders
 * that this run may not make, and a paper liquidator fills instead; all else stays. One run, one thread.
 */
public final class WhatIf {
    /** Source of the paper fills; no recorded source may have it. */
    private static final int PAPER_SOURCE = 65_534;

    private final Stretch stretch;
    private final ChangedInputs changed;
    private final RulesCheck rules = new RulesCheck(MarginEngine.RULES_VERSION);
    private final PaperVenue venue;
    private final OrdersTally tally;
    private final MarginEngine engine;
    private final EngineInput port;
    private long snapshots;
    private boolean isOver;

    private WhatIf(final Stretch stretch, final Changes changes, final PaperTerms terms, final MarginEngine engine) {
        this.stretch = stretch;
        this.engine = engine;
        changed = new ChangedInputs(changes);
        venue = new PaperVenue(terms, PAPER_SOURCE, LiquidationFill.NO_COUNTERPARTY);
        tally = new OrdersTally(venue);
        port = new EngineInput(engine, tally);
    }

    /** What was: the inputs as they are. */
    public static Outcome recorded(final ReadableLogs logs, final Stretch stretch, final LongConsumer progress) {
        final OrdersTally tally = new OrdersTally(JournalReplay.UNSEEN);
        try (JournalReplay replay = new JournalReplay(logs, stretch)) {
            while (replay.next(JournalReplay.UNSEEN, tally)) {
                progress.accept(replay.sequence());
            }
            return tally.outcome(new BookHealth(replay.engine().view()), 0);
        }
    }

    /**
     * What would have been.
     *
     * @param terms of the paper liquidator
     * @param progress told the sequence reached, now and then
     * @throws io.plimsoll.daemon.UserError for a change that the journal has nothing for
     */
    public static Outcome run(
            final ReadableLogs logs,
            final Stretch stretch,
            final Changes changes,
            final PaperTerms terms,
            final LongConsumer progress) {
        final WhatIf run = new WhatIf(stretch, changes, terms, JournalReplay.engineFor(logs, stretch));
        try (FrameLogReader inputs = logs.reader(LogName.INPUTS, Position.start())) {
            while (!run.isOver && (inputs.poll(run::onInput) || !inputs.atEnd(0))) {
                progress.accept(inputs.lastSequence());
            }
        }
        run.changed.end();
        run.fillUntil(Long.MAX_VALUE - 1);
        return run.tally.outcome(new BookHealth(run.engine.view()), run.snapshots);
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
        port.buffer(slot).putBytes(message, buffer, offset + Frame.HEADER_LENGTH, messageLength);
        if (changed.change(port.buffer(slot), message)) {
            final boolean isOfSnapshot =
                    template == BalanceSnapshotDecoder.TEMPLATE_ID || template == PositionSnapshotDecoder.TEMPLATE_ID;
            snapshots += isOfSnapshot && tally.hasOrders() ? 1 : 0;
            port.publish(slot, messageLength, 0, eventNs);
        }
    }

    private void fillUntil(final long eventNs) {
        while (venue.nextDueNs() <= eventNs) {
            venue.publishNext(port);
        }
    }
}
