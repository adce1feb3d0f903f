package io.plimsoll.feed.live;

import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;

/**
 * Takes over the prices of a message that was read: judges each, publishes those that are new, and marks the last of them as the end of
 * the group. The source's thread only; allocates nothing.
 */
final class PriceIntake {
    private static final int NONE = -1;

    private final SymbolIndex symbols;
    private final PricePublisher publisher;
    private final PriceFilter filter;
    private final LiveCounters counters;
    private final PriceTick tick = new PriceTick();
    private boolean isYoung;

    PriceIntake(final LiveContext context, final PriceFilter filter, final LiveCounters counters) {
        symbols = context.symbols();
        publisher = context.publisher();
        this.filter = filter;
        this.counters = counters;
        tick.source(context.source());
    }

    /**
     * Publishes what is new of a message.
     *
     * @param link by which it came, or null for an answer about missed prices, whose newest come first ({@link FrameContent#newestFirst}):
     *     what it says of the time before them nobody may act on any more
     * @param receiveNs the wall clock when it came
     * @param dueNanoTime {@link System#nanoTime()} when it came
     * @return how many prices were published
     */
    int take(final FrameContent content, final Link link, final long receiveNs, final long dueNanoTime) {
        counters.leftOut(content.unknown(), content.closed());
        tick.received(receiveNs, dueNanoTime);
        isYoung = false;
        int held = NONE; // known to be published, not yet to be the last one
        int taken = 0;
        for (int i = 0; i < content.quotes(); i++) {
            final Quote quote = content.quote(i);
            final Verdict verdict = judge(quote, link, receiveNs);
            counters.quote(verdict);
            if (verdict == Verdict.TAKEN) {
                if (held != NONE) {
                    publish(content.quote(held), receiveNs, false);
                }
                held = i;
                taken++;
            }
        }
        if (held != NONE) {
            publish(content.quote(held), receiveNs, true);
        }
        return taken;
    }

    private Verdict judge(final Quote quote, final Link link, final long nowNs) {
        if (link != null && !link.isSubscribed()) {
            return Verdict.NOT_SUBSCRIBED;
        }
        // Before the filter, which drops what a wrong clock makes look wrong.
        if (link != null && quote.publishNs() > 0) {
            counters.arrived(nowNs - quote.publishNs());
        }
        final Verdict verdict = filter.check(quote, link == null || link.looks(quote.symbol()), nowNs);
        if (verdict.isBelieved() && filter.isYoung(quote, nowNs)) {
            isYoung = true;
            if (link != null) {
                link.sees(quote.symbol());
            }
        }
        return verdict;
    }

    private void publish(final Quote quote, final long receiveNs, final boolean isLast) {
        tick.price(symbols.price(quote.symbol()).id(), quote.value(), quote.confidence())
                .published(quote.publishNs(), quote.sequence())
                .endOfGroup(isLast);
        publisher.publish(tick);
        counters.published(quote, receiveNs);
    }

    /** Whether the last message had a price that was published, or would have been had another connection not been quicker. */
    boolean wasYoung() {
        return isYoung;
    }
}
