package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * What a unit is worth, exact, all at V.
 *
 * @param netWorth unweighted
 * @param equity B, the sum for maintenance
 * @param maintenanceMargin R for maintenance
 * @param positionMargin what positions are asked for, be it in R or inside B
 */
public record Valuation(
        BigInteger netWorth, BigInteger equity, BigInteger maintenanceMargin, BigInteger positionMargin) {
    /** What outputs say of a unit that cannot be valued. */
    public static final Valuation NONE =
            new Valuation(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** B - R: below zero is below the requirement. */
    public BigInteger slack() {
        return equity.subtract(maintenanceMargin);
    }

    /** What debts have of R. */
    public BigInteger owedMaintenance() {
        return maintenanceMargin.subtract(positionMargin).max(BigInteger.ZERO);
    }

    /** The same with what is asked inside B taken out of it into R, as the prices of orders go by it. */
    public Valuation byMargin() {
        final BigInteger inside = positionMargin.subtract(maintenanceMargin).max(BigInteger.ZERO);
        return new Valuation(netWorth, equity.add(inside), maintenanceMargin.add(inside), positionMargin);
    }
}
