package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;

/** Where a unit is to be put: a value at V that one of its own is held against. */
@FunctionalInterface
interface Goal {
    /** The value at the boundary. */
    BigInteger of(State state, Valuer valuer, Unit unit, Valuation valuation);

    /** The unit's value that is held against it. */
    default BigInteger measure(final Valuation valuation) {
        return valuation.equity();
    }
}
