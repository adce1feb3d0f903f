package io.plimsoll.feed.live;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Asks a venue for what was missed while no connection was live: one question at a time, a symbol each, since venues count questions.
 * A failed one is told and left: prices go on. The source's thread only.
 */
final class Backfill {
    private final LiveContext context;
    private final Transport transport;
    private final PriceFilter filter;
    private final LiveSource source;
    private final ArrayDeque<Integer> symbols = new ArrayDeque<>();
    private boolean isAsking;

    Backfill(final LiveContext context, final Transport transport, final PriceFilter filter, final LiveSource source) {
        this.context = context;
        this.transport = transport;
        this.filter = filter;
        this.source = source;
    }

    /** Asks for every symbol that has had a price. */
    void start() {
        symbols.clear();
        for (int i = 0; i < context.symbols().size(); i++) {
            if (filter.lastNs(i) > 0) {
                symbols.add(i);
            }
        }
        if (!isAsking) {
            askNext();
        }
    }

    /** What is not yet asked is no longer of use. */
    void stop() {
        symbols.clear();
    }

    private void askNext() {
        while (!symbols.isEmpty()) {
            final int symbol = symbols.remove();
            final long nowMs = context.wallClock().nanoTime() / 1_000_000;
            final Optional<Endpoint> where = context.venue().backfill(symbol, filter.lastNs(symbol), nowMs);
            if (where.isPresent()) {
                isAsking = true;
                try {
                    transport.fetch(where.get(), context.venue().limits().maxFrameBytes(), new Answer(where.get()));
                    return;
                } catch (final RuntimeException e) { // an address that cannot be asked: the next may be
                    isAsking = false;
                    source.onNoAnswer(where.get(), e.toString());
                }
            }
        }
    }

    private final class Answer implements AnswerListener {
        private final Endpoint asked;

        Answer(final Endpoint asked) {
            this.asked = asked;
        }

        @Override
        public void answered(final byte[] body, final int offset, final int length, final long receivedNanoTime) {
            isAsking = false;
            source.onAnswer(asked, body, offset, length, receivedNanoTime);
            askNext();
        }

        @Override
        public void failed(final String reason) {
            isAsking = false;
            source.onNoAnswer(asked, reason);
            askNext();
        }
    }
}
