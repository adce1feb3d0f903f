package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Open orders that come and go beside a position, of its size and to the limits, and of what is not held; and what must be refused. */
final class OpenOrderMoves {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LONGEST_WAIT_NS = 200 * SECOND_NS;

    private OpenOrderMoves() {}

    static void write(
            final Script script,
            final InputRecords out,
            final long accountId,
            final long instrumentId,
            final BigInteger bids,
            final BigInteger asks,
            final int orders) {
        final int source = script.source(accountId);
        final long sequence = script.next(source);
        write(out, accountId, instrumentId, Script.clamp(bids), Script.clamp(asks), orders, source, sequence);
    }

    static void write(
            final InputRecords out,
            final long accountId,
            final long instrumentId,
            final long bids,
            final long asks,
            final int orders,
            final int source,
            final long sequence) {
        out.record((buffer, at, header) -> new OpenOrdersEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(accountId)
                .bids(bids)
                .asks(asks)
                .sourceSequence(sequence)
                .instrumentId(instrumentId)
                .orders(orders)
                .source(source)
                .encodedLength());
    }

    /** Of whoever comes to a boundary next, mostly in what it holds. */
    static void place(final Script script) {
        final Dice dice = script.dice();
        script.unit(dice.oneIn(4) ? Unit::isTrader : Boundaries.isTarget(script))
                .ifPresent(unit -> {
                    final Instrument instrument = dice.oneIn(3)
                            ? script.instrument()
                            : script.instrument(
                                    some -> !unit.legs().position(some.id()).isFlat());
                    final BigInteger bids = size(script, unit, instrument);
                    final BigInteger asks = size(script, unit, instrument);
                    final int orders = dice.of(0, 1, 2, dice.between(0, 65_534));
                    script.then(out -> write(script, out, unit.accountId(), instrument.id(), bids, asks, orders));
                });
    }

    /** None any more, of somebody who has some. */
    static void cancel(final Script script) {
        script.unit(unit -> !unit.openOrders().isEmpty()).ifPresent(unit -> {
            final long instrumentId =
                    script.dice().pick(unit.openOrders().keySet().stream().toList());
            script.then(out -> write(script, out, unit.accountId(), instrumentId, BigInteger.ZERO, BigInteger.ZERO, 0));
        });
    }

    /** They count for maintenance from now on, or no longer; with a time to cancel that goes with it, or not. */
    static void count(final Script script) {
        script.state().definitions().profile().ifPresent(profile -> {
            final RequirementTerms before = profile.terms().requirement();
            final boolean isCounting =
                    !before.openOrdersInMaintenance() || script.dice().oneIn(3);
            final int seconds = isCounting
                    ? script.dice().of(1, 1, 3, 60, 86_400, 86_401, 0)
                    : script.dice().of(0, 0, 0, 1);
            final Profile other = OpenOrderWorlds.with(profile, before.openOrderFeeMicros(), isCounting, seconds);
            DefinitionChanges.play(script, List.of(other), 0);
        });
    }

    /** Somebody was told to cancel: it does, or the time for it passes, to the nanosecond, with a Timer or without. */
    static void await(final Script script) {
        final Dice dice = script.dice();
        script.unit(unit -> unit.withheld().equals(Optional.of(WithheldReason.OPEN_ORDERS)))
                .ifPresent(unit -> {
                    if (dice.oneIn(2)) {
                        unit.openOrders()
                                .keySet()
                                .forEach(id -> script.then(out ->
                                        write(script, out, unit.accountId(), id, BigInteger.ZERO, BigInteger.ZERO, 0)));
                        return;
                    }
                    final long late = dice.of(-1L, 0L, 0L, 1L);
                    script.then(out -> {
                        final long endNs = unit.toldToCancelNs().orElse(out.eventNs())
                                + SECOND_NS
                                        * script.state()
                                                .definitions()
                                                .profileTerms()
                                                .requirement()
                                                .cancelSeconds();
                        if (endNs < out.eventNs() + LONGEST_WAIT_NS) {
                            out.eventNs(Math.max(out.eventNs(), endNs + late));
                        }
                        if (dice.oneIn(3)) {
                            script.transfer(out, unit.accountId(), World.FINE, BigInteger.ZERO);
                        } else {
                            out.timer(out.eventNs());
                        }
                    });
                });
    }

    static void refused(final Script script) {
        final Dice dice = script.dice();
        final Instrument instrument = script.instrument();
        final BigInteger beyond =
                dice.of(BigInteger.ONE.negate(), instrument.maxQuantity().add(BigInteger.ONE));
        final boolean isBid = dice.oneIn(2);
        final boolean isUnknown = dice.oneIn(4);
        script.unit(unit -> true)
                .ifPresent(unit -> script.then(out -> write(
                        script,
                        out,
                        unit.accountId(),
                        isUnknown ? 99_999 : instrument.id(),
                        isBid ? beyond : BigInteger.ONE,
                        isBid ? BigInteger.ONE : beyond,
                        1)));
    }

    private static BigInteger size(final Script script, final Unit unit, final Instrument instrument) {
        final Dice dice = script.dice();
        final BigInteger held = unit.legs().position(instrument.id()).quantity().abs();
        final BigInteger drawn = switch (dice.below(6)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> held;
            case 2 -> held.shiftLeft(1);
            case 3 -> instrument.maxQuantity();
            default -> dice.magnitude(instrument.maxQuantity());
        };
        return drawn.min(instrument.maxQuantity());
    }
}
