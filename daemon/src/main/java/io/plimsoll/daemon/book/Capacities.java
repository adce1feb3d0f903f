package io.plimsoll.daemon.book;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.config.UserError;

/** How much room a run over one book needs. */
public final class Capacities {
    private Capacities() {}

    /** Room for the book, the paper liquidator, who else is paid on paper, and a balance in each settlement asset that a fill may open. */
    public static EngineCapacity of(final Book book) {
        final boolean isSplit =
                book.definitions().profile().terms().waterfall().penalty().isSplit();
        final int accounts = book.accounts().count() + (isSplit ? 2 : 1);
        final int assets = book.definitions().assets().size();
        final int instruments = book.definitions().instruments().size();
        final long legs = book.accounts().legCount() + (long) accounts * 2 + assets + instruments;
        return new EngineCapacity(
                accounts,
                (int) Math.min(Integer.MAX_VALUE - 8, legs),
                Math.max(1, book.accounts().positionCount() * 2 + 1024),
                Math.max(1, assets),
                Math.max(1, instruments));
    }

    /**
     * An engine with room for that much, all of it allocated now.
     *
     * @throws UserError when the heap is too small
     */
    public static MarginEngine newEngine(final EngineCapacity capacity) {
        return newEngine(capacity, Finder.INDEX);
    }

    /** The same, with a choice of how units are found. */
    public static MarginEngine newEngine(final EngineCapacity capacity, final Finder finder) {
        try {
            return new MarginEngine(capacity, finder);
        } catch (final OutOfMemoryError e) {
            throw new UserError("a heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB has no room for "
                    + capacity.accounts() + " accounts, " + capacity.legs() + " legs and " + capacity.ordersInFlight()
                    + " orders in flight: lower the limits, or give the JVM a larger -Xmx");
        }
    }
}
