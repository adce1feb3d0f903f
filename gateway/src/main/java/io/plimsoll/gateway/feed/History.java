package io.plimsoll.gateway.feed;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Pages of the log for clients that are far behind, each read once by a reader of its own and kept while there is room, so that many
 * clients that come back together cost one reading. Any thread asks; two threads read.
 */
final class History implements AutoCloseable {
    private static final int PAGE = 512; // records
    private static final int THREADS = 2;
    private static final long PATIENCE_NS = 20_000_000_000L; // with a log that seems to end before its head
    private static final long IDLE_NS = 1_000_000;

    private record Key(long generation, long number) {}

    private final ReadableLogs logs;
    private final long maxBytes;
    private final Map<Key, CompletableFuture<Page>> reading = new HashMap<>();
    private final Map<Key, List<Runnable>> waiting = new HashMap<>();
    private final Map<Key, Page> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;
    private final ExecutorService readers = Executors.newFixedThreadPool(THREADS, task -> {
        final Thread thread = new Thread(task, "gateway-history");
        thread.setDaemon(true);
        return thread;
    });

    /** @param maxBytes of encoded events that are kept */
    History(final ReadableLogs logs, final long maxBytes) {
        this.logs = logs;
        this.maxBytes = maxBytes;
    }

    /**
     * The page that has a sequence, up to the head. Fails with what the journal threw.
     *
     * @param head how far to read
     * @param onRead run when a page that was not there at once has been read, or has failed; must be short
     */
    synchronized CompletableFuture<Page> page(final long sequence, final Head head, final Runnable onRead) {
        final long number = (sequence - 1) / PAGE;
        final Key key = new Key(head.generation(), number);
        final Page known = kept.get(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        final CompletableFuture<Page> running = reading.get(key);
        final CompletableFuture<Page> page = running == null ? new CompletableFuture<>() : running;
        waiting.computeIfAbsent(key, asked -> new ArrayList<>()).add(onRead);
        if (running == null) {
            reading.put(key, page);
            readers.execute(() -> read(key, sequence, head, page));
        }
        return page;
    }

    private void read(final Key key, final long sequence, final Head head, final CompletableFuture<Page> page) {
        try {
            final long first = key.number() * PAGE + 1;
            final long last = Math.min(first + PAGE - 1, head.place().sequence());
            Page read = read(first, last);
            if (read.oldest() > first && read.oldest() <= sequence) {
                read = new Page(read(read.oldest(), last).events(), 0);
            }
            page.complete(read);
            finish(key, read, last == first + PAGE - 1 && read.oldest() == 0).forEach(Runnable::run);
        } catch (final RuntimeException e) {
            page.completeExceptionally(e);
            finish(key, null, false).forEach(Runnable::run);
        }
    }

    private Page read(final long first, final long last) {
        final List<OrderEvent> events = new ArrayList<>();
        final EventEncoder encoder = new EventEncoder(events::add);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.at(first))) {
            final long startNs = System.nanoTime();
            while (reader.lastSequence() < last) {
                if (!reader.poll(encoder)) {
                    reader.atEnd(last); // throws where records are missing rather than yet to be found
                    if (System.nanoTime() - startNs > PATIENCE_NS) {
                        throw new JournalException(JournalException.Kind.HOLE, first, last, "not found", null);
                    }
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            return new Page(List.copyOf(events), 0);
        } catch (final JournalException e) {
            if (e.kind() == JournalException.Kind.LOST) {
                return new Page(List.of(), e.toSequence() + 1);
            }
            throw e;
        }
    }

    /** @param isWhole whether the page can never have more */
    private synchronized List<Runnable> finish(final Key key, final Page page, final boolean isWhole) {
        reading.remove(key);
        final List<Runnable> asked = waiting.remove(key);
        if (!isWhole) {
            return asked;
        }
        kept.put(key, page);
        keptBytes += page.bytes();
        final Iterator<Page> oldest = kept.values().iterator();
        while (keptBytes > maxBytes && oldest.hasNext()) {
            keptBytes -= oldest.next().bytes();
            oldest.remove();
        }
        return asked;
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
