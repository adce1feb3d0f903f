package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** The page's section "Valuation", for the prices and funding indexes it is given. */
public final class Valuer {
    private final Definitions definitions;
    private final PriceSource prices;
    private final LongFunction<BigInteger> fundingIndex;
    private final VenueState venue;
    private final LongFunction<InterestIndexes> interest;
    private final Rulebook rules;
    private final TermRounding rounding;
    private final PositionMargin margins;
    private final Optional<Buckets> buckets;

    Valuer(
            final Definitions definitions,
            final PriceSource prices,
            final LongFunction<BigInteger> fundingIndex,
            final VenueState venue,
            final LongFunction<InterestIndexes> interest,
            final Rulebook rules) {
        this.definitions = definitions;
        this.prices = prices;
        this.fundingIndex = fundingIndex;
        this.venue = venue;
        this.interest = interest;
        this.rules = rules;
        rounding = TermRounding.of(definitions, rules.roundings());
        margins = new PositionMargin(definitions, venue, rules.requirement(), rounding);
        buckets = Buckets.areInForce(definitions)
                ? Optional.of(new Buckets(definitions, this, rules.buckets()))
                : Optional.empty();
    }

    /** By the prices and funding indexes of a state, under the true formulas. */
    public static Valuer of(final State state) {
        return of(state, state.prices(), state::fundingIndex);
    }

    /** By the prices and funding indexes of a state, under other formulas. */
    public static Valuer of(final State state, final Rulebook rules) {
        return new Valuer(state.definitions(), state.prices(), state::fundingIndex, state, state::interest, rules);
    }

    /** By other prices and funding indexes than the state's, under the true formulas. */
    public static Valuer of(final State state, final PriceSource prices, final LongFunction<BigInteger> fundingIndex) {
        return new Valuer(state.definitions(), prices, fundingIndex, state, state::interest, Rulebook.page());
    }

    /** At another margin scale than the state's, under the true formulas. */
    public static Valuer scaledBy(final State state, final int scalePpm) {
        return new Valuer(
                state.stated().scaledBy(scalePpm, new ScaleFormulas()),
                state.prices(),
                state::fundingIndex,
                state,
                state::interest,
                Rulebook.page());
    }

    /** By other interest indexes than the state's, under the true formulas. */
    public static Valuer of(final State state, final LongFunction<InterestIndexes> interest) {
        return new Valuer(state.definitions(), state.prices(), state::fundingIndex, state, interest, Rulebook.page());
    }

    /** Distinct price ids of the legs, the settlement assets' included, price id 0 not. */
    public SortedSet<Long> priceIds(final Legs legs) {
        final SortedSet<Long> ids = new TreeSet<>();
        for (final long assetId : legs.balances().keySet()) {
            ids.add(definitions.assets().get(assetId).priceId());
        }
        for (final long instrumentId : legs.positions().keySet()) {
            final Instrument instrument = definitions.instruments().get(instrumentId);
            ids.add(instrument.priceId());
            ids.add(definitions.settlement(instrument).priceId());
        }
        ids.remove(0L);
        return ids;
    }

    /** The same of a unit: those of its legs, and, where open orders count for maintenance, of what it has on order and is priced. */
    public SortedSet<Long> priceIds(final Unit unit) {
        final SortedSet<Long> ids = priceIds(unit.legs());
        if (definitions.countsOpenOrders()) {
            for (final long instrumentId : unit.openOrders().keySet()) {
                final Instrument instrument = definitions.instruments().get(instrumentId);
                if (isPriced(instrument)) {
                    ids.add(instrument.priceId());
                    ids.add(definitions.settlement(instrument).priceId());
                }
            }
        }
        ids.remove(0L);
        return ids;
    }

    private boolean isPriced(final Instrument instrument) {
        return prices.of(instrument.priceId()).isPresent()
                && prices.of(definitions.settlement(instrument).priceId()).isPresent();
    }

