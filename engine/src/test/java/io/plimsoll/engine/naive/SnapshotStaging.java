package io.plimsoll.engine.naive;

import java.math.BigInteger;

/** The one staging area: the snapshot of one account between its {@code first} and its {@code last} record. */
final class SnapshotStaging {
    private final long accountId;
    private final long firstSequence;
    private Legs legs = Legs.NONE;
    private boolean spoiled;

    SnapshotStaging(final long accountId, final long firstSequence) {
        this.accountId = accountId;
        this.firstSequence = firstSequence;
    }

    long accountId() {
        return accountId;
    }

    /** Input sequence of its {@code first} record. */
    long firstSequence() {
        return firstSequence;
    }

    /** What the snapshot says so far. */
    Legs legs() {
        return legs;
    }

    void stage(final Legs withOneMore) {
        legs = withOneMore;
    }

    void spoil() {
        spoiled = true;
    }

    boolean isSpoiled() {
        return spoiled;
    }

    /** The legs as they come into force: funding is settled at the indexes of this moment. */
    Legs settledAt(final State state) {
        Legs settled = legs;
        for (final long instrumentId : legs.positions().keySet()) {
            final Position position = legs.position(instrumentId);
            final BigInteger index = state.fundingIndex(instrumentId);
            settled = settled.withPosition(instrumentId, new Position(position.quantity(), position.cost(), index));
        }
        return settled;
    }
}
