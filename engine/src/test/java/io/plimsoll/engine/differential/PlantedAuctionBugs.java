package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.AuctionFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
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
    }

    private static Supplier<NaiveMarginEngine> with(final AuctionFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
