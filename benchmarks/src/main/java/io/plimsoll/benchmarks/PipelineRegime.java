package io.plimsoll.benchmarks;

import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.engine.InputHandler;
import java.util.Locale;

/** What the market does during a run, what is measured of it, and what the engine is held against. */
enum PipelineRegime {
    /** Prices stay where they are but for a basis point a tick: hardly an order, so the whole way of every tick counts. The floor answers nothing. */
    CALM(Hop.TICK_TO_PROCESSED) {
        @Override
        double finalMove(final double crash) {
            return 0;
        }

        @Override
        InputHandler floor() {
            return (buffer, offset, length, sink) -> {};
        }
    },
    /** Every price falls by as much as was asked for: what counts is the way from a tick to its order. The floor answers each tick with an order. */
    CRASH(Hop.TICK_TO_ORDER) {
        @Override
        double finalMove(final double crash) {
            return crash;
        }

        @Override
        InputHandler floor() {
            return new CannedOrders();
        }
    };

    private final Hop measured;

    PipelineRegime(final Hop measured) {
        this.measured = measured;
    }

    /**
     * Relative move of every price over the run.
     *
     * @param crash move of a crash
     */
    abstract double finalMove(double crash);

    /** A fresh engine that does as little as one can. */
    abstract InputHandler floor();

    /** The stretch whose percentiles are told. */
    Hop measured() {
        return measured;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
