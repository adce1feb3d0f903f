package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** A PriceTick: refused and perhaps flagged, or accepted and, if it moved, felt by every unit that uses it. */
final class PriceTicks {
    private final State state;
    private final Formulas formulas;

    PriceTicks(final State state, final Formulas formulas) {
        this.state = state;
        this.formulas = formulas;
    }

    void priceTick(final PriceTickDecoder record, final Event event) {
        final Optional<BigInteger> last = state.prices.of(record.priceId());
        final Optional<FlagReason> refusal = state.prices.offer(record, state.definitions, formulas);
        if (refusal.isPresent()) {
            event.comesFrom(record.source());
            if (state.prices.isNewRefusal(record.priceId(), refusal.get())) {
                event.flag(Disposition.REFUSED, refusal.get(), OptionalLong.empty(), OptionalLong.of(record.priceId()));
            }
            return;
        }
        if (!formulas.isMoved(last, BigInteger.valueOf(record.value()))) {
            return;
        }
        final Valuer valuer = Valuer.of(state);
        for (final Unit unit : state.units.values()) {
            if (valuer.priceIds(unit.legs).contains(record.priceId())) {
                event.touch(unit.accountId());
            }
        }
    }
}
