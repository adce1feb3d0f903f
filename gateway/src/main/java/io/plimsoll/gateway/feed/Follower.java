package io.plimsoll.gateway.feed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One client's way through the log: from the window where it keeps up, from pages of history where it does not, one piece in flight at a
 * time. Everything but {@link #cut} and what {@link Sink.Done} sets is the pump's thread's.
 */
public final class Follower {
    private static final int PIECE = 64 * 1024; // bytes; a client holds no more of the history than this
    private static final long GRACE_NS = 2_000_000_000L; // for the last word to a client that is cut off

    private final Wish wish;
    private final Sink sink;
    private final BooleanSupplier isWithdrawn;
    private final Pump pump;
    private Place place; // null: not placed yet
    private Place asked;
    private long sentEnd;
    private long left;
    private long lastSequence = Long.MAX_VALUE; // where a finite one ends
    private boolean isLive;
    private Resync.Reason lookingFor; // null: nothing
    private CompletableFuture<Page> page; // null: none is asked for
    private long busySinceNs;
    private long lastSentNs;
    private boolean isEnding;
    private volatile boolean isBusy;
    private volatile Throwable failure; // null: none
    private volatile Cut cut; // null: none

    Follower(final Wish wish, final Sink sink, final BooleanSupplier isWithdrawn, final Pump pump, final long nowNs) {
        this.wish = wish;
        this.sink = sink;
        this.isWithdrawn = isWithdrawn;
        this.pump = pump;
        this.place = wish.after();
        this.asked = place;
        this.left = wish.limit();
        this.lastSentNs = nowNs;
    }

    /** Cuts it off; any thread. The first reason stays. */
    public void cut(final Cut reason) {
        if (cut == null) {
            cut = reason;
        }
        pump.wake(this);
    }

    /** Does what can be done now. Whether it goes on. */
    boolean step(final Head head, final boolean isPlaced, final long nowNs) {
        if (failure != null) {
            return false;
        }
        if (cut == null && isWithdrawn.getAsBoolean()) {
            cut = Cut.WITHDRAWN;
        }
        if (isBusy) {
            return waitFor(head, nowNs);
        }
        if (isEnding) {
            return false;
        }
        if (cut != null) {
            pump.events().cut(cut);
            isEnding = true;
            begin(nowNs);
            sink.cut(cut, this::done);
            return true;
        }
        if (isPlaced) {
            proceed(head, nowNs);
        }
        if (!isBusy
                && !isEnding
                && place != null
                && nowNs - lastSentNs > pump.limits().heartbeatNs()) {
            begin(nowNs);
            sink.idle(place, this::done);
        }
        return true;
    }

    private boolean waitFor(final Head head, final long nowNs) {
        if (isEnding || cut != null) {
            if (nowNs - busySinceNs > GRACE_NS + (isEnding ? pump.limits().stallNs() : 0)) {
                if (!isEnding) {
                    pump.events().cut(cut);
                }
                sink.abort();
                return false;
            }
        } else if (nowNs - busySinceNs > pump.limits().stallNs()) {
            cut = Cut.STALLED;
            busySinceNs = nowNs;
        } else if (isLive && isTooFarBehind(head)) {
            cut = Cut.SLOW;
            busySinceNs = nowNs;
        }
        return true;
    }

    /** How far it is behind, as a part of what it is cut off for; 0 for one that has not caught up yet. */
    double lag(final Head head) {
        return isLive
                ? Math.max(
                        (double) (head.place().sequence() - place.sequence())
                                / pump.limits().lagRecords(),
                        (double) (head.end() - sentEnd) / pump.limits().lagBytes())
                : 0;
    }

    private boolean isTooFarBehind(final Head head) {
        return head.place().sequence() - place.sequence() > pump.limits().lagRecords()
                || head.end() - sentEnd > pump.limits().lagBytes();
    }

    /** Ends it without a word. */
    void abort() {
        sink.abort();
    }

    private void proceed(final Head head, final long nowNs) {
        if (place == null) {
            place = head.place();
            sentEnd = head.end();
        }
        if (wish.isFinite() && lastSequence == Long.MAX_VALUE) {
            lastSequence = head.place().sequence();
        }
        if (lookingFor != null) {
            lookForOldest(head, nowNs);
        } else if (place.sequence() > head.place().sequence()) {
            lose(Resync.Reason.FUTURE, head, nowNs);
        } else if (place.sequence() == head.place().sequence()
                && isOther(place, head.place().crc(), head.place())) {
            lose(Resync.Reason.FORKED, head, nowNs);
        } else if (wish.isFinite() && (place.sequence() >= lastSequence || left == 0)) {
            isEnding = true;
            begin(nowNs);
            sink.end(this::done);
        } else if (place.sequence() < head.place().sequence()) {
            sendNext(head, nowNs);
        } else {
            isLive = true;
            sentEnd = head.end();
        }
    }

    private static boolean isOther(final Place place, final int crc, final Place head) {
        return place.isChecked() && head.isChecked() && place.crc() != crc;
    }

    private void sendNext(final Head head, final long nowNs) {
        final List<OrderEvent> recent = pump.feed().window().after(place.sequence(), PIECE);
        if (!recent.isEmpty()) {
            page = null;
            send(recent, head, nowNs);
            return;
        }
        final Page past = past(place.sequence() + 1, head);
        if (past == null) {
            return;
        }
        if (past.oldest() > place.sequence() + 1) {
            resync(Resync.Reason.PRUNED, past.oldest(), nowNs);
            return;
        }
        final List<OrderEvent> events = piece(past.after(place.sequence()));
        if (events.isEmpty()) {
            return; // read too early, or for another client: the next round asks again
        }
        send(events, head, nowNs);
    }

    private static List<OrderEvent> piece(final List<OrderEvent> events) {
        int size = 0;
        int count = 0;
        while (count < events.size() && (count == 0 || size + events.get(count).size() <= PIECE)) {
            size += events.get(count).size();
            count++;
        }
        return events.subList(0, count);
    }

    /** The page with a sequence once it is read; null before, and where it cannot be. */
    private Page past(final long sequence, final Head head) {
        if (page == null) {
            page = pump.history().page(sequence, head, () -> pump.wake(this));
        }
        if (!page.isDone()) {
            return null;
        }
        final CompletableFuture<Page> read = page;
        page = null;
        if (read.isCompletedExceptionally()) {
            cut(Cut.JOURNAL);
            return null;
        }
        return read.join();
    }

    private void send(final List<OrderEvent> next, final Head head, final long nowNs) {
        final OrderEvent first = next.get(0);
        if (place.isChecked() && place.sequence() > 0 && first.previousCrc() != place.crc()) {
            lose(Resync.Reason.FORKED, head, nowNs);
            return;
        }
        OrderEvent last = first;
        final List<OrderEvent> chosen = new ArrayList<>(next.size());
        long bytes = 0;
        for (final OrderEvent event : next) {
            if (event.sequence() > lastSequence || left == 0) {
                break;
            }
            last = event;
            if (wish.isAll() || event.isOrder()) {
                chosen.add(event);
                bytes += event.size();
                left--;
            }
        }
        place = last.place();
        sentEnd = Math.max(sentEnd, last.end());
        isLive |= last.end() > 0
                && head.place().sequence() - place.sequence() <= pump.limits().lagRecords() / 2
                && head.end() - sentEnd <= pump.limits().lagBytes() / 2;
        if (chosen.isEmpty()) {
            pump.wake(this);
            return;
        }
        begin(nowNs);
        pump.events().sent(chosen.size(), bytes);
        final ByteBuffer shared = pump.shared(sink.format(), chosen);
        pump.share(sink.format(), chosen, sink.send(chosen, shared, this::done));
    }

    private void lose(final Resync.Reason reason, final Head head, final long nowNs) {
        asked = place;
        if (wish.resumesLive() && !wish.isFinite()) {
            final Place from = head.place();
            resync(reason, from.sequence() + 1, nowNs);
            place = from;
            sentEnd = head.end();
        } else {
            lookingFor = reason;
            page = null;
            lookForOldest(head, nowNs);
        }
    }

    private void lookForOldest(final Head head, final long nowNs) {
        if (head.place().sequence() == 0) {
            resync(lookingFor, 1, nowNs);
            return;
        }
        final Page past = past(1, head);
        if (past != null) {
            resync(lookingFor, Math.max(1, past.oldest()), nowNs);
        }
    }

    private void resync(final Resync.Reason reason, final long from, final long nowNs) {
        final Resync resync = new Resync(reason, lookingFor == null ? place : asked, from);
        lookingFor = null;
        page = null;
        place = Place.of(from - 1);
        isLive = false;
        pump.events().resynced(reason);
        begin(nowNs);
        isEnding = wish.isFinite();
        sink.resync(resync, this::done);
    }

    private void begin(final long nowNs) {
        isBusy = true;
        busySinceNs = nowNs;
        lastSentNs = nowNs;
    }

    private void done(final Throwable problem) {
        failure = problem;
        isBusy = false;
        pump.wake(this);
    }
}
