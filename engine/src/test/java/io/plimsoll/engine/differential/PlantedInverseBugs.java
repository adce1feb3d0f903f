package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Closing;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InverseFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.PriceFormulas;
import io.plimsoll.engine.naive.Rulebook;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Mistakes about inverse contracts. */
final class PlantedInverseBugs {
    private PlantedInverseBugs() {}

    private static Supplier<NaiveMarginEngine> with(final Object formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("what an inverse contract is worth rounded up", with(new InverseFormulas() {
            @Override
            protected BigInteger mark(final Instrument instrument, final BigInteger price) {
                return instrument.isInverse()
                        ? Numbers.ceilDiv(instrument.maxMark(), price).negate()
                        : price;
            }
        }));
        bugs.put("an inverse fill paid in the quote currency", with(new InverseFormulas() {
            @Override
            protected BigInteger paid(final Instrument instrument, final BigInteger price) {
                return instrument.isInverse() ? price : super.paid(instrument, price);
            }
        }));
        bugs.put("an inverse position asked for what it was worth when bought", with(new InverseFormulas() {
            @Override
            protected BigInteger asked(final BigInteger atMark, final Position position, final BigInteger mark) {
                final BigInteger now = position.quantity().multiply(mark).abs();
                return mark.signum() >= 0
                        ? atMark
                        : atMark.multiply(position.cost().abs()).divide(now);
            }
        }));
        bugs.put("inverse funding bounded by the price", with(new InverseFormulas() {
            @Override
            protected BigInteger largest(final Instrument instrument) {
                return instrument.maxPrice();
            }
        }));
        bugs.put("spread of an inverse order taken as one of its price", with(new PriceFormulas() {
            @Override
            protected BigInteger spreadOfPrice(final Closing closing, final BigInteger inMark) {
                return inMark;
            }
        }));
    }
}
