package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.OperatorActKind;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** An operator who halts, holds, excludes, forces and sets prices, takes it back, and at times asks for what cannot be done. */
final class ActScenarios {
    private ActScenarios() {}

    /** Some of what is in an operator's hands is let go; a thing is rarely in hand for long. */
    static void end(final Script script) {
        final State state = script.state();
        final List<Step> ends = new ArrayList<>();
        state.haltedInstruments()
                .forEach(id -> ends.add(out -> ActRecords.ofInstrument(out, OperatorActKind.RESUME_INSTRUMENT, id)));
        state.prices().manual().forEach(id -> ends.add(out -> ActRecords.releasePrice(out, id)));
        for (final Unit unit : state.units().values()) {
            final long id = unit.accountId();
            if (unit.isExcluded()) {
                ends.add(out -> ActRecords.ofAccount(out, OperatorActKind.INCLUDE_ACCOUNT, id));
            }
            if (unit.isHeld() || (unit.isForced() && script.dice().oneIn(4))) {
                ends.add(out -> ActRecords.ofAccount(out, OperatorActKind.RELEASE_ACCOUNT, id));
            }
        }
        ends.stream().filter(unused -> !script.dice().oneIn(4)).forEach(script::then);
    }

    /** An instrument that many hold, perhaps while prices move. */
    static void halt(final Script script) {
        final State state = script.state();
        script.unit(unit -> !unit.legs().positions().isEmpty()
                        && (script.dice().oneIn(3) || isBelow(unit) || hasOrders(state, unit)))
                .ifPresent(unit -> {
                    for (final long id : unit.legs().positions().keySet()) {
                        if (!script.dice().oneIn(3)) {
                            script.then(out -> ActRecords.ofInstrument(out, OperatorActKind.HALT_INSTRUMENT, id));
                        }
                    }
                    meanwhile(script);
                    end(script, out -> {
                        final List<Long> halted = List.copyOf(state.haltedInstruments());
                        final long id = halted.isEmpty()
                                ? script.instrument().id()
                                : script.dice().pick(halted);
                        ActRecords.ofInstrument(out, OperatorActKind.RESUME_INSTRUMENT, id);
                    });
                });
    }

    /** An account that is held or excluded, mostly one that orders are made for. */
    static void hold(final Script script) {
        final State state = script.state();
        final boolean isHeld = script.dice().below(5) < 2;
        final boolean isSeized = !script.dice().oneIn(3) && !state.seizures().isEmpty();
        script.unit(unit -> isSeized
                        ? isSeized(state, unit)
                        : script.dice().oneIn(8) || isBelow(unit) || hasOrders(state, unit))
                .ifPresent(unit -> {
                    script.then(out -> ActRecords.ofAccount(
                            out,
                            isHeld ? OperatorActKind.HOLD_ACCOUNT : OperatorActKind.EXCLUDE_ACCOUNT,
                            unit.accountId()));
                    meanwhile(script);
                    end(
                            script,
                            out -> ActRecords.ofAccount(
                                    out,
                                    isHeld ? OperatorActKind.RELEASE_ACCOUNT : OperatorActKind.INCLUDE_ACCOUNT,
                                    unit.accountId()));
                });
    }

    /** An account that is liquidated whatever its margin. */
    static void force(final Script script) {
        script.unit(unit -> script.dice().oneIn(8)
                        || (unit.isTrader() && unit.legs().count() > 0))
                .ifPresent(unit -> {
                    script.then(out -> ActRecords.ofAccount(out, OperatorActKind.FORCE_LIQUIDATION, unit.accountId()));
                    meanwhile(script);
                    for (int i = script.dice().between(1, 6); i > 0; i--) {
                        Liquidations.tradeWhole(script, unit.accountId());
                    }
                    if (script.dice().oneIn(4)) {
                        script.then(
                                out -> ActRecords.ofAccount(out, OperatorActKind.RELEASE_ACCOUNT, unit.accountId()));
                    }
                });
    }

    /** A price in an operator's hands, mostly somewhere else than it was, while ticks go on. */
    static void price(final Script script) {
        final Dice dice = script.dice();
        final Instrument instrument = script.instrument();
        final long priceId = instrument.priceId();
        final BigInteger before = script.price(priceId, instrument.maxPrice());
        final BigInteger value = dice.oneIn(6)
                ? before
                : dice.scaled(before, 700_000, 1_400_000).max(BigInteger.ONE).min(instrument.maxPrice());
        script.then(out -> ActRecords.setPrice(out, priceId, Script.clamp(value)));
        for (int i = dice.between(0, 3); i > 0; i--) {
            if (dice.oneIn(2)) {
                script.then(out -> script.tick(
                        out, priceId, dice.scaled(value, 900_000, 1_100_000).max(BigInteger.ONE)));
            } else {
                meanwhile(script);
            }
        }
        end(script, out -> ActRecords.releasePrice(out, priceId));
        if (dice.oneIn(2)) {
            script.then(out -> script.tick(out, priceId, before));
        }
    }

    /** An act about nothing, about what it is not about, or with a price that cannot be. */
    static void invalid(final Script script) {
        final Dice dice = script.dice();
        final OperatorActKind act = dice.of(
                OperatorActKind.HALT_INSTRUMENT,
                OperatorActKind.RESUME_INSTRUMENT,
                OperatorActKind.HOLD_ACCOUNT,
                OperatorActKind.RELEASE_ACCOUNT,
                OperatorActKind.EXCLUDE_ACCOUNT,
                OperatorActKind.INCLUDE_ACCOUNT,
                OperatorActKind.FORCE_LIQUIDATION,
                OperatorActKind.SET_PRICE,
                OperatorActKind.RELEASE_PRICE);
        script.then(out -> {
            final Instrument instrument = script.instrument();
            ActRecords.write(
                    out,
                    act,
                    said(dice, dice.of(1L, 1L, World.STRANGERS - 1)),
                    said(dice, dice.of(instrument.id(), instrument.id(), 66_666L)),
                    said(dice, dice.of(instrument.priceId(), instrument.priceId(), 0L, 66_666L)),
                    said(
                            dice,
                            dice.of(
                                    1L,
                                    0L,
                                    -1L,
                                    instrument.maxPrice().longValueExact(),
                                    instrument.maxPrice().longValueExact() + 1)));
        });
        script.then(out -> {
            end(script);
            out.timer(out.eventNs());
        });
    }

    private static OptionalLong said(final Dice dice, final long value) {
        return dice.oneIn(2) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static void meanwhile(final Script script) {
        switch (script.dice().below(6)) {
            case 0 -> OperatorScenarios.timer(script);
            case 1 -> Liquidations.trade(script);
            case 2, 3 -> PriceMoves.gap(script);
            case 4 -> PriceMoves.drift(script);
            default -> {} // at once
        }
    }

    private static void end(final Script script, final Step step) {
        if (!script.dice().oneIn(6)) {
            script.then(step);
        }
    }

    private static boolean isBelow(final Unit unit) {
        return unit.verdict() == Verdict.LIQUIDATE || unit.verdict() == Verdict.BANKRUPT;
    }

    private static boolean hasOrders(final State state, final Unit unit) {
        return isSeized(state, unit)
                || state.orders().values().stream().anyMatch(order -> order.accountId() == unit.accountId());
    }

    private static boolean isSeized(final State state, final Unit unit) {
        return state.seizures().values().stream().anyMatch(order -> order.accountId() == unit.accountId());
    }
}
