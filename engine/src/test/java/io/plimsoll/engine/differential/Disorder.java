package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.AccountRole;
import java.math.BigInteger;
import java.util.List;

/** Facts that come twice, for what is unknown, or beyond a limit. */
final class Disorder {
    private static final BigInteger TWO = BigInteger.TWO;

    private Disorder() {}

    static void duplicate(final Script script) {
        script.unit(unit -> true)
                .ifPresent(unit -> script.then(out -> {
                    final int source = script.source(unit.accountId());
                    final long sequence =
                            Math.max(0, script.last(source) - script.dice().below(3));
                    if (script.dice().oneIn(2)) {
                        out.transfer(unit.accountId(), World.CASH, 1_000_000, source, sequence);
                    } else {
                        out.accountOpened(unit.accountId(), AccountRole.TRADER, "again", source, sequence);
                    }
                }));
    }

    /** A stranger's first fact, and perhaps his opening after it. */
    static void unknownAccount(final Script script) {
        if (script.state().units().size() > script.world().accounts() + 12) {
            return; // more accounts only make the stream slower
        }
        final long accountId = World.STRANGERS + script.dice().below(1_000_000);
        final Instrument instrument = script.instrument();
        script.then(out -> {
            if (script.dice().oneIn(2)) {
                script.transfer(out, accountId, World.CASH, BigInteger.valueOf(5_000_000));
            } else {
                script.fill(
                        out,
                        accountId,
                        instrument.id(),
                        script.dice().signed(BigInteger.TEN),
                        Trading.price(script, instrument),
                        BigInteger.ZERO);
            }
        });
        if (script.dice().oneIn(2)) {
            script.then(out -> open(script, out, accountId, "stranger-" + accountId));
        }
    }

    /** A known account is opened again, at times in the other role. */
    static void openedTwice(final Script script) {
        script.unit(unit -> true)
                .ifPresent(unit -> script.then(out -> open(script, out, unit.accountId(), unit.name() + "'")));
    }

    private static void open(final Script script, final InputRecords out, final long accountId, final String name) {
        open(script, out, accountId, name, script.dice().oneIn(8) ? AccountRole.LIQUIDATOR : AccountRole.TRADER);
    }

    /** An account with orders in flight is no trader any more, and its position no longer fits them. */
    static void retiredTrader(final Script script) {
        final List<InFlight> orders = List.copyOf(script.state().orders().values());
        if (orders.isEmpty()) {
            return;
        }
        final InFlight order = script.dice().pick(orders);
        final Unit unit = script.state().units().get(order.accountId());
        final long accountId = unit.accountId();
        script.then(out -> open(script, out, accountId, "retired-" + accountId, AccountRole.LIQUIDATOR));
        if (script.dice().oneIn(3)) {
            Liquidations.trade(script, order);
        }
        Trading.reduceUnder(script, order);
        script.then(out -> open(script, out, accountId, "back-" + accountId, AccountRole.TRADER));
        SnapshotScenarios.recover(script, unit);
    }

    private static void open(
            final Script script,
            final InputRecords out,
            final long accountId,
            final String name,
            final AccountRole role) {
        final int source = script.source(accountId);
        final String fits = name.length() > 60 ? "renamed-" + accountId : name;
        out.accountOpened(accountId, role, fits, source, script.next(source));
    }

    static void unknownThing(final Script script) {
        script.unit(unit -> true)
                .ifPresent(unit -> script.then(out -> {
                    if (script.dice().oneIn(2)) {
                        script.transfer(out, unit.accountId(), 44_444, BigInteger.TEN);
                    } else {
                        script.fill(out, unit.accountId(), 44_444, BigInteger.TEN, BigInteger.TEN, BigInteger.ONE);
                    }
                }));
    }

    /** By one, or by much. */
    static void overLimit(final Script script) {
        script.unit(unit -> true)
                .ifPresent(unit -> script.then(out -> {
                    switch (script.dice().below(5)) {
                        case 0 -> overBalance(script, out, unit, script.asset());
                        case 1 -> overQuantity(script, out, unit, script.instrument());
                        case 2 -> overPrice(script, out, unit, script.instrument());
                        case 3 -> overFee(script, out, unit, script.instrument());
                        default -> overCost(script, out, unit, script.instrument());
                    }
                }));
    }

    // to the limit exactly, or one beyond it
    private static void overBalance(final Script script, final InputRecords out, final Unit unit, final Asset asset) {
        final BigInteger target = script.dice()
                .signed(asset.maxBalance().add(BigInteger.valueOf(script.dice().between(0, 1))));
        final BigInteger balance = unit.legs().balance(asset.id());
        script.transfer(out, unit.accountId(), asset.id(), target.subtract(balance));
    }

    private static void overQuantity(
            final Script script, final InputRecords out, final Unit unit, final Instrument instrument) {
        final BigInteger target = script.dice()
                .signed(instrument
                        .maxQuantity()
                        .add(BigInteger.valueOf(script.dice().between(0, 1))));
        final BigInteger held = unit.legs().position(instrument.id()).quantity();
        script.fill(
                out,
                unit.accountId(),
                instrument.id(),
                target.subtract(held),
                Trading.price(script, instrument),
                BigInteger.ZERO);
    }

    private static void overPrice(
            final Script script, final InputRecords out, final Unit unit, final Instrument instrument) {
        final BigInteger price = script.dice()
                .of(
                        instrument.maxPrice(),
                        instrument.maxPrice().add(BigInteger.ONE),
                        BigInteger.ZERO,
                        BigInteger.ONE.negate());
        script.fill(out, unit.accountId(), instrument.id(), script.dice().signed(TWO), price, BigInteger.ZERO);
    }

    private static void overFee(
            final Script script, final InputRecords out, final Unit unit, final Instrument instrument) {
        final Asset settlement = script.state().definitions().settlement(instrument);
        final BigInteger fee = script.dice()
                .signed(settlement.maxBalance())
                .add(unit.legs().balance(settlement.id()))
                .add(BigInteger.valueOf(script.dice().between(-1, 1)));
        script.fill(
                out,
                unit.accountId(),
                instrument.id(),
                BigInteger.valueOf(script.dice().between(-1, 1)),
                Trading.price(script, instrument),
                fee);
    }

    // buys and sells at the highest and the lowest price wear a cost out
    private static void overCost(
            final Script script, final InputRecords out, final Unit unit, final Instrument instrument) {
        final BigInteger held = unit.legs().position(instrument.id()).quantity();
        final BigInteger room = instrument.maxQuantity().subtract(held.abs()).max(BigInteger.ONE);
        script.fill(
                out,
                unit.accountId(),
                instrument.id(),
                held.signum() < 0 ? room.negate() : room,
                instrument.maxPrice(),
                BigInteger.ZERO);
    }
}
