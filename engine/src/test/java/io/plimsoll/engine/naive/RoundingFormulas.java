package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the page on rounding says of each term, each by itself. Values in the valuation currency, as decimals. */
public class RoundingFormulas {
    /** A balance owned, before its weight. */
    protected BigDecimal collateral(final BigDecimal worth, final RoundingTerms terms) {
        return rounded(worth, terms.collateral(), terms);
    }

    /** A balance owned, after its weight. */
    protected BigDecimal weighted(final BigDecimal counted, final RoundingTerms terms) {
        return rounded(counted, terms.weighted(), terms);
    }

    /** The size of a balance owed. */
    protected BigDecimal debt(final BigDecimal size, final RoundingTerms terms) {
        return rounded(size, terms.debt(), terms);
    }

    /** Quantity times price of a position, with its sign. */
    protected BigDecimal notional(final BigDecimal signed, final RoundingTerms terms) {
        return rounded(signed, terms.notional(), terms);
    }

    /** What one position is asked for. */
    protected BigDecimal requirement(final BigDecimal product, final RoundingTerms terms) {
        return rounded(product, terms.requirement(), terms);
    }

    /** Maintenance as a share of what is asked for initially, that being rounded already. */
    protected BigDecimal ofInitial(final BigDecimal exactInitial, final BigDecimal share, final RoundingTerms terms) {
        return requirement(requirement(exactInitial, terms).multiply(share), terms);
    }

    /** What all positions owe in funding: against the account where notionals are rounded. */
    protected BigDecimal funding(final BigDecimal owed, final RoundingTerms terms) {
        return terms.notional() == Rounding.NONE ? owed : rounded(owed, Rounding.CEIL, terms);
    }

    /** To the decimals that the profile keeps. */
    protected final BigDecimal rounded(final BigDecimal value, final Rounding mode, final RoundingTerms terms) {
        return switch (mode) {
            case FLOOR -> value.setScale(terms.decimals(), RoundingMode.FLOOR);
            case CEIL -> value.setScale(terms.decimals(), RoundingMode.CEILING);
            case TRUNCATE -> value.setScale(terms.decimals(), RoundingMode.DOWN);
            default -> value;
        };
    }
}
