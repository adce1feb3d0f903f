package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.AuctionFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.terms.AuctionTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about auctions. */
final class PlantedAuctionBugs {
    private PlantedAuctionBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("auction starts at the price itself", with(new AuctionFormulas() {
            @Override
            protected BigInteger startPrice(final BigInteger price, final int startPpm) {
                return price;
            }
        }));
        bugs.put("auction of all collateral for a part of a debt", with(new AuctionFormulas() {
            @Override
            protected BigInteger sold(final BigInteger collateral, final BigInteger repay, final BigInteger debt) {
                return collateral;
            }
        }));
        bugs.put("auction sells a rounded up part", with(new AuctionFormulas() {
            @Override
            protected BigInteger sold(final BigInteger collateral, final BigInteger repay, final BigInteger debt) {
                return super.sold(collateral.multiply(repay).add(debt).subtract(BigInteger.ONE), BigInteger.ONE, debt);
            }
        }));
        bugs.put("auction starts again at its tail", with(new AuctionFormulas() {
            @Override
            protected boolean isAfter(final long tailSeconds, final long seconds) {
                return seconds >= tailSeconds;
            }
        }));
        bugs.put("auction starts again at its cusp", with(new AuctionFormulas() {
            @Override
            protected boolean isBelowCusp(final BigInteger price, final BigInteger top, final int cuspPpm) {
                return super.isBelowCusp(price.subtract(BigInteger.ONE), top, cuspPpm);
            }
        }));
        bugs.put("auction falls a second early", with(new AuctionFormulas() {
            @Override
            public BigInteger price(final AuctionTerms terms, final BigInteger top, final long seconds) {
                return super.price(terms, top, seconds + 1);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final AuctionFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