    /** Whether every price that the legs need has been set. */
    public boolean isPriced(final Legs legs) {
        for (final long assetId : legs.balances().keySet()) {
            if (prices.of(definitions.assets().get(assetId).priceId()).isEmpty()) {
                return false;
            }
        }
        for (final long instrumentId : legs.positions().keySet()) {
            final Instrument instrument = definitions.instruments().get(instrumentId);
            if (prices.of(instrument.priceId()).isEmpty()
                    || prices.of(definitions.settlement(instrument).priceId()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Net worth, equity and maintenance requirement. */
    public Valuation value(final Legs legs) {
        BigInteger netWorth = positionValues(legs);
        for (final Map.Entry<Asset, BigInteger> balance : worths(legs, Purpose.MAINTENANCE)) {
            netWorth = netWorth.add(balance.getValue());
        }
        return new Valuation(
                netWorth,
                balance(legs, Purpose.MAINTENANCE),
                requirement(legs, Purpose.MAINTENANCE),
                asked(legs, Purpose.MAINTENANCE));
    }

    /** The same of a unit, its open orders asked for where they count. */
    public Valuation value(final Unit unit) {
        return value(unit, unit.legs());
    }

    /** The same if it held other legs. */
    public Valuation value(final Unit unit, final Legs legs) {
        final Valuation own = value(legs);
        return new Valuation(
                own.netWorth(),
                own.equity(),
                own.maintenanceMargin().add(openOrders(unit, legs, Purpose.MAINTENANCE)),
                own.positionMargin());
    }

    /** B for a purpose. */
    public BigInteger balance(final Legs legs, final Purpose purpose) {
        if (buckets.isPresent()) {
            return buckets.get().balance(legs, purpose);
        }
        return countedProfits(legs, purpose).add(collateral(legs, purpose).total());
    }

    private CollateralSum collateral(final Legs legs, final Purpose purpose) {
        final CollateralSum sum = new CollateralSum(definitions, rules, purpose, rounding::counted);
        for (final Map.Entry<Asset, BigInteger> balance : worths(legs, purpose)) {
            sum.add(balance.getKey(), balance.getValue());
        }
        return sum;
    }

    /** What balances of each domain count together for maintenance before its cap, by domain id. */
    public SortedMap<Integer, BigInteger> domains(final Legs legs) {
        return collateral(legs, Purpose.MAINTENANCE).domains();
    }

    /** The buckets of settlement assets, where profits count in them. */
    public Optional<Buckets> buckets() {
        return buckets;
    }

    /** What netted debts take from B for a purpose. */
    BigInteger nettedDebts(final Legs legs, final Purpose purpose) {
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Asset, BigInteger> balance : worths(legs, purpose)) {
            final BigInteger counted =
                    rules.worth().counted(balance.getValue(), balance.getKey(), purpose, definitions.profileTerms());
            sum = sum.subtract(counted.min(BigInteger.ZERO));
        }
        return sum;
    }

    // Notionals and funding may be rounded, costs are not.
    private BigInteger positionValues(final Legs legs) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger funding = BigInteger.ZERO;
        for (final Map.Entry<Long, Position> leg : legs.positions().entrySet()) {
            final Instrument instrument = definitions.instruments().get(leg.getKey());
            final Position position = leg.getValue();
            final BigInteger owed = rules.values().fundingOwed(fundingIndex.apply(instrument.id()), position);
            sum = sum.add(rounding.notional(
                            worth(instrument, position.quantity().multiply(mark(instrument)))))
                    .subtract(worth(instrument, position.cost()));
            funding = funding.add(worth(instrument, owed));
        }
        return sum.subtract(rounding.funding(funding));
    }

    // Where notionals are rounded every profit counts in full.
    private BigInteger countedProfits(final Legs legs, final Purpose purpose) {
        if (rounding.roundsNotionals()) {
            return positionValues(legs);
        }
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Long, Position> leg : legs.positions().entrySet()) {
            final Instrument instrument = definitions.instruments().get(leg.getKey());
            sum = sum.add(rules.values()
                    .countedProfit(
                            positionValue(instrument, leg.getValue()),
                            instrument.terms(),
                            purpose,
                            definitions.profitCap()));
        }
        return sum;
    }

    /** v of a position, exact at V. */
    public BigInteger positionValue(final Instrument instrument, final Position position) {
        final BigInteger value = rules.values()
                .positionValue(
                        position, mark(instrument), settlementPrice(instrument), fundingIndex.apply(instrument.id()));
        return definitions.align(value, definitions.worthDecimals(instrument));
    }

    /** |q| * p * s of one quantity as the profile rounds it, at V. */
    BigInteger roundedNotional(final Instrument instrument, final BigInteger quantity) {
        return rounding.notional(notional(instrument, quantity));
    }

    /** What an amount of the settlement asset at P + Q is worth, at V. */
    BigInteger worth(final Instrument instrument, final BigInteger amount) {
        return definitions.align(amount.multiply(settlementPrice(instrument)), definitions.worthDecimals(instrument));
    }

    // What each balance is worth for a purpose, at V, rounded, with the asset's weights for it.
    private List<Map.Entry<Asset, BigInteger>> worths(final Legs legs, final Purpose purpose) {
        final List<Map.Entry<Asset, BigInteger>> worths = new ArrayList<>();
        legs.balances().forEach((id, balance) -> {
            final Asset asset = definitions.assets().get(id);
            final BigInteger price = price(asset.priceId(), balance.signum() >= 0, purpose);
            final BigInteger amount = amount(asset, balance);
            worths.add(
                    Map.entry(sized(asset(id, purpose), amount, purpose), rounding.worth(value(asset, amount, price))));
        });
        return worths;
    }

    private Asset sized(final Asset asset, final BigInteger amount, final Purpose purpose) {
        return SizedWeights.of(asset, amount, purpose, definitions, rules.worth());
    }

    /** An asset with the weights that count for a purpose, however much is held. */
    Asset asset(final long id, final Purpose purpose) {
        final Asset asset = definitions.assets().get(id);
        final long cap = asset.terms().depositCapMicros();
        if (purpose != Purpose.INITIAL
                || cap == Terms.UNBOUNDED
                || venue.deposits(id).signum() == 0) {
            return asset;
        }
        if (prices.of(asset.priceId()).isEmpty()) {
            return asset;
        }
        final BigInteger worth = rules.initial()
                .depositMicros(
                        venue.deposits(id),
                        price(asset.priceId(), false, purpose),
                        asset.decimals() + asset.priceDecimals());
        return asset.withInitialWeight(rules.initial()
                .scaled(
                        asset.initialWeightPpm(),
                        cap,
                        worth,
                        definitions.profileTerms().requirement().ratePrecisionPpm()));
    }

    /** The price that counts for a purpose. */
    BigInteger price(final long priceId, final boolean isOwned, final Purpose purpose) {
        final BigInteger price = price(priceId);
        return purpose == Purpose.INITIAL
                ? venue.stablePrice(priceId)
                        .map(stable -> rules.initial().worse(price, stable, isOwned))
                        .orElse(price)
                : price;
    }

    /** The amount of a balance. */
    public BigInteger amount(final Asset asset, final BigInteger balance) {
        return rules.interest().amount(asset, balance, interest.apply(asset.id()));
    }

    /** What so much of an asset is worth, at V. */
    BigInteger value(final Asset asset, final BigInteger amount) {
        return value(asset, amount, price(asset.priceId()));
    }

    private BigInteger value(final Asset asset, final BigInteger amount, final BigInteger price) {
        return definitions.align(amount.multiply(price), asset.decimals() + asset.priceDecimals());
    }

    /** What the sum of a bucket counts before its weight. */
    BigInteger ofBucket(final Asset asset, final BigInteger sum, final Purpose purpose) {
        final BigInteger price = price(asset.priceId());
        final BigInteger counting = price(asset.priceId(), sum.signum() >= 0, purpose);
        return counting.equals(price) ? sum : rules.initial().ofBucket(sum, counting, price);
    }

    /** An asset's price p. */
    BigInteger price(final Asset asset) {
        return price(asset.priceId());
    }

    /** R for a purpose. */
    public BigInteger requirement(final Legs legs, final Purpose purpose) {
        final BigInteger ofPositions = asked(legs, purpose);
        return buckets.isPresent()
                ? rules.buckets().demanded(ofPositions)
                : owed(legs, purpose).add(ofPositions);
    }

    // what all positions are asked for
    private BigInteger asked(final Legs legs, final Purpose purpose) {
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Long, Position> position : legs.positions().entrySet()) {
            final Instrument instrument = definitions.instruments().get(position.getKey());
            sum = sum.add(rules.inverse()
                    .asked(
                            requirement(instrument, position.getValue().quantity(), purpose),
                            position.getValue(),
                            mark(instrument)));
        }
        return sum;
    }

