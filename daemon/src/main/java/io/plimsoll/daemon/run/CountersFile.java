package io.plimsoll.daemon.run;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * The daemon's counters in a mapped file, which other processes read without asking it: labels first, then values, as Agrona lays
 * them out. Written by the duty thread; each value is whole, values are not of one instant.
 */
public final class CountersFile implements AutoCloseable {
    /** Of an instrument: the next trigger below its price, and above it. */
    private static final int GAUGES_AN_INSTRUMENT = 2;

    /** What is counted. */
    public enum Counter {
        STATE("engine status: 1 disarmed, 2 armed, 3 killed, 4 halted"),
        ENGINE_SEQUENCE("sequence of the last input processed"),
        EVENT_NS("event time of that input"),
        RING_FILL("ring slots taken"),
        FACT_WAITS("records that waited for room in the ring: account records, prices only at a source's end"),
        PRICES_TURNED_AWAY("prices that found the ring full"),
        PRICES_CONFLATED("prices that a later one replaced before sequencing"),
        PRICES_ACCEPTED("prices taken"),
        PRICES_REFUSED("prices refused"),
        FACTS("account records processed"),
        FACTS_DUPLICATE("account records dropped as duplicates"),
        FACTS_FLAGGED("account records refused or applied as suspect"),
        ENTRIES_SCANNED("entries of the trigger index read"),
        SWEEPS("times that every holder of an instrument or asset was passed"),
        LEGS_SWEPT("legs passed by sweeps"),
        UNITS_WITHOUT_INDEX("units that every move of their prices passes over"),
        ENGINE_BYTES_ALLOCATED("bytes that the engine's thread has allocated since the start"),
        UNITS_RECOMPUTED("units valued exactly"),
        ORDERS_ISSUED("liquidation orders made"),
        WITHHELD("withheld outputs"),
        VERDICT_CHANGES("verdict changes"),
        UNITS_QUEUED("units that wait to be liquidated, now"),
        DELEVERAGE_CANDIDATES("holders looked at to take a bankrupt account's order over"),
        DELEVERAGE_COMPARED("comparisons of two of them"),
        OLDEST_ORDER_NS("how long the oldest order in flight had been so at the last timer, ns of event time"),
        ORDERS_EXPIRED("orders whose time had passed"),
        ORDERS_REPLACED("orders made in place of one that expired with the same input"),
        ORDERS_ESCALATED("orders that close everything because others had expired too often"),
        ORDERS_RECOVERED("orders cancelled because their account held its stop margin again"),
        ORDERS_STOPPED("orders cancelled by acts of an operator"),
        UNITS_THROTTLED("times that a throttle let no order more through for an account"),
        LATENCY_CLAMPED("latencies outside the histograms' range"),
        ACCOUNTS("accounts"),
        LEGS("balances and positions"),
        ORDERS_IN_FLIGHT("orders not yet ended"),
        DURABLE_SEQUENCE("sequence of the last input known to be on disk; 0: nothing is synced"),
        DURABLE_ORDERS("sequence of the last record of orders known to be on disk; 0: nothing is synced"),
        DISK_STATE("disk: 0 enough, 1 low, 2 halted");

        private final String label;

        Counter(final String label) {
            this.label = label;
        }

        /** What it counts, for people. */
        public String label() {
            return label;
        }
    }

    private final MappedByteBuffer mapped;
    private final Map<Counter, AtomicCounter> counters = new EnumMap<>(Counter.class);
    private final Map<String, AtomicCounter[]> triggers = new LinkedHashMap<>();

    /**
     * Makes the file anew, beside one that monitors may have mapped: they keep the old one, rather than fault on a shorter one.
     *
     * @param instruments symbols of those that have gauges of their own, in the order in which they come behind the counters
     */
    public CountersFile(final Path file, final List<String> instruments) throws IOException {
        final int count = Counter.values().length + GAUGES_AN_INSTRUMENT * instruments.size();
        final int labelsLength = count * CountersReader.METADATA_LENGTH;
        final int valuesLength = count * CountersReader.COUNTER_LENGTH;
        final Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, labelsLength + valuesLength);
        }
        final CountersManager manager = new CountersManager(
                new UnsafeBuffer(mapped, 0, labelsLength), new UnsafeBuffer(mapped, labelsLength, valuesLength));
        for (final Counter counter : Counter.values()) {
            counters.put(counter, manager.newCounter(counter.label()));
        }
        for (final String symbol : instruments) {
            triggers.put(symbol, new AtomicCounter[] {
                manager.newCounter("next trigger of " + symbol + " when it falls, price mantissa; 0: none"),
                manager.newCounter("next trigger of " + symbol + " when it rises, price mantissa; 0: none")
            });
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE); // whole, labels and all
    }

    public void set(final Counter counter, final long value) {
        counters.get(counter).setRelease(value);
    }

    public long get(final Counter counter) {
        return counters.get(counter).get();
    }

    /** Prices at which the next account of an instrument is valued, mantissas; 0 where there is none. */
    public void setTriggers(final String instrument, final long onFall, final long onRise) {
        triggers.get(instrument)[0].setRelease(onFall);
        triggers.get(instrument)[1].setRelease(onRise);
    }

    /** What was set last. */
    public long trigger(final String instrument, final boolean onRise) {
        return triggers.get(instrument)[onRise ? 1 : 0].get();
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
