package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.feed.TickSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * Recorded ticks as shares of the first of their price, times the book's price, rounded half to even. A price that was zero or negative
 * stays so, for the engine to refuse; one beyond 64 bits is as far as they go, and is refused as well. One thread.
 */
final class RebasedTicks implements TickSource {
    private final TickSource ticks;
    private final Map<Integer, Long> bookPrice = new HashMap<>();
    private final Map<Integer, Long> firstPrice = new HashMap<>();

    RebasedTicks(final Book book, final TickSource ticks) {
        this.ticks = ticks;
        for (final DefinitionSet.PriceRef price : book.definitions().prices()) {
            bookPrice.put(price.id(), book.prices().get(price.symbol()));
        }
    }

    @Override
    public boolean next() {
        final boolean hasTick = ticks.next();
        if (hasTick && ticks.value() > 0) {
            firstPrice.putIfAbsent(ticks.priceId(), ticks.value());
        }
        return hasTick;
    }

    @Override
    public long eventNs() {
        return ticks.eventNs();
    }

    @Override
    public int priceId() {
        return ticks.priceId();
    }

    @Override
    public long value() {
        return ticks.value() <= 0 ? ticks.value() : Math.max(1, rebased(ticks.value()));
    }

    private long rebased(final long value) {
        final BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(bookPrice.get(priceId())));
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(firstPrice.get(priceId())), 0, RoundingMode.HALF_EVEN)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    @Override
    public long confidence() {
        return ticks.confidence() == NO_CONFIDENCE ? NO_CONFIDENCE : rebased(ticks.confidence());
    }

    @Override
    public long sequence() {
        return ticks.sequence();
    }
}
