package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import java.math.BigInteger;

/** The page's formulas about what a balance counts, each by itself. Values are at V. */
public class WorthFormulas {
    /** What a balance's worth counts for maintenance: only what is positive is weighted. */
    protected BigInteger counted(final BigInteger worth, final Asset asset) {
        return worth.signum() >= 0 ? weighted(worth, asset.maintenanceWeightPpm()) : worth;
    }

    /** worth * weight. */
    protected final BigInteger weighted(final BigInteger worth, final int weightPpm) {
        return worth.multiply(BigInteger.valueOf(weightPpm)).divide(Numbers.MILLION); // exact: V has 6 decimals for it
    }
}
