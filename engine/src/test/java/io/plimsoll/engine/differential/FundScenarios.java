package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DrawInFlight;
import io.plimsoll.engine.naive.Funds;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts that owe and have nothing left, funds that pay for them or cannot, and payments as they should be and otherwise. */
final class FundScenarios {
    private static final long NO_ASSET = 55_555;

    private FundScenarios() {}

    /** Nothing but debts, of an account whose fund is not the shared one if there is such an account. */
    static void ruin(final Script script) {
        final Dice dice = script.dice();
        final boolean isOwn = !dice.oneIn(3);
        script.unit(unit -> isFallen(unit) && (!isOwn || unit.fundId() != Funds.SHARED))
                .or(() -> script.unit(FundScenarios::isFallen))
                .ifPresent(unit -> {
                    Legs legs = Legs.NONE;
                    final int debts = dice.of(1, 1, 2, 3);
                    for (int i = 0; i < debts; i++) {
                        final Asset asset = script.asset(any -> any.id() != World.FINE);
                        legs = legs.withBalance(asset.id(), debt(dice, asset));
                    }
                    SnapshotRecords.play(
                            script, unit.accountId(), SnapshotRecords.of(unit.accountId(), legs), true, true);
                });
    }

    // an account that is well is mostly left so
    private static boolean isFallen(final Unit unit) {
        return unit.isTrader() && (unit.verdict() == Verdict.BANKRUPT || unit.accountId() % 3 == 0);
    }

    private static BigInteger debt(final Dice dice, final Asset asset) {
        return dice.magnitude(asset.maxBalance().shiftRight(dice.of(4, 12)).max(BigInteger.ONE))
                .negate();
    }

    /** A fund comes to hold so much of an asset: of one that is owed, about what is owed; nothing, anything, or the impossible. */
    static void balance(final Script script) {
        final Dice dice = script.dice();
        if (script.state().areWithdrawalsBlocked() && dice.oneIn(6)) {
            enough(script);
            return;
        }
        final Optional<Unit> debtor =
                script.unit(unit -> isBankrupt(unit) && !debts(unit).isEmpty());
        script.then(out -> {
            final long assetId = debtor.map(FundScenarios::debts)
                    .filter(debts -> !debts.isEmpty() && !dice.oneIn(6))
                    .map(dice::pick)
                    .orElseGet(() -> script.asset().id());
            final BigInteger owed =
                    debtor.map(unit -> unit.legs().balance(assetId).abs()).orElse(BigInteger.ZERO);
            final Asset asset = script.state().definitions().assets().get(assetId);
            final long fundId = debtor.filter(unused -> dice.oneIn(2))
                    .map(Unit::fundId)
                    .orElseGet(() -> dice.of(Funds.SHARED, dice.pick(WaterfallWorlds.FUNDS)));
            balance(script, out, fundId, dice.oneIn(12) ? NO_ASSET : assetId, holding(dice, owed, asset));
        });
    }

    // funds come to be worth what is owed, to the last digit or all but that; after a while there is nothing again
    private static void enough(final Script script) {
        script.then(out -> settle(script, out, World.CASH, BigInteger.ZERO));
        script.then(out ->
                settle(script, out, World.FINE, BigInteger.valueOf(script.dice().of(0, 0, 1, -1))));
        pay(script);
        script.then(out -> balance(script, out, Funds.SHARED, World.FINE, BigInteger.ZERO));
        script.then(out -> balance(script, out, Funds.SHARED, World.CASH, BigInteger.ZERO));
    }

