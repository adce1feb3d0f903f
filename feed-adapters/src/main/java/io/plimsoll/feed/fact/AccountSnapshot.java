package io.plimsoll.feed.fact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * All that an account holds, as its source states it: replaces the account's balances and positions at once. Becomes one
 * record per balance, then per position, each with a sequence of its own, from {@code firstSequence} on. Immutable.
 *
 * @param firstSequence sequence of the first record; the source's next fact follows after {@link #size()} of them
 * @param balances in the order to publish them; with {@code positions}, at least one
 * @param positions in the order to publish them
 */
public record AccountSnapshot(
        int source, long firstSequence, long accountId, List<Balance> balances, List<Position> positions) {

    /**
     * One balance.
     *
     * @param amount balance mantissa; negative: owed
     */
    public record Balance(int assetId, long amount) {}

    /**
     * One position.
     *
     * @param quantity signed quantity mantissa
     * @param cost signed cost, see {@link PositionSnapshot}
     */
    public record Position(int instrumentId, long quantity, BigInteger cost) {}

    /** Copies the lists. */
    public AccountSnapshot {
        balances = List.copyOf(balances);
        positions = List.copyOf(positions);
        Checks.check(balances.size() + positions.size() > 0, "size of a snapshot", 0, "a balance or a position");
        Checks.check(
                firstSequence <= Long.MAX_VALUE - balances.size() - positions.size(),
                "first sequence",
                firstSequence,
                "one that leaves room for the snapshot's");
    }

    /** Records that it becomes. */
    public int size() {
        return balances.size() + positions.size();
    }

    /** The records, in order. */
    public List<Fact> facts() {
        final List<Fact> facts = new ArrayList<>(size());
        for (final Balance balance : balances) {
            facts.add(new BalanceSnapshot(
                    source,
                    firstSequence + facts.size(),
                    accountId,
                    balance.assetId(),
                    balance.amount(),
                    facts.isEmpty(),
                    facts.size() + 1 == size()));
        }
        for (final Position position : positions) {
            facts.add(new PositionSnapshot(
                    source,
                    firstSequence + facts.size(),
                    accountId,
                    position.instrumentId(),
                    position.quantity(),
                    position.cost(),
                    facts.isEmpty(),
                    facts.size() + 1 == size()));
        }
        return facts;
    }
}
