package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same records through the index, through a sweep, and, where the book is small enough, through the naive engine. All say the same
 * of each, or an assertion fails. Single-threaded.
 */
final class Finders {
    private final EngineCapacity capacity;
    private final NaiveMarginEngine naive;
    private final InputRecords records = new InputRecords();
    private final CapturingSink sink = new CapturingSink();
    private final MarginEngine sweep;
    private MarginEngine index;

    private Finders(final EngineCapacity capacity, final NaiveMarginEngine naive) {
        this.capacity = capacity;
        this.naive = naive;
        index = new MarginEngine(capacity, Finder.INDEX);
        sweep = new MarginEngine(capacity, Finder.SWEEP);
    }

    static Finders indexAndSweep(final EngineCapacity capacity) {
        return new Finders(capacity, null);
    }

    static Finders indexSweepAndNaive(final EngineCapacity capacity) {
        return new Finders(capacity, new NaiveMarginEngine());
    }

    /** What all of them say. */
    List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> bySweep = apply(sweep);
        assertEquals(bySweep, apply(index), () -> "sweep and index at " + where());
        if (naive != null) {
            final List<Output> plainly = naive.onEvent(records.buffer(), records.offset(), records.length());
            assertEquals(plainly, bySweep, () -> "naive and sweep at " + where());
        }
        return bySweep;
    }

    private List<Output> apply(final MarginEngine engine) {
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
        return sink.takeOutputs();
    }

    private String where() {
        return RecordText.of(records.buffer(), records.offset());
    }

    /** The index goes on as an engine that read an image does, its counters from 0. */
    void restart() {
        index = MemoryImage.copy(index, capacity);
    }

    void requireSameState() {
        assertEquals(sweep.stateHash(), index.stateHash());
    }

    /** Of the index. */
    EngineCounters counters() {
        return index.counters();
    }
}
