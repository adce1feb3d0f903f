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
    private final SourceFormulas sources;
    private final GuardedTicks guardedTicks;

    PriceTicks(final State state, final Rulebook rules) {
        this.state = state;
        this.formulas = rules.values();
        this.sources = rules.sources();
        guardedTicks = new GuardedTicks(state, rules);
    }

    void priceTick(final PriceTickDecoder record, final Event event) {
        state.groups.tick(record, state, event);
        final Optional<FlagReason> refusal = refusal(record, event);
        if (refusal.isPresent()) {
            event.comesFrom(record.source());
            if (state.prices.isNewRefusal(record.priceId(), record.source(), refusal.get())) {
                event.flag(Disposition.REFUSED, refusal.get(), OptionalLong.empty(), OptionalLong.of(record.priceId()));
            }
            return;
        }
        final Optional<BigInteger> last = state.prices.of(record.priceId());
        final boolean wasOrphaned = state.prices.isOrphaned(record.priceId());
        state.prices.accept(record, sources);
        if (state.prices.guarded(record.priceId()).isPresent()) {
            guardedTicks.accept(record, event);
        } else if (formulas.isMoved(last, BigInteger.valueOf(record.value())) || sources.isFeltAgain(wasOrphaned)) {
            state.touchUsers(record.priceId(), event);
        }
    }

    private Optional<FlagReason> refusal(final PriceTickDecoder tick, final Event event) {
        final Optional<BigInteger> maxPrice = state.definitions.maxPrice(tick.priceId());
        if (maxPrice.isEmpty()) {
            return Optional.of(FlagReason.PRICE_UNKNOWN_ID);
        }
        if (tick.value() <= 0) {
            return Optional.of(FlagReason.PRICE_NOT_POSITIVE);
        }
        if (BigInteger.valueOf(tick.value()).compareTo(maxPrice.get()) > 0) {
            return Optional.of(FlagReason.PRICE_ABOVE_LIMIT);
        }
        if (state.prices.isManual(tick.priceId())) {
            return Optional.of(FlagReason.PRICE_MANUAL);
        }
        if (state.prices.guarded(tick.priceId()).isPresent()) {
            return guardedTicks.refusal(tick, event.cause().eventNs());
        }
        final boolean older = state.prices
                .lastAccepted(tick.priceId())
                .filter(last -> formulas.isOlder(last, tick.publishNs(), tick.source(), tick.sourceSequence()))
                .isPresent();
        return older ? Optional.of(FlagReason.PRICE_OLDER) : Optional.empty();
    }

    void timer(final Event event) {
        state.groups.timer(state, event);
        guardedTicks.timer(event);
    }
}