    /** What a unit's own open orders add to what is asked for initially; those in what has no price add their fee alone. */
    public BigInteger openOrderMargin(final Unit unit) {
        return openOrders(unit, unit.legs(), Purpose.INITIAL);
    }

    /** The same for a purpose: nothing where they do not count for it. */
    public BigInteger openOrders(final Unit unit, final Purpose purpose) {
        return openOrders(unit, unit.legs(), purpose);
    }

    private BigInteger openOrders(final Unit unit, final Legs legs, final Purpose purpose) {
        BigInteger sum = BigInteger.ZERO;
        if (!rules.openOrders().areAsked(purpose, definitions.countsOpenOrders())) {
            return sum;
        }
        for (final Map.Entry<Long, OpenOrder> entry : unit.openOrders().entrySet()) {
            final Instrument instrument = definitions.instruments().get(entry.getKey());
            final BigInteger quantity = legs.position(instrument.id()).quantity();
            final boolean isAsked = quantity.signum() != 0
                    || (isPriced(instrument) && rules.openOrders().isAskedOfFlat(purpose));
            if (buckets.isEmpty() && isAsked) {
                final BigInteger worst = rules.openOrders()
                        .worst(
                                rules.openOrders().filled(quantity, entry.getValue()).stream()
                                        .map(filled -> requirement(unit, instrument, filled, purpose))
                                        .toList(),
                                purpose);
                sum = sum.add(worst).subtract(requirement(unit, instrument, quantity, purpose));
            }
            sum = sum.add(rules.openOrders()
                    .fee(definitions.openOrderFee(), entry.getValue().orders()));
        }
        return sum;
    }

