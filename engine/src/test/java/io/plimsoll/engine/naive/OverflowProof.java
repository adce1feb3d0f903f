package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.Stream;

/** The page's overflow proof: whatever the limits let in, no value leaves 126 bits. For sound definitions only. */
public final class OverflowProof {
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
                        .map(profile -> formulas.isDustProven(dust(profile)))
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

    /** Sum of the 64 largest legs, at V. */
    public BigInteger sum() {
        return Stream.concat(
                        definitions.assets().values().stream().map(this::leg),
                        definitions.instruments().values().stream().map(this::leg))
                .sorted(Comparator.reverseOrder())
                .limit(PROVEN_LEGS)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** maxBalance * maxPrice, as often as debts may count, at V. */
    public BigInteger leg(final Asset asset) {
        final BigInteger most = formulas.provenWorths(asset.terms(), definitions.profileTerms());
        return definitions.align(
                asset.maxBalance().multiply(asset.maxPrice()).multiply(most), asset.decimals() + asset.priceDecimals());
    }

    /** 8 * maxQuantity * maxPrice * maxPrice of the settlement asset, at V. */
    public BigInteger leg(final Instrument instrument) {
        final BigInteger notional = instrument
                .maxQuantity()
                .multiply(instrument.maxPrice())
                .multiply(definitions.settlement(instrument).maxPrice());
        return definitions.align(notional.multiply(formulas.provenNotionals()), definitions.worthDecimals(instrument));
    }

    /** dustMicros * 10^(V-6). */
    private BigInteger dust(final Profile profile) {
        return definitions.align(BigInteger.valueOf(profile.dustMicros()), Numbers.RATE_DECIMALS);
    }
}
