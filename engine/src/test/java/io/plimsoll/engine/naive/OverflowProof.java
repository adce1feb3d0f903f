package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The page's overflow proof: whatever the limits let in, no value leaves 126 bits. For sound definitions only. */
public final class OverflowProof {
    private static final InterestFormulas INTEREST = new InterestFormulas();
    private static final int PROVEN_LEGS = 64;

    private final Definitions definitions;
    private final DefinitionFormulas formulas;

    /** By the rules. */
    public OverflowProof(final Definitions definitions) {
        this(definitions, new DefinitionFormulas());
    }

    OverflowProof(final Definitions definitions, final DefinitionFormulas formulas) {
        this.definitions = definitions;
        this.formulas = formulas;
    }

    boolean holds() {
        return isAligned()
                && formulas.isProven(sum())
                && definitions
                        .profile()
                        .map(profile -> amounts(profile).allMatch(formulas::isDustProven))
                        .orElse(true);
    }

    private boolean isAligned() {
        return definitions.assets().values().stream()
                        .allMatch(asset -> isAligned(asset.decimals() + asset.priceDecimals()))
                && definitions.instruments().values().stream()
                        .allMatch(instrument -> isAligned(definitions.worthDecimals(instrument)));
    }

    private boolean isAligned(final int decimals) {
        return formulas.isAlignment(definitions.valueDecimals() - Numbers.RATE_DECIMALS - decimals);
    }

    /** Sum of the 64 largest legs, and of fees for open orders where they count for maintenance, at V. */
    public BigInteger sum() {
        return Stream.concat(
                        definitions.assets().values().stream().map(this::leg),
                        definitions.instruments().values().stream().map(this::leg))
                .sorted(Comparator.reverseOrder())
                .limit(PROVEN_LEGS)
                .reduce(fees(), BigInteger::add);
    }

    private BigInteger fees() {
        return definitions
                .openOrderFee()
                .multiply(BigInteger.valueOf(PROVEN_LEGS * 65_534L))
                .multiply(formulas.provenFees(definitions.profileTerms()));
    }

    /** maxBalance * maxPrice, as often as debts may count, at V. */
    public BigInteger leg(final Asset asset) {
        final BigInteger most = formulas.provenWorths(asset.terms(), definitions.profileTerms());
        return definitions.align(
                INTEREST.largestAmount(asset.maxBalance(), asset.terms())
                        .multiply(asset.maxPrice())
                        .multiply(most),
                asset.decimals() + asset.priceDecimals());
    }

    /** 8 * maxQuantity * largest mark * maxPrice of the settlement asset, as often as that may count as a debt, at V. */
    public BigInteger leg(final Instrument instrument) {
        final BigInteger notional = instrument
                .maxQuantity()
                .multiply(instrument.maxMark())
                .multiply(definitions.settlement(instrument).maxPrice());
        final BigInteger most =
                formulas.provenNotionals(definitions.settlement(instrument), definitions.profileTerms());
        return definitions.align(notional.multiply(most), definitions.worthDecimals(instrument));
    }

    /** dustMicros * 10^(V-6), and the other amounts that the profile states likewise. */
    private Stream<BigInteger> amounts(final Profile profile) {
        final PlanTerms plan = profile.terms().plan();
        return LongStream.of(
                        profile.dustMicros(),
                        plan.minNotionalMicros(),
                        plan.fullBelowMicros(),
                        plan.leftoverMicros(),
                        bound(plan.maxAccountNotionalMicros()),
                        bound(profile.terms().waterfall().maxDrawMicros()))
                .mapToObj(micros -> definitions.align(BigInteger.valueOf(micros), Numbers.RATE_DECIMALS));
    }

    private static long bound(final long micros) {
        return micros == Terms.UNBOUNDED ? 0 : micros;
    }
}