    private static void settle(
            final Script script, final InputRecords out, final long assetId, final BigInteger beside) {
        final State state = script.state();
        final Valuer valuer = Valuer.of(state);
        final BigInteger owed = state.units().values().stream()
                .filter(unit -> isBankrupt(unit) && valuer.isPriced(unit.legs()))
                .map(unit -> valuer.value(unit.legs()).netWorth().negate())
                .reduce(BigInteger.ZERO, BigInteger::add);
        final BigInteger held = state.funds().balances().values().stream()
                .map(balances -> new Legs(balances, new TreeMap<>()))
                .map(legs -> valuer.isPriced(legs) ? valuer.value(legs).netWorth() : BigInteger.ZERO)
                .reduce(BigInteger.ZERO, BigInteger::add);
        final Legs unit = Legs.NONE.withBalance(assetId, BigInteger.ONE);
        final BigInteger worth = valuer.isPriced(unit) ? valuer.value(unit).netWorth() : BigInteger.ZERO;
        final BigInteger one = worth.max(BigInteger.ONE);
        final BigInteger more = Numbers.floorDiv(owed.subtract(held), one).add(beside);
        final BigInteger most = state.definitions().assets().get(assetId).maxBalance();
        final BigInteger balance = state.funds().balance(Funds.SHARED, assetId).add(more);
        balance(script, out, Funds.SHARED, assetId, balance.max(BigInteger.ZERO).min(most));
    }

    private static BigInteger holding(final Dice dice, final BigInteger owed, final Asset asset) {
        final BigInteger some = BigInteger.valueOf(dice.between(-1, 1));
        return switch (dice.below(16)) {
            case 0 -> asset.maxBalance().add(BigInteger.valueOf(dice.between(0, 1)));
            case 1 -> BigInteger.valueOf(dice.between(-3, 0));
            case 2, 3 -> dice.magnitude(asset.maxBalance());
            case 4 -> BigInteger.ZERO;
            case 5, 6, 7 -> owed.add(some).max(BigInteger.ZERO);
            default -> dice.scaled(owed, 0, 1_000_000);
        };
    }

    private static void balance(
            final Script script,
            final InputRecords out,
            final long fundId,
            final long assetId,
            final BigInteger balance) {
        final int source = 1 + script.dice().below(script.world().sources());
        FundRecords.balance(out, fundId, assetId, Script.clamp(balance), source, script.next(source));
    }

    /** A fund pays what was drawn, mostly as it should. */
    static void pay(final Script script) {
        final List<DrawInFlight> draws =
                List.copyOf(script.state().funds().draws().values());
        if (draws.isEmpty()) {
            return;
        }
        final Dice dice = script.dice();
        final DrawInFlight draw = dice.pick(draws);
        script.then(out -> {
            final BigInteger some = dice.upTo(draw.remaining());
            final BigInteger amount = switch (dice.below(12)) {
                case 0, 1, 2 -> some;
                case 3, 4 -> draw.remaining().add(some);
                case 5 -> some.negate();
                case 6 -> BigInteger.ZERO;
                default -> draw.remaining();
            };
            payment(script, out, draw, amount, Optional.of(draw.id()), 1);
        });
        if (dice.oneIn(6)) {
            // the same record again: the watermark drops it
            script.then(out -> payment(script, out, draw, BigInteger.TEN, Optional.of(draw.id()), 0));
        }
    }

    /** A payment for no draw, or by the id of one that is for another account, fund or asset; the fund may have too little. */
    static void payFreely(final Script script) {
        final Dice dice = script.dice();
        final List<DrawInFlight> draws =
                List.copyOf(script.state().funds().draws().values());
        script.unit(unit -> dice.oneIn(2) || isBankrupt(unit))
                .ifPresent(unit -> script.then(out -> {
                    final Optional<OrderId> id = draws.isEmpty() || dice.oneIn(2)
                            ? Optional.empty()
                            : Optional.of(dice.pick(draws).id());
                    final long assetId =
                            dice.oneIn(20) ? NO_ASSET : script.asset().id();
                    final long fundId = dice.of(Funds.SHARED, dice.pick(WaterfallWorlds.FUNDS));
                    final BigInteger held = script.state().funds().balance(fundId, assetId);
                    final BigInteger amount = switch (dice.below(6)) {
                        case 0 -> held.add(BigInteger.ONE); // more than there is
                        case 1 -> held;
                        case 2 -> dice.magnitude(held.max(BigInteger.TEN)).negate();
                        case 3 ->
                            dice.magnitude(unit.legs().balance(assetId).abs().max(BigInteger.TEN))
                                    .negate();
                        default -> dice.upTo(held.max(BigInteger.ONE));
                    };
                    final DrawInFlight claimed =
                            new DrawInFlight(new OrderId(0, 0, 0), fundId, unit.accountId(), assetId, BigInteger.ONE);
                    payment(script, out, claimed, amount, id, 1);
                }));
    }

