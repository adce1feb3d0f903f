package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that snapshots reach of accounts that nobody doubted. */
final class ReconciliationObserver implements Observer {
    private final State state;
    private final Coverage coverage;
    private Optional<Unit> trusted = Optional.empty();

    ReconciliationObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        trusted = state.stagedAccount()
                .map(accountId -> state.units().get(accountId))
                .filter(unit ->
                        unit.legs().positions().size() > 0 && !state.sources().isSuspect(unit));
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        boolean hasDifference = false;
        for (final Output output : outputs) {
            if (output instanceof Output.AccountDifference difference) {
                hasDifference = true;
                if (difference.assetId().isPresent()) {
                    coverage.hit(Place.DIFFERENCE_OF_BALANCE);
                } else {
                    final boolean isCostAlone = difference.ourUnits().equals(difference.theirUnits());
                    coverage.hit(isCostAlone ? Place.DIFFERENCE_OF_COST_ALONE : Place.DIFFERENCE_OF_QUANTITY);
                }
            }
        }
        final boolean isReplaced = state.stagedAccount().isEmpty()
                && trusted.filter(unit -> unit.version() == Frame.sequence(buffer, offset))
                        .isPresent();
        coverage.hitIf(isReplaced && !hasDifference, Place.SNAPSHOT_AGREES);
    }
}
