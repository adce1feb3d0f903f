package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.OverflowProof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Limits that rise, as they may, or would fall, as they may not, and the edge of what the overflow proof allows. */
final class LimitChanges {
    private static final BigInteger ONE = BigInteger.ONE;

    /** Raised limits stop here, or the proof would soon refuse every raise. */
    private static final BigInteger RAISED_TO = ONE.shiftLeft(50);

    private LimitChanges() {}

    /** Twice as much; in a large world, where the proof has no room for it, the same again. */
    static List<Definition> raised(final Script script) {
        if (script.world().isLarge()) {
            return List.of(script.instrument());
        }
        final long priceId = script.instrument().priceId();
        return script.dice().oneIn(2)
                ? users(
                        script,
                        priceId,
                        asset -> asset.maxPrice = twice(asset.maxPrice),
                        instrument -> instrument.maxPrice = twice(instrument.maxPrice))
                : users(
                        script,
                        priceId,
                        asset -> asset.maxBalance = twice(asset.maxBalance),
                        instrument -> instrument.maxQuantity = twice(instrument.maxQuantity));
    }

    private static BigInteger twice(final BigInteger limit) {
        return limit.shiftLeft(1).min(RAISED_TO.max(limit));
    }

    /** Half as much, or one less: refused; or staged before what is in force already, which is compared alone. */
    static void lowered(final Script script) {
        final List<Definition> staged = new ArrayList<>(lower(script));
        switch (script.dice().below(3)) {
            case 0 -> staged.addAll(inForce(script, staged));
            case 1 -> staged.addAll(0, inForce(script, staged));
            default -> {} // by itself
        }
        DefinitionChanges.play(script, staged, 0);
    }

    private static List<Definition> lower(final Script script) {
        final boolean isHalf = script.dice().oneIn(2);
        final Instrument instrument = script.instrument();
        final AssetEdit asset = new AssetEdit(script.asset());
        return switch (script.dice().below(3)) {
            case 0 ->
                users(script, instrument.priceId(), edit -> edit.maxPrice = lower(edit.maxPrice, isHalf), edit -> {
                    edit.maxPrice = lower(edit.maxPrice, isHalf);
                    edit.tick = edit.tick.min(edit.maxPrice);
                });
            case 1 -> {
                final InstrumentEdit edit = new InstrumentEdit(instrument);
                edit.maxQuantity = lower(edit.maxQuantity, isHalf);
                edit.step = edit.step.min(edit.maxQuantity);
                yield List.of(edit.done());
            }
            default -> {
                asset.maxBalance = lower(asset.maxBalance, isHalf);
                yield List.of(asset.done());
            }
        };
    }

    private static BigInteger lower(final BigInteger limit, final boolean isHalf) {
        return isHalf ? limit.shiftRight(1) : limit.subtract(ONE);
    }

    private static List<Definition> inForce(final Script script, final List<Definition> staged) {
        final Definitions definitions = script.state().stated();
        return staged.stream()
                .<Definition>map(definition -> definition instanceof Asset asset
                        ? definitions.assets().get(asset.id())
                        : definitions.instruments().get(((Instrument) definition).id()))
                .toList();
    }

    /** All that use a price id, changed. */
    private static List<Definition> users(
            final Script script,
            final long priceId,
            final Consumer<AssetEdit> assetChange,
            final Consumer<InstrumentEdit> instrumentChange) {
        final Definitions definitions = script.state().stated();
        final List<Definition> changed = new ArrayList<>();
        for (final Asset asset : definitions.assets().values()) {
            if (asset.priceId() == priceId) {
                final AssetEdit edit = new AssetEdit(asset);
                assetChange.accept(edit);
                changed.add(edit.done());
            }
        }
        for (final Instrument instrument : definitions.instruments().values()) {
            if (instrument.priceId() == priceId) {
                final InstrumentEdit edit = new InstrumentEdit(instrument);
                instrumentChange.accept(edit);
                changed.add(edit.done());
            }
        }
        return changed;
    }

    /**
     * One beyond the largest quantity that the overflow proof allows; rarely that quantity itself, since it stays: a
     * limit is never lowered again.
     */
    static void proof(final Script script) {
        final Instrument instrument = script.instrument();
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        if (script.world().isLarge()) {
            // with more than 64 definitions the others' sum changes with it, and all are near the edge already
            edit.maxQuantity = instrument.maxQuantity().add(script.dice().magnitude(instrument.maxQuantity()));
            DefinitionChanges.play(script, List.of(edit.done()), 0);
            DefinitionChanges.play(script, List.of(instrument), 0);
            return;
        }
        final BigInteger largest = largestQuantity(script.state().stated(), instrument);
        if (largest.bitLength() < Long.SIZE - 1) {
            edit.maxQuantity = largest.add(ONE);
            DefinitionChanges.play(script, List.of(edit.done()), 0);
        }
        if (script.dice().oneIn(40)) {
            edit.maxQuantity = largest.min(DefinitionEdges.LARGEST_LIMIT);
            DefinitionChanges.play(script, List.of(edit.done()), 0);
        }
    }

    private static BigInteger largestQuantity(final Definitions definitions, final Instrument instrument) {
        final OverflowProof proof = new OverflowProof(definitions);
        final InstrumentEdit one = new InstrumentEdit(instrument);
        one.maxQuantity = ONE;
        final BigInteger others = proof.sum().subtract(proof.leg(instrument));
        return ONE.shiftLeft(125).subtract(ONE).subtract(others).divide(proof.leg(one.done()));
    }
}
