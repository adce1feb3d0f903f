package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.DefinitionFormulas;
import io.plimsoll.engine.naive.FactFormulas;
import io.plimsoll.engine.naive.InitialFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.OpenOrder;
import io.plimsoll.engine.naive.OpenOrderFormulas;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about what only initial margin hangs on. */
final class PlantedInitialBugs {
    private PlantedInitialBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        openOrders(bugs);
        leverages(bugs);
        stablePrices(bugs);
        ofWhole(bugs);
        bugs.put("initial margin whatever is open", with(new RequirementFormulas() {
            @Override
            protected int byOpenInterest(
                    final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
                return basePpm;
            }
        }));
        bugs.put("a rate by open interest rounded up", with(new RequirementFormulas() {
            @Override
            protected int byOpenInterest(
                    final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
                final int floored = super.byOpenInterest(basePpm, openMicros, lowerMicros, upperMicros);
                final boolean isBetween = openMicros.compareTo(BigInteger.valueOf(lowerMicros)) > 0
                        && openMicros.compareTo(BigInteger.valueOf(upperMicros)) < 0;
                return isBetween && floored < 1_000_000 ? floored + 1 : floored;
            }
        }));
        bugs.put("open interest counted in quantities, not worth", with(new RequirementFormulas() {
            @Override
            protected BigInteger openMicros(final BigInteger quantity, final BigInteger price, final int costDecimals) {
                return super.openMicros(quantity, BigInteger.ONE, costDecimals);
            }
        }));
        bugs.put("the base rate taken off what open interest adds", with(new RequirementFormulas() {
            @Override
            protected int byOpenInterest(
                    final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
                return Math.max(basePpm, super.byOpenInterest(0, openMicros, lowerMicros, upperMicros));
            }
        }));
        bugs.put("negative open interest taken", with(new FactFormulas() {
            @Override
            protected Optional<FlagReason> openInterestRefusal(final BigInteger quantity) {
                return super.openInterestRefusal(quantity.abs());
            }
        }));
    }

    private static void ofWhole(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("initial margin of the whole asked part by part", with(new RequirementFormulas() {
            @Override
            protected boolean isOfWhole(final Purpose purpose, final RequirementTerms terms) {
                return false;
            }
        }));
        bugs.put("stop margin of the whole where initial margin is", with(new RequirementFormulas() {
            @Override
            protected boolean isOfWhole(final Purpose purpose, final RequirementTerms terms) {
                return purpose != Purpose.MAINTENANCE && terms.initialOfWhole();
            }
        }));
        bugs.put("initial margin of the whole by the next tier at its floor", with(new RequirementFormulas() {
            @Override
            protected boolean isAbove(final BigInteger notional, final BigInteger floor) {
                return notional.compareTo(floor) >= 0;
            }
        }));
        bugs.put("initial margin of the whole taken beside a rebalancing to it", with(new DefinitionFormulas() {
            @Override
            protected boolean isInitialOfWhole(final ProfileTerms profile) {
                return true;
            }
        }));
    }

    private static void openOrders(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("bids and asks added up", with(new OpenOrderFormulas() {
            @Override
            protected List<BigInteger> filled(final BigInteger quantity, final OpenOrder open) {
                return List.of(quantity.abs().add(open.bids()).add(open.asks()));
            }
        }));
        bugs.put("only the open orders that add to a position", with(new OpenOrderFormulas() {
            @Override
            protected List<BigInteger> filled(final BigInteger quantity, final OpenOrder open) {
                return List.of(quantity.signum() < 0 ? quantity.subtract(open.asks()) : quantity.add(open.bids()));
            }
        }));
        bugs.put("orders of a flat position forgotten", with(new OpenOrderFormulas() {
            @Override
            protected boolean isAskedOfFlat(final Purpose purpose) {
                return false;
            }
        }));
        bugs.put("in maintenance the side of open orders that is asked for less", with(new OpenOrderFormulas() {
            @Override
            protected BigInteger worst(final List<BigInteger> asked, final Purpose purpose) {
                return purpose == Purpose.INITIAL
                        ? super.worst(asked, purpose)
                        : asked.stream().min(Comparator.naturalOrder()).orElseThrow();
            }
        }));
        bugs.put("orders of a flat position forgotten in maintenance", with(new OpenOrderFormulas() {
            @Override
            protected boolean isAskedOfFlat(final Purpose purpose) {
                return purpose == Purpose.INITIAL;
            }
        }));
        bugs.put("open orders in maintenance margin and not in stop margin", with(new OpenOrderFormulas() {
            @Override
            protected boolean areAsked(final Purpose purpose, final boolean inMaintenance) {
                return purpose != Purpose.STOP && super.areAsked(purpose, inMaintenance);
            }
        }));
        bugs.put("a fee an instrument, however many orders", with(new OpenOrderFormulas() {
            @Override
            protected BigInteger fee(final BigInteger feeOfOne, final int orders) {
                return super.fee(feeOfOne, Math.min(1, orders));
            }
        }));
    }

    private static void leverages(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("an own leverage taken for the instrument's rate", with(new RequirementFormulas() {
            @Override
            protected BigInteger byBoth(final BigInteger ofInstrument, final BigInteger byLeverage) {
                return byLeverage;
            }
        }));
        bugs.put("own leverages forgotten", with(new RequirementFormulas() {
            @Override
            protected BigInteger byBoth(final BigInteger ofInstrument, final BigInteger byLeverage) {
                return ofInstrument;
            }
        }));
        bugs.put("a rate by own leverage rounded down", with(new RequirementFormulas() {
            @Override
            protected int chosenPpm(final BigInteger leveragePpm) {
                return BigInteger.TEN.pow(12).divide(leveragePpm).intValueExact();
            }
        }));
        bugs.put("leverages below 1 taken", with(new FactFormulas() {
            @Override
            protected Optional<FlagReason> leverageRefusal(final BigInteger leveragePpm) {
                return leveragePpm.signum() > 0 && leveragePpm.bitLength() <= 20
                        ? Optional.empty()
                        : super.leverageRefusal(leveragePpm);
            }
        }));
    }

    private static void stablePrices(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("the stable price whether it is worse or not", with(new InitialFormulas() {
            @Override
            protected BigInteger worse(final BigInteger price, final BigInteger stable, final boolean isOwned) {
                return stable;
            }
        }));
        bugs.put("what is owned at the higher price", with(new InitialFormulas() {
            @Override
            protected BigInteger worse(final BigInteger price, final BigInteger stable, final boolean isOwned) {
                return super.worse(price, stable, false);
            }
        }));
        bugs.put("what the worse price takes from a position forgotten", with(new InitialFormulas() {
            @Override
            protected BigInteger askedWithMove(final BigInteger asked, final BigInteger taken) {
                return asked;
            }
        }));
        bugs.put("negative stable prices taken", with(new InitialFormulas() {
            @Override
            protected Optional<FlagReason> stableRefusal(final BigInteger price, final BigInteger maxPrice) {
                return super.stableRefusal(price.abs(), maxPrice);
            }
        }));
        bugs.put("negative deposits taken", with(new InitialFormulas() {
            @Override
            protected Optional<FlagReason> depositRefusal(final BigInteger amount) {
                return super.depositRefusal(amount.abs());
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final Object wrong) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(wrong));
    }
}
