package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/**
 * The page's paragraph "Fill": what a fill makes of a position, its settlement balance and the instrument's residue. A mark is its price, or what
 * stands in its place for an inverse contract.
 */
final class FillRule {
    /** The result, not yet applied; {@code residue} is what comes on top of the instrument's. */
    record Result(Position position, BigInteger balance, BigInteger residue) {}

    private final Instrument instrument;
    private final Asset settlement;
    private final BigInteger index;
    private final Formulas formulas;

    FillRule(final Instrument instrument, final Asset settlement, final BigInteger index, final Formulas formulas) {
        this.instrument = instrument;
        this.settlement = settlement;
        this.index = index;
        this.formulas = formulas;
    }

    Result fill(
            final Position before,
            final BigInteger balance,
            final BigInteger quantity,
            final BigInteger mark,
            final BigInteger fee) {
        if (quantity.signum() == 0) {
            return new Result(before, balance.subtract(fee), BigInteger.ZERO);
        }
        final Position settled = settleFunding(before);
        final Result traded = settled.isFlat() || settled.quantity().signum() == quantity.signum()
                ? new Result(increase(settled, quantity, mark), balance, BigInteger.ZERO)
                : reduce(settled, balance, quantity, mark);
        return new Result(traded.position(), traded.balance().subtract(fee), traded.residue());
    }

    private Position settleFunding(final Position position) {
        return new Position(position.quantity(), position.cost().add(formulas.fundingOwed(index, position)), index);
    }

    private static Position increase(final Position position, final BigInteger quantity, final BigInteger mark) {
        return new Position(
                position.quantity().add(quantity),
                position.cost().add(quantity.multiply(mark)),
                position.fundingIndex());
    }

    private Result reduce(
            final Position position, final BigInteger balance, final BigInteger quantity, final BigInteger mark) {
        final BigInteger size = quantity.abs().min(position.quantity().abs());
        final BigInteger closed = quantity.signum() > 0 ? size : size.negate();
        final BigInteger released = formulas.released(position, closed);
        final BigInteger realised = closed.negate().multiply(mark).subtract(released);
        final BigInteger credited = formulas.credited(realised, instrument.costDecimals(), settlement.decimals());
        final BigInteger remainder = formulas.remainder(realised, instrument.costDecimals(), settlement.decimals());
        final BigInteger left = position.quantity().add(closed);
        final BigInteger cost = position.cost().subtract(released);
        if (left.signum() != 0) {
            return new Result(
                    new Position(left, cost.subtract(remainder), position.fundingIndex()),
                    balance.add(credited),
                    BigInteger.ZERO);
        }
        final BigInteger rest = quantity.subtract(closed);
        return new Result(
                new Position(rest, rest.multiply(mark), position.fundingIndex()), balance.add(credited), remainder);
    }
}