    /** R for a purpose, a unit's own leverage in mind; without its open orders. */
    public BigInteger requirement(final Unit unit, final Purpose purpose) {
        BigInteger sum = requirement(unit.legs(), purpose);
        if (buckets.isPresent() || purpose != Purpose.INITIAL) {
            return sum;
        }
        for (final Map.Entry<Long, Position> position : unit.legs().positions().entrySet()) {
            final Instrument instrument = definitions.instruments().get(position.getKey());
            final BigInteger quantity = position.getValue().quantity();
            sum = sum.add(requirement(unit, instrument, quantity, purpose))
                    .subtract(requirement(instrument, quantity, purpose));
        }
        return sum;
    }

    /** What is asked of one signed quantity of a unit, its own leverage in mind, at V. */
    public BigInteger requirement(
            final Unit unit, final Instrument instrument, final BigInteger quantity, final Purpose purpose) {
        final BigInteger ofInstrument = requirement(instrument, quantity, purpose);
        final BigInteger leverage = unit.leverages().get(instrument.id());
        if (leverage == null || purpose != Purpose.INITIAL || buckets.isPresent()) {
            return ofInstrument;
        }
        final RequirementFormulas formulas = rules.requirement();
        final BigInteger price = mark(instrument, price(instrument.priceId(), quantity.signum() > 0, purpose));
        return formulas.byBoth(
                ofInstrument,
                withMove(
                        instrument,
                        quantity,
                        price,
                        margins.byOwnRate(
                                instrument,
                                quantity,
                                price,
                                settlementPrice(instrument),
                                formulas.chosenPpm(leverage))));
    }

    /** What debts have of R for a purpose. */
    public BigInteger owed(final Legs legs, final Purpose purpose) {
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Asset, BigInteger> balance : worths(legs, purpose)) {
            sum = sum.add(
                    rules.worth().demanded(balance.getValue(), balance.getKey(), purpose, definitions.profileTerms()));
        }
        return sum;
    }

    /** What is asked of one signed quantity, at V. */
    public BigInteger requirement(final Instrument instrument, final BigInteger quantity, final Purpose purpose) {
        final BigInteger price = mark(instrument, price(instrument.priceId(), quantity.signum() > 0, purpose));
        return withMove(
                instrument,
                quantity,
                price,
                margins.of(instrument, quantity, price, settlementPrice(instrument), purpose));
    }

    // what is asked, and what another price than that in force takes from the position
    private BigInteger withMove(
            final Instrument instrument, final BigInteger quantity, final BigInteger price, final BigInteger asked) {
        final BigInteger moved = mark(instrument).subtract(price).abs();
        return moved.signum() == 0
                ? asked
                : rules.initial()
                        .askedWithMove(asked, worth(instrument, quantity.abs().multiply(moved)));
    }

    /** Whether twice the quantity is asked for twice as much, to the last digit. */
    boolean isLinear(final Instrument instrument) {
        return margins.isLinear(instrument);
    }

    /** Whether what is asked of it is not quite convex in the quantity. */
    boolean isRounded(final Instrument instrument) {
        return margins.isRounded(instrument);
    }

    /** What a quantity gains when its price rises by 1, at V. */
    BigInteger worthOfOne(final Instrument instrument, final BigInteger quantity) {
        return definitions.align(
                quantity.abs().multiply(settlementPrice(instrument)), definitions.worthDecimals(instrument));
    }

    /** |q| * p * s of one quantity, at V. */
    public BigInteger notional(final Instrument instrument, final BigInteger quantity) {
        return definitions.align(
                quantity.multiply(mark(instrument)).abs().multiply(settlementPrice(instrument)),
                definitions.worthDecimals(instrument));
    }

    /** The instrument's price p. */
    public BigInteger price(final Instrument instrument) {
        return price(instrument.priceId());
    }

    private BigInteger mark(final Instrument instrument) {
        return mark(instrument, price(instrument));
    }

    private BigInteger mark(final Instrument instrument, final BigInteger price) {
        return rules.inverse().mark(instrument, price);
    }

    private BigInteger settlementPrice(final Instrument instrument) {
        return price(definitions.settlement(instrument).priceId());
    }

    private BigInteger price(final long priceId) {
        return prices.of(priceId).orElseThrow();
    }
}
