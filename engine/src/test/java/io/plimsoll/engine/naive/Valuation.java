package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * What a unit is worth, exact, all at V.
 *
 * @param netWorth unweighted
 * @param equity B, the sum for maintenance
 * @param maintenanceMargin R for maintenance
 * @param owedMaintenance what debts have of that R
 */
public record Valuation(
        BigInteger netWorth, BigInteger equity, BigInteger maintenanceMargin, BigInteger owedMaintenance) {
    /** What outputs say of a unit that cannot be valued. */
    public static final Valuation NONE =
            new Valuation(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** B - R: below zero is below the requirement. */
    public BigInteger slack() {
        return equity.subtract(maintenanceMargin);
    }

    /** What positions have of R. */
    public BigInteger positionMargin() {
        return maintenanceMargin.subtract(owedMaintenance);
    }
}
