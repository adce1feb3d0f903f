package io.plimsoll.daemon.book;

import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.protocol.codec.EngineMode;

/**
 * An engine that holds a book, disarmed, with no journal and no daemon. The engine's thread.
 *
 * @param engine with the book in it
 * @param input further records for it; decisions are dropped
 */
public record BookEngine(MarginEngine engine, EngineInput input) {
    /**
     * Loads a book.
     *
     * @throws io.plimsoll.journal.config.UserError when the heap is too small
     */
    public static BookEngine of(final Book book) {
        final EngineCapacity capacity = Capacities.of(book);
        final MarginEngine engine = Capacities.newEngine(capacity);
        final EngineInput input = new EngineInput(engine);
        new RunRecords(input).ready(EngineMode.SHADOW, capacity, 0, "", 0);
        new BookRecords(book, input, 0).write();
        return new BookEngine(engine, input);
    }
}
