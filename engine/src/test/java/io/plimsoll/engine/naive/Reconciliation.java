package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** The page's paragraph "AccountDifference": what an account was believed to hold, beside what its venue says. */
final class Reconciliation {
    private final State state;
    private final FactFormulas formulas;

    Reconciliation(final State state, final FactFormulas formulas) {
        this.state = state;
        this.formulas = formulas;
    }

    /** In order of leg; none where there is nothing to compare. */
    List<Output> differences(final Unit unit, final Legs theirs, final Event event) {
        final boolean hasBook = unit.legs.count() > 0 || unit.snapshotSequence > 0;
        if (!formulas.isReconciled(state.sources.isSuspect(unit), hasBook)) {
            return List.of();
        }
        final List<Output> differences = new ArrayList<>();
        final SortedSet<Long> assets = new TreeSet<>(unit.legs.balances().keySet());
        assets.addAll(theirs.balances().keySet());
        for (final long assetId : assets) {
            final BigInteger our = unit.legs.balance(assetId);
            final BigInteger their = theirs.balance(assetId);
            if (!our.equals(their)) {
                final Asset asset = state.definitions.assets().get(assetId);
                differences.add(new Output.AccountDifference(
                        event.cause(),
                        unit.accountId(),
                        OptionalLong.of(assetId),
                        OptionalLong.empty(),
                        our,
                        their,
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        event.source().orElseThrow(),
                        asset.decimals(),
                        0,
                        unit.name));
            }
        }
        final SortedSet<Long> instruments = new TreeSet<>(unit.legs.positions().keySet());
        instruments.addAll(theirs.positions().keySet());
        for (final long instrumentId : instruments) {
            final Position our = unit.legs.position(instrumentId);
            final Position their = theirs.position(instrumentId);
            final BigInteger ourCost = formulas.settledCost(our, state.fundingIndex(instrumentId));
            if (formulas.isOtherPosition(our.quantity(), ourCost, their)) {
                final Instrument instrument = state.definitions.instruments().get(instrumentId);
                differences.add(new Output.AccountDifference(
                        event.cause(),
                        unit.accountId(),
                        OptionalLong.empty(),
                        OptionalLong.of(instrumentId),
                        our.quantity(),
                        their.quantity(),
                        ourCost,
                        their.cost(),
                        event.source().orElseThrow(),
                        instrument.quantityDecimals(),
                        instrument.markDecimals(),
                        unit.name));
            }
        }
        return differences;
    }
}
