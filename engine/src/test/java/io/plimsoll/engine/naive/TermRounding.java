package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Rounds each term as the profile in force has it. Values at V. */
final class TermRounding {
    private final RoundingFormulas formulas;
    private final RoundingTerms terms;
    private final int valueDecimals;

    /** As the definitions' profile says. */
    static TermRounding of(final Definitions definitions, final RoundingFormulas formulas) {
        return new TermRounding(formulas, definitions.profileTerms().rounding(), definitions.valueDecimals());
    }

    private TermRounding(final RoundingFormulas formulas, final RoundingTerms terms, final int valueDecimals) {
        this.formulas = formulas;
        this.terms = terms;
        this.valueDecimals = valueDecimals;
    }

    boolean roundsRequirements() {
        return terms.requirement() != Rounding.NONE;
    }

    boolean roundsNotionals() {
        return terms.notional() != Rounding.NONE;
    }

    /** What a balance of that worth is taken to be worth. */
    BigInteger worth(final BigInteger worth) {
        return worth.signum() >= 0
                ? value(formulas.collateral(decimal(worth), terms))
                : value(formulas.debt(decimal(worth.negate()), terms)).negate();
    }

    /** What a balance counts. */
    BigInteger counted(final BigInteger counted) {
        return counted.signum() > 0 ? value(formulas.weighted(decimal(counted), terms)) : counted;
    }

    BigInteger notional(final BigInteger signed) {
        return value(formulas.notional(decimal(signed), terms));
    }

    BigInteger requirement(final BigInteger product) {
        return value(formulas.requirement(decimal(product), terms));
    }

    BigInteger ofInitial(final BigInteger exactInitial, final int ppm) {
        return value(formulas.ofInitial(
                decimal(exactInitial), new BigDecimal(BigInteger.valueOf(ppm), Numbers.RATE_DECIMALS), terms));
    }

    BigInteger funding(final BigInteger owed) {
        return value(formulas.funding(decimal(owed), terms));
    }

    private BigDecimal decimal(final BigInteger value) {
        return new BigDecimal(value, valueDecimals);
    }

    private BigInteger value(final BigDecimal decimal) {
        return decimal.setScale(valueDecimals).unscaledValue(); // throws where a digit would be lost
    }
}
