package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.InterestFormulas;
import io.plimsoll.engine.naive.InterestIndexes;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.AssetTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about interest. */
final class PlantedInterestBugs {
    private PlantedInterestBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("a debt's amount rounded for the account", with(new InterestFormulas() {
            @Override
            protected BigInteger owed(final BigInteger balance, final InterestIndexes indexes) {
                return Numbers.ceilDiv(balance.multiply(indexes.borrow()), InterestIndexes.ONE);
            }
        }));
        bugs.put("an amount owned rounded up", with(new InterestFormulas() {
            @Override
            protected BigInteger owned(final BigInteger balance, final InterestIndexes indexes) {
                return Numbers.ceilDiv(balance.multiply(indexes.supply()), InterestIndexes.ONE);
            }
        }));
        bugs.put("a debt by the index of what is owned", with(new InterestFormulas() {
            @Override
            protected BigInteger owed(final BigInteger balance, final InterestIndexes indexes) {
                return super.owed(balance, new InterestIndexes(indexes.supply(), indexes.supply()));
            }
        }));
        bugs.put("interest forgotten", with(new InterestFormulas() {
            @Override
            protected BigInteger amount(final Asset asset, final BigInteger balance, final InterestIndexes indexes) {
                return balance;
            }
        }));
        bugs.put("an index beyond its bound taken", with(new InterestFormulas() {
            @Override
            protected boolean isIndex(final BigInteger index, final long maxIndexPpm) {
                return super.isIndex(index, maxIndexPpm + 1);
            }
        }));
        bugs.put("an index of nothing taken", with(new InterestFormulas() {
            @Override
            protected boolean isIndex(final BigInteger index, final long maxIndexPpm) {
                return super.isIndex(index.max(BigInteger.ONE), maxIndexPpm);
            }
        }));
        bugs.put("an index refused for its size before its asset", with(new InterestFormulas() {
            @Override
            protected Optional<FlagReason> refusal(final InterestIndexes indexes, final AssetTerms asset) {
                return isIndex(indexes.supply(), asset.maxIndexPpm()) && isIndex(indexes.borrow(), asset.maxIndexPpm())
                        ? super.refusal(indexes, asset)
                        : Optional.of(FlagReason.OVER_LIMIT);
            }
        }));
        bugs.put("half of what a fill repays counted", with(new InterestFormulas() {
            @Override
            protected BigInteger moved(final BigInteger amountBefore, final BigInteger amountAfter) {
                return super.moved(amountBefore, amountAfter).shiftRight(1);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final Object wrong) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(wrong));
    }
}
