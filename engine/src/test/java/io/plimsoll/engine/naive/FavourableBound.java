package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** What a unit is worth above its maintenance requirement, each leg at the bounds that are best for the account. */
public final class FavourableBound {
    private final State state;
    private final Rulebook rules;
    private final Formulas values;
    private final WorthFormulas worth;
    private final PositionMargin margins;
    private final GuardFormulas guards;
    private final BucketFormulas buckets;
    private final InterestFormulas interest;
    private final InverseFormulas inverse;

    FavourableBound(final State state, final Rulebook rules) {
        this.state = state;
        this.rules = rules;
        values = rules.values();
        worth = rules.worth();
        margins = new PositionMargin(
                state.definitions, state, rules.requirement(), TermRounding.of(state.definitions, rules.roundings()));
        guards = rules.guards();
        buckets = rules.buckets();
        interest = rules.interest();
        inverse = rules.inverse();
    }

    /** Under the true formulas. */
    public static FavourableBound of(final State state) {
        return new FavourableBound(state, Rulebook.page());
    }

    /** B - R(maintenance) of a unit at V, its orders in flight counted as done. */
    public BigInteger slack(final Unit unit) {
        return slack(unit.legs, instrumentId -> state.signedRemaining(unit.accountId(), instrumentId));
    }

    /** The same of legs that no orders are in flight for. */
    public BigInteger slack(final Legs legs) {
        return slack(legs, instrumentId -> BigInteger.ZERO);
    }

    // Every leg is better off at one of its bounds, so all of them are tried.
    private BigInteger slack(final Legs legs, final LongFunction<BigInteger> inFlight) {
        if (Buckets.areInForce(state.definitions)) {
            return inBuckets(legs, inFlight);
        }
        final CollateralSum owned =
                new CollateralSum(state.definitions, rules, Purpose.MAINTENANCE, UnaryOperator.identity());
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Long, BigInteger> balance : legs.balances().entrySet()) {
            final Asset asset = state.definitions.assets().get(balance.getKey());
            final BigInteger amount = interest.amount(asset, balance.getValue(), state.interest(asset.id()));
            final BigInteger best = guards.favourable(
                    worth(asset, amount, state.prices.low(asset.priceId())),
                    worth(asset, amount, state.prices.high(asset.priceId())));
            final Asset sized = SizedWeights.of(asset, amount, Purpose.MAINTENANCE, state.definitions, worth);
            owned.add(sized, best);
            sum = sum.subtract(worth.demanded(best, sized, Purpose.MAINTENANCE, state.definitions.profileTerms()));
        }
        sum = sum.add(owned.total());
        for (final Map.Entry<Long, Position> position : legs.positions().entrySet()) {
            final Instrument instrument = state.definitions.instruments().get(position.getKey());
            final BigInteger projected =
                    guards.projected(position.getValue().quantity(), inFlight.apply(position.getKey()));
            sum = sum.add(guards.favourable(
                    position(instrument, position.getValue(), projected, state.prices.low(instrument.priceId())),
                    position(instrument, position.getValue(), projected, state.prices.high(instrument.priceId()))));
        }
        return sum;
    }

    // docs/internals/settle-buckets.md: an asset and all that settles in it go by the same price of it
    private BigInteger inBuckets(final Legs legs, final LongFunction<BigInteger> inFlight) {
        final SortedSet<Long> assets = new TreeSet<>(legs.balances().keySet());
        legs.positions().keySet().forEach(id -> assets.add(instrument(id).settlementAssetId()));
        BigInteger sum = BigInteger.ZERO;
        for (final long id : assets) {
            final Asset asset = state.definitions.assets().get(id);
            sum = sum.add(guards.favourable(
                    bucket(asset, legs, inFlight, state.prices.low(asset.priceId())),
                    bucket(asset, legs, inFlight, state.prices.high(asset.priceId()))));
        }
        return sum;
    }

    private BigInteger bucket(
            final Asset asset, final Legs legs, final LongFunction<BigInteger> inFlight, final BigInteger price) {
        final List<BigInteger> parts = new ArrayList<>();
        parts.add(state.definitions.align(
                legs.balance(asset.id()).multiply(price), asset.decimals() + asset.priceDecimals()));
        legs.positions().forEach((id, position) -> {
            final Instrument instrument = instrument(id);
            if (instrument.settlementAssetId() == asset.id()) {
                final BigInteger projected = guards.projected(position.quantity(), inFlight.apply(id));
                parts.add(inBucket(
                        instrument,
                        position,
                        projected,
                        position.quantity().signum() > 0
                                ? state.prices.high(instrument.priceId())
                                : state.prices.low(instrument.priceId()),
                        price));
            }
        });
        return buckets.weightedSum(parts, asset, Purpose.MAINTENANCE);
    }

    private BigInteger inBucket(
            final Instrument instrument,
            final Position position,
            final BigInteger projected,
            final BigInteger price,
            final BigInteger settlementPrice) {
        final BigInteger value = state.definitions.align(
                values.positionValue(position, price, settlementPrice, state.fundingIndex(instrument.id())),
                state.definitions.worthDecimals(instrument));
        final BigInteger asked = margins.plain(instrument, position.quantity(), price, settlementPrice);
        final int weightPpm = buckets.profitWeightPpm(instrument.terms(), Purpose.MAINTENANCE);
        final BigInteger heldBack = buckets.heldBack(value, buckets.counted(value, asked, weightPpm));
        return value.subtract(buckets.heldBackOf(heldBack, projected, position.quantity()));
    }

    private Instrument instrument(final long id) {
        return state.definitions.instruments().get(id);
    }

    private BigInteger worth(final Asset asset, final BigInteger amount, final BigInteger price) {
        return state.definitions.align(amount.multiply(price), asset.decimals() + asset.priceDecimals());
    }

    private BigInteger position(
            final Instrument instrument, final Position position, final BigInteger projected, final BigInteger bound) {
        final BigInteger price = inverse.mark(instrument, bound);
        final long settlementId = state.definitions.settlement(instrument).priceId();
        return guards.favourable(
                position(instrument, position, projected, price, state.prices.low(settlementId)),
                position(instrument, position, projected, price, state.prices.high(settlementId)));
    }

    private BigInteger position(
            final Instrument instrument,
            final Position position,
            final BigInteger projected,
            final BigInteger price,
            final BigInteger settlementPrice) {
        final Definitions definitions = state.definitions;
        final BigInteger value =
                values.positionValue(position, price, settlementPrice, state.fundingIndex(instrument.id()));
        final BigInteger counted = values.countedProfit(
                definitions.align(value, definitions.worthDecimals(instrument)),
                instrument.terms(),
                Purpose.MAINTENANCE,
                definitions.profitCap());
        return counted.subtract(margins.plain(instrument, projected, price, settlementPrice));
    }
}
