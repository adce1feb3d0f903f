package io.plimsoll.daemon.compare;

import io.plimsoll.daemon.book.VenueLiquidation;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Replays a stretch of a journal beside a venue's list: takes down the orders that the engine makes, and how each account that the venue
 * liquidated stands at that moment, which is with every input of an earlier or the same event time applied. One comparison, one thread.
 */
public final class Comparer {
    private final Stretch stretch;
    private final long withinNs;
    private final JournalReplay replay;
    private final Standings standings;
    private final OrdersMade made;
    private final Deque<VenueLiquidation> byTime = new ArrayDeque<>();
    private final Deque<VenueLiquidation> bySequence = new ArrayDeque<>();
    private final List<Episode> venue = new ArrayList<>();
    private final List<String> outside = new ArrayList<>();
    private boolean isOpen;

    private Comparer(
            final List<VenueLiquidation> liquidations,
            final Stretch stretch,
            final long withinNs,
            final JournalReplay replay) {
        this.stretch = stretch;
        this.withinNs = withinNs;
        this.replay = replay;
        standings = new Standings(() -> replay.engine().view());
        made = new OrdersMade(standings);
        liquidations.stream()
                .filter(one -> one.sequence() == 0)
                .sorted(Comparator.comparingLong(VenueLiquidation::atNs))
                .forEach(byTime::add);
        liquidations.stream()
                .filter(one -> one.sequence() > 0)
                .sorted(Comparator.comparingLong(VenueLiquidation::sequence))
                .forEach(bySequence::add);
    }

    /**
     * Compares.
     *
     * @param withinNs how far apart two liquidations of one account may be to belong together
     * @param progress told the sequence reached, now and then
     */
    public static Comparison compare(
            final List<VenueLiquidation> liquidations,
            final ReadableLogs logs,
            final SnapshotStore snapshots,
            final Stretch stretch,
            final long withinNs,
            final LongConsumer progress)
            throws IOException {
        try (JournalReplay replay = JournalReplay.fromSnapshot(logs, stretch, snapshots)) {
            return new Comparer(liquidations, stretch, withinNs, replay).compare(progress);
        }
    }

    private Comparison compare(final LongConsumer progress) {
        while (replay.next(this::seen, made)) {
            progress.accept(replay.sequence());
        }
        final long lastNs = replay.eventNs();
        takeUpTo(isOpen ? lastNs + withinNs : Long.MIN_VALUE, isOpen ? replay.sequence() : 0);
        byTime.forEach(late -> outside.add(late.line()));
        bySequence.forEach(late -> outside.add(late.line()));
        return Comparison.of(venue, made.orders(), outside, withinNs);
    }

    // The engine does not know the record yet.
    private void seen(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Frame.sequence(buffer, offset);
        final long eventNs = Frame.eventNs(buffer, offset);
        if (!isOpen && stretch.isReachedBy(sequence, eventNs)) {
            isOpen = true;
            made.open();
            dropBefore(sequence, eventNs);
        } else if (isOpen) {
            takeUpTo(eventNs - 1, sequence - 1);
        }
    }

    private void dropBefore(final long sequence, final long eventNs) {
        while (!byTime.isEmpty() && byTime.peek().atNs() < eventNs) {
            outside.add(byTime.remove().line());
        }
        while (!bySequence.isEmpty() && bySequence.peek().sequence() < sequence) {
            outside.add(bySequence.remove().line());
        }
    }

    private void takeUpTo(final long atNs, final long sequence) {
        while (!byTime.isEmpty() && byTime.peek().atNs() <= atNs) {
            final VenueLiquidation one = byTime.remove();
            take(one, one.atNs());
        }
        while (!bySequence.isEmpty() && bySequence.peek().sequence() <= sequence) {
            take(bySequence.remove(), replay.eventNs());
        }
    }

    private void take(final VenueLiquidation one, final long atNs) {
        final int unit = standings.unit(one.account());
        final Standing standing = standings.of(unit, one.subject(), replay.sequence());
        final boolean isKnown = !Standing.UNKNOWN.equals(standing.verdict());
        venue.add(new Episode(
                isKnown ? standings.accountId(unit) : 0,
                isKnown ? standings.accountName(unit) : one.account(),
                one.subject(),
                atNs,
                atNs,
                replay.sequence(),
                1,
                one.quantity(),
                standing,
                one.equity(),
                one.requirement(),
                one.line()));
    }
}
