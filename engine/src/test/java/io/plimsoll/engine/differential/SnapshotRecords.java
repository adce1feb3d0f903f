package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Position;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The records of one account's snapshot, as steps: balances, then positions, from {@code first} to {@code last}. */
final class SnapshotRecords {
    /** One record but for its place in the snapshot and its number. */
    @FunctionalInterface
    interface Line {
        void write(InputRecords out, boolean first, boolean last, int source, long sequence);
    }

    private SnapshotRecords() {}

    static Line balance(final long accountId, final long assetId, final BigInteger amount) {
        return (out, first, last, source, sequence) ->
                out.balanceSnapshot(accountId, assetId, Script.clamp(amount), first, last, source, sequence);
    }

    static Line position(
            final long accountId, final long instrumentId, final BigInteger quantity, final BigInteger cost) {
        return (out, first, last, source, sequence) -> out.positionSnapshot(
                accountId, instrumentId, Script.clamp(quantity), cost, first, last, source, sequence);
    }

    /** One line per leg; a zero balance of cash if there is none. */
    static List<Line> of(final long accountId, final Legs legs) {
        final List<Line> lines = new ArrayList<>();
        for (final Map.Entry<Long, BigInteger> balance : legs.balances().entrySet()) {
            lines.add(balance(accountId, balance.getKey(), balance.getValue()));
        }
        for (final Map.Entry<Long, Position> position : legs.positions().entrySet()) {
            lines.add(position(
                    accountId,
                    position.getKey(),
                    position.getValue().quantity(),
                    position.getValue().cost()));
        }
        if (lines.isEmpty()) {
            lines.add(balance(accountId, World.CASH, BigInteger.ZERO));
        }
        return lines;
    }

    /** Puts the lines on the script; {@code isWhole} says whether the last one is marked as the last. */
    static void play(
            final Script script,
            final long accountId,
            final List<Line> lines,
            final boolean hasFirst,
            final boolean isWhole) {
        final int source = script.source(accountId);
        for (int i = 0; i < lines.size(); i++) {
            final boolean first = hasFirst && i == 0;
            final boolean last = isWhole && i == lines.size() - 1;
            play(script, lines.get(i), first, last, source, 1);
        }
    }

    /** Puts one line on the script, numbered {@code sequenceStep} above its source's last record. */
    static void play(
            final Script script,
            final Line line,
            final boolean first,
            final boolean last,
            final int source,
            final long sequenceStep) {
        script.then(out -> line.write(out, first, last, source, script.skip(source, sequenceStep)));
    }
}