    private static void payment(
            final Script script,
            final InputRecords out,
            final DrawInFlight draw,
            final BigInteger amount,
            final Optional<OrderId> id,
            final long sequenceStep) {
        final int source = script.source(draw.accountId());
        FundRecords.payment(
                out,
                draw.accountId(),
                draw.fundId(),
                draw.assetId(),
                Script.clamp(amount),
                id,
                source,
                script.skip(source, sequenceStep));
    }

    /** Someone else pays what is owed, with draws in flight for it: these end. Or takes a little more. */
    static void move(final Script script) {
        final Dice dice = script.dice();
        script.unit(unit -> isBankrupt(unit) && !debts(unit).isEmpty()).ifPresent(unit -> {
            final boolean isRescued = dice.oneIn(2);
            for (final long assetId : debts(unit)) {
                script.then(out -> {
                    final BigInteger owed = unit.legs().balance(assetId).abs();
                    final BigInteger amount = isRescued ? owed : dice.magnitude(owed.max(BigInteger.ONE));
                    script.transfer(out, unit.accountId(), assetId, dice.oneIn(4) ? amount.negate() : amount);
                });
            }
        });
    }

    /** A bound on what one record draws that is just what some debt is worth, or a part of it. */
    static void cap(final Script script) {
        final Dice dice = script.dice();
        final State state = script.state();
        final Valuer valuer = Valuer.of(state);
        script.unit(unit -> isBankrupt(unit) && !debts(unit).isEmpty() && valuer.isPriced(unit.legs()))
                .ifPresent(unit -> {
                    final long assetId = dice.pick(debts(unit));
                    final Legs alone = Legs.NONE.withBalance(
                            assetId, unit.legs().balance(assetId).abs());
                    final BigInteger value = valuer.value(alone).netWorth();
                    final BigInteger micro = state.definitions().align(BigInteger.ONE, Numbers.RATE_DECIMALS);
                    final BigInteger part = dice.of(value, dice.scaled(value, 0, 500_000));
                    final long micros = Script.clamp(part.divide(micro).add(BigInteger.valueOf(dice.between(0, 1))));
                    bound(script, dice.oneIn(5) ? Terms.UNBOUNDED : Math.max(1, micros));
                });
    }

    private static void bound(final Script script, final long maxDrawMicros) {
        final Definitions definitions = script.state().definitions();
        final Profile profile = definitions.profile().orElseThrow();
        final WaterfallTerms before = profile.terms().waterfall();
        if (before.fundDraws()) {
            final WaterfallTerms after = new WaterfallTerms(
                    true, maxDrawMicros, before.socialise(), before.deleverage(), before.deleverageAfter());
            DefinitionChanges.play(script, List.of(WaterfallWorlds.with(profile, after)), 0);
        }
    }

    /** Bounds beside no draws, or bounds that nothing could be drawn by. */
    static void invalid(final Script script) {
        final Dice dice = script.dice();
        final Profile profile = script.state().definitions().profile().orElseThrow();
        final WaterfallTerms before = profile.terms().waterfall();
        final boolean draws = dice.oneIn(2);
        final WaterfallTerms after = new WaterfallTerms(
                draws,
                dice.of(draws ? -1L : 1L, draws ? 0L : 1_000_000L),
                before.socialise(),
                before.deleverage(),
                before.deleverageAfter());
        DefinitionChanges.play(script, List.of(WaterfallWorlds.with(profile, after)), 0);
    }

    private static boolean isBankrupt(final Unit unit) {
        return unit.isTrader()
                && unit.verdict() == Verdict.BANKRUPT
                && unit.legs().positions().isEmpty();
    }

    private static List<Long> debts(final Unit unit) {
        final List<Long> debts = new ArrayList<>();
        for (final Map.Entry<Long, BigInteger> balance : unit.legs().balances().entrySet()) {
            if (balance.getValue().signum() < 0) {
                debts.add(balance.getKey());
            }
        }
        return debts;
    }
}
