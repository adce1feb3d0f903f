package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Closing;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.PriceFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.protocol.terms.PlanTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The part of {@link PlantedBugs} that is about an order's prices. */
final class PlantedPriceBugs {
    private PlantedPriceBugs() {}

    private static Supplier<NaiveMarginEngine> with(final PriceFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("spread from negative equity", with(new PriceFormulas() {
            @Override
            protected BigInteger spread(
                    final BigInteger price,
                    final int maintenancePpm,
                    final int limitSpreadPpm,
                    final Valuation valuation) {
                final BigInteger requirement = valuation.maintenanceMargin();
                return requirement.signum() == 0
                        ? BigInteger.ZERO
                        : price.multiply(BigInteger.valueOf(limitSpreadPpm))
                                .multiply(BigInteger.valueOf(maintenancePpm))
                                .multiply(valuation.slack().negate())
                                .divide(requirement)
                                .divide(Numbers.tenTo(12));
            }
        }));
        bugs.put("sell limit ceiled", with(new PriceFormulas() {
            @Override
            protected BigInteger sellLimit(
                    final BigInteger price,
                    final BigInteger spread,
                    final BigInteger tick,
                    final Optional<BigInteger> bound) {
                return super.sellLimit(price.add(tick).subtract(BigInteger.ONE), spread, tick, bound);
            }
        }));
        bugs.put("buy limit floored", with(new PriceFormulas() {
            @Override
            protected BigInteger buyLimit(
                    final BigInteger price,
                    final BigInteger spread,
                    final Instrument instrument,
                    final Optional<BigInteger> bound) {
                final BigInteger floored = Numbers.floorTo(price.add(spread), instrument.tick());
                return super.buyLimit(price, floored.subtract(price), instrument, bound);
            }
        }));
        bugs.put("fillable price a tick too far", with(new PriceFormulas() {
            @Override
            protected BigInteger fillablePrice(
                    final Closing closing, final BigInteger notional, final PlanTerms plan, final Valuation valuation) {
                final BigInteger price = super.fillablePrice(closing, notional, plan, valuation);
                return closing.isLong() ? price.add(closing.instrument().tick()) : price;
            }
        }));
        bugs.put("limit not bounded by the bankruptcy price", with(new PriceFormulas() {
            @Override
            protected BigInteger limitPrice(
                    final Closing closing,
                    final int limitSpreadPpm,
                    final Valuation valuation,
                    final Optional<BigInteger> bankruptcyPrice) {
                return super.limitPrice(closing, limitSpreadPpm, valuation, Optional.empty());
            }
        }));
        bugs.put("bankruptcy price on the wrong side", with(new PriceFormulas() {
            @Override
            protected Optional<BigInteger> bankruptcyPrice(final Closing closing, final Valuation valuation) {
                return super.bankruptcyPrice(
                        new Closing(
                                closing.instrument(),
                                !closing.isLong(),
                                closing.price(),
                                closing.isLinear(),
                                closing.margin(),
                                closing.worthOfOne()),
                        valuation);
            }
        }));
        bugs.put("share of net worth one too large", with(new PriceFormulas() {
            @Override
            protected BigInteger share(final BigInteger price, final int maintenancePpm, final Valuation valuation) {
                return super.share(price, maintenancePpm, valuation).add(BigInteger.ONE);
            }
        }));
    }
}
