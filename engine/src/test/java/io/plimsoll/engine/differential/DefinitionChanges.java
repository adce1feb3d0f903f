package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Definitions that change while the stream runs: as they may, as they may not, and with the wrong count. */
final class DefinitionChanges {
    private static final int MOST_ADDED = 4;

    private DefinitionChanges() {}

    /** Stages and commits; {@code miscount} is what the commit's count is off by. */
    static void play(final Script script, final List<Definition> staged, final int miscount) {
        for (final Definition definition : staged) {
            final Definition orders = LifecycleWorlds.next(script, definition);
            final Definition bounded = WaterfallWorlds.next(script, ThrottleWorlds.next(script, orders));
            final Definition scaled = ScaleWorlds.next(script, PenaltyWorlds.next(script, bounded));
            final Definition next =
                    BucketWorlds.next(script, OpenOrderWorlds.next(script, RebalanceWorlds.next(script, scaled)));
            final Definition asked = OnTopWorlds.next(script, WholeWorlds.next(script, next));
            script.then(out -> write(out, asked));
        }
        script.then(out -> out.definitionsCommit(Math.max(0, staged.size() + miscount)));
    }

    private static void write(final InputRecords out, final Definition definition) {
        if (definition instanceof Asset asset) {
            out.asset(asset);
        } else if (definition instanceof Instrument instrument) {
            out.instrument(instrument);
        } else if (definition instanceof MarginTable table) {
            out.marginTable(table);
        } else if (definition instanceof Guard guard) {
            out.guard(guard);
        } else if (definition instanceof Profile profile) {
            out.profile(profile);
        }
    }

    static void valid(final Script script) {
        final List<Definition> staged = new ArrayList<>();
        final int changes = script.dice().between(0, 3);
        for (int i = 0; i < changes; i++) {
            staged.addAll(change(script));
        }
        play(script, staged, 0);
    }

    static void incomplete(final Script script) {
        play(script, change(script), script.dice().of(-1, 1));
    }

    static void invalid(final Script script) {
        final List<Definition> staged = new ArrayList<>(change(script));
        staged.add(script.dice().below(staged.size() + 1), contradiction(script));
        play(script, staged, 0);
    }

    private static List<Definition> change(final Script script) {
        final Dice dice = script.dice();
        return switch (dice.below(7)) {
            case 0, 1 -> TierTables.with(script, rates(dice, script.instrument()));
            case 2 -> CollateralWorlds.with(script, weights(dice, script.asset()));
            case 3 -> List.of(profile(script));
            case 4 -> LimitChanges.raised(script);
            case 5 -> List.of(steps(dice, script.instrument()));
            default -> List.of(added(script));
        };
    }

    private static Definition profile(final Script script) {
        final Profile next = WorthWorlds.next(
                SmallWorlds.profile(script.dice()), script.state().stated().profileTerms());
        return LendingWorlds.seizes(script.world().profile().terms()) ? LendingWorlds.next(next) : next;
    }

