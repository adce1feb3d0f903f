package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/** The page's section "Valuation", for the prices and funding indexes it is given. */
public final class Valuer {
    private final Definitions definitions;
    private final PriceSource prices;
    private final LongFunction<BigInteger> fundingIndex;
    private final Rulebook rules;

    Valuer(
            final Definitions definitions,
            final PriceSource prices,
            final LongFunction<BigInteger> fundingIndex,
            final Rulebook rules) {
        this.definitions = definitions;
        this.prices = prices;
        this.fundingIndex = fundingIndex;
        this.rules = rules;
    }

    /** By the prices and funding indexes of a state, under the true formulas. */
    public static Valuer of(final State state) {
        return of(state, state.prices(), state::fundingIndex);
    }

    /** By other prices and funding indexes than the state's, under the true formulas. */
    public static Valuer of(final State state, final PriceSource prices, final LongFunction<BigInteger> fundingIndex) {
        return new Valuer(state.definitions(), prices, fundingIndex, Rulebook.page());
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
        BigInteger netWorth = BigInteger.ZERO;
        BigInteger equity = BigInteger.ZERO;
        for (final Map.Entry<Long, BigInteger> balance : legs.balances().entrySet()) {
            final Asset asset = definitions.assets().get(balance.getKey());
            final BigInteger worth = definitions.align(
                    balance.getValue().multiply(price(asset.priceId())), asset.decimals() + asset.priceDecimals());
            netWorth = netWorth.add(worth);
            equity = equity.add(rules.worth().counted(worth, asset));
        }
        for (final Map.Entry<Long, Position> position : legs.positions().entrySet()) {
            final Instrument instrument = definitions.instruments().get(position.getKey());
            final BigInteger value = definitions.align(
                    rules.values()
                            .positionValue(
                                    position.getValue(),
                                    price(instrument.priceId()),
                                    settlementPrice(instrument),
                                    fundingIndex.apply(instrument.id())),
                    definitions.worthDecimals(instrument));
            netWorth = netWorth.add(value);
            equity = equity.add(value);
        }
        return new Valuation(netWorth, equity, requirement(legs, Instrument::maintenancePpm));
    }

    /** R for the purpose whose rate is given. */
    public BigInteger requirement(final Legs legs, final ToIntFunction<Instrument> ratePpm) {
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Long, Position> position : legs.positions().entrySet()) {
            final Instrument instrument = definitions.instruments().get(position.getKey());
            sum = sum.add(requirement(instrument, position.getValue().quantity(), ratePpm.applyAsInt(instrument)));
        }
        return sum;
    }

    /** |q| * p * s * r of one quantity, at V. */
    public BigInteger requirement(final Instrument instrument, final BigInteger quantity, final int ratePpm) {
        return definitions.align(
                rules.requirement()
                        .ofPosition(quantity, price(instrument.priceId()), settlementPrice(instrument), ratePpm),
                definitions.worthDecimals(instrument) + Numbers.RATE_DECIMALS);
    }

    /** |q| * p * s of one quantity, at V. */
    public BigInteger notional(final Instrument instrument, final BigInteger quantity) {
        return definitions.align(
                quantity.abs().multiply(price(instrument.priceId())).multiply(settlementPrice(instrument)),
                definitions.worthDecimals(instrument));
    }

    /** The instrument's price p. */
    public BigInteger price(final Instrument instrument) {
        return price(instrument.priceId());
    }

    private BigInteger settlementPrice(final Instrument instrument) {
        return price(definitions.settlement(instrument).priceId());
    }

    private BigInteger price(final long priceId) {
        return prices.of(priceId).orElseThrow();
    }
}
