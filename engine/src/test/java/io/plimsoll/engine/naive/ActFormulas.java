package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.OperatorActKind;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/** What the page says of an operator's acts, line by line, so that a test can plant a mistake in one of them. */
public class ActFormulas {
    /** Whether an operator may set such a price. */
    protected boolean isPrice(final BigInteger value, final BigInteger maxPrice) {
        return value.signum() > 0 && value.compareTo(maxPrice) <= 0;
    }

    /** Whether those who hold an instrument are touched by an act about it. */
    protected boolean isHolderTouched(final OperatorActKind act) {
        return true;
    }

    /** Whether orders in flight end where their account is excluded. */
    protected boolean areCancelledWhenExcluded() {
        return false;
    }

    /** Acts about an account that end its forced liquidation. */
    protected boolean endsForce(final OperatorActKind act) {
        return Set.of(OperatorActKind.HOLD_ACCOUNT, OperatorActKind.EXCLUDE_ACCOUNT, OperatorActKind.RELEASE_ACCOUNT)
                .contains(act);
    }

    /** Why an account, or all that it could close, gets no orders. */
    protected Optional<WithheldReason> obstacle(
            final boolean isExcluded, final boolean isHeld, final boolean isHalted, final boolean canBeSeized) {
        if (isExcluded) {
            return Optional.of(WithheldReason.ACCOUNT_EXCLUDED);
        }
        if (isHeld) {
            return Optional.of(WithheldReason.ACCOUNT_HELD);
        }
        return isHalted && !canBeSeized ? Optional.of(WithheldReason.INSTRUMENT_HALTED) : Optional.empty();
    }

    /** Whether a leg may be in a plan. */
    protected boolean isPlanned(final boolean isHalted) {
        return !isHalted;
    }

    /** Whether a forced liquidation is done, for a unit that can or cannot be liquidated at all. */
    protected boolean isForceDone(final boolean canBeReduced) {
        return !canBeReduced;
    }

    /** Why an order was made. */
    protected OrderReason reason(final boolean isForced, final OrderReason byNumbers) {
        return isForced ? OrderReason.OPERATOR : byNumbers;
    }

    /** Whether a guarded price is believed as soon as an operator releases it. */
    protected boolean isValidWhenReleased() {
        return false;
    }
}