    private static Instrument rates(final Dice dice, final Instrument instrument) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.terms = RoundingWorlds.with(edit.terms, 0, 0); // what else says the rates does no more
        edit.maintenancePpm = 1_000 * (dice.oneIn(8) ? 0 : dice.between(2, 100));
        edit.stopPpm = edit.maintenancePpm + 1_000 * dice.between(0, 50);
        edit.initialPpm = edit.stopPpm + 1_000 * dice.between(0, 100);
        return edit.done();
    }

    private static Asset weights(final Dice dice, final Asset asset) {
        final AssetEdit edit = new AssetEdit(asset);
        edit.symbol = "RENAMED-" + dice.below(100);
        if (asset.priceId() != 0) { // boundaries are solved for in the valuation currency at its known weights
            edit.maintenanceWeightPpm = dice.between(0, 1_000_000);
            edit.initialWeightPpm = dice.between(0, edit.maintenanceWeightPpm);
            LendingWorlds.weigh(edit, edit.maintenanceWeightPpm);
        }
        return edit.done();
    }

    private static Definition steps(final Dice dice, final Instrument instrument) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.tick = dice.magnitude(BigInteger.valueOf(20).min(edit.maxPrice));
        edit.step = dice.magnitude(BigInteger.valueOf(200).min(edit.maxQuantity));
        edit.symbol = "RENAMED-" + dice.below(100);
        return edit.done();
    }

    /** A new instrument, and positions in it before it has a price. */
    static void unpriced(final Script script) {
        final Definition added = added(script);
        if (!(added instanceof Instrument instrument)
                || script.state().stated().instruments().containsKey(instrument.id())) {
            return;
        }
        play(script, List.of(instrument), 0);
        for (int i = 0; i < 3; i++) {
            script.unit(Unit::isTrader)
                    .ifPresent(unit -> script.then(out -> {
                        final BigInteger quantity = script.dice().signed(instrument.step());
                        final BigInteger price = Trading.price(script, instrument);
                        script.fill(out, unit.accountId(), instrument.id(), quantity, price, BigInteger.ZERO);
                    }));
        }
    }

    /** A new instrument, without a price until its first tick; one as before once there are enough. */
    private static Definition added(final Script script) {
        final Definitions definitions = script.state().stated();
        final int added =
                definitions.instruments().size() - script.world().instruments().size();
        final InstrumentEdit edit = new InstrumentEdit(script.instrument());
        if (added < MOST_ADDED && !script.world().isLarge()) {
            edit.id = World.ADDED_IDS + added;
            edit.priceId = edit.id;
            edit.symbol = "ADDED-" + added;
        }
        return edit.done();
    }

    private static Definition contradiction(final Script script) {
        final Dice dice = script.dice();
        return switch (dice.below(3)) {
            case 0 -> badAsset(dice, new AssetEdit(script.asset()));
            case 1 -> badProfile(dice);
            default -> badInstrument(dice, new InstrumentEdit(script.instrument()));
        };
    }

    private static Definition badAsset(final Dice dice, final AssetEdit edit) {
        switch (dice.below(10)) {
            case 0 -> edit.decimals = edit.decimals == 0 ? 1 : edit.decimals - 1;
            case 1 -> edit.priceId = 66_666;
            case 2 -> edit.initialWeightPpm = edit.maintenanceWeightPpm + 1;
            case 3 -> edit.maintenanceWeightPpm = 1_000_001;
            case 4 -> edit.maxBalance = dice.of(BigInteger.ZERO, BigInteger.ONE.negate());
            case 5 ->
                edit.maxPrice = dice.of(
                        BigInteger.ZERO, edit.maxPrice.add(BigInteger.ONE).negate());
            case 6 -> edit.initialWeightPpm = -1;
            case 7 -> edit.maxPrice = edit.maxPrice.add(BigInteger.ONE); // allowed if no one shares the price
            case 8 -> {
                edit.id = 303; // as new as can be, but it disagrees on the price's scale
                edit.priceDecimals = edit.priceDecimals == 0 ? 1 : 0;
            }
            default -> edit.id = 0;
        }
        return edit.done();
    }

    private static Definition badProfile(final Dice dice) {
        return switch (dice.below(5)) {
            case 0 -> new Profile(2_000, 999_999, 0, 0, "ratio");
            case 1 -> new Profile(2_000, 1_000_000, 10_000_001, 0, "spread");
            case 2 -> new Profile(2_000, 1_000_000, -1, 0, "spread");
            case 3 -> new Profile(2_000, 1_000_000, 0, -1, "dust");
            default -> new Profile(2_000, 1_000_000, 0, 0, -1, "bound");
        };
    }

    private static Definition badInstrument(final Dice dice, final InstrumentEdit edit) {
        switch (dice.below(15)) {
            case 0 -> edit.priceDecimals = edit.priceDecimals == 0 ? 1 : edit.priceDecimals - 1;
            case 1 -> edit.quantityDecimals = edit.quantityDecimals == 0 ? 1 : edit.quantityDecimals - 1;
            case 2 -> edit.priceId = dice.of(0L, 66_666L);
            case 3 -> edit.settlementAssetId = dice.of(66_666L, edit.settlementAssetId == 3 ? 5L : 3L);
            case 4 -> edit.underlyingAssetId = 66_666;
            case 5 -> edit.kind = edit.kind == InstrumentKind.SPOT ? InstrumentKind.PERPETUAL : InstrumentKind.SPOT;
            case 6 -> edit.stopPpm = edit.maintenancePpm - 1;
            case 7 -> edit.initialPpm = edit.stopPpm - 1;
            case 8 -> edit.initialPpm = 1_000_001;
            case 9 -> edit.tick = dice.of(BigInteger.ZERO, BigInteger.ONE.negate());
            case 10 -> edit.step = dice.of(BigInteger.ZERO, BigInteger.ONE.negate());
            case 11 -> edit.maxQuantity = BigInteger.ZERO;
            case 12 -> edit.id = 0;
            case 13 -> edit.maxPrice = edit.maxPrice.add(BigInteger.ONE); // allowed if no one shares the price
            default -> edit.quantityDecimals = 19;
        }
        return edit.done();
    }
}
