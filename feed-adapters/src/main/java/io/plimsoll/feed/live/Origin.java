package io.plimsoll.feed.live;

/**
 * One of the connections that a source holds at once: the link that serves now, the one that is to take its place, and when the next
 * attempt may be made. The source's thread only; times are {@link System#nanoTime()}.
 */
final class Origin {
    private final int number;
    private final Backoff backoff;
    private Link current;
    private Link next;
    private boolean hasTried;
    private boolean waits;
    private long notBeforeNs;

    Origin(final int number, final Backoff backoff) {
        this.number = number;
        this.backoff = backoff;
    }

    int number() {
        return number;
    }

    Link current() {
        return current;
    }

    Link next() {
        return next;
    }

    boolean isLive() {
        return (current != null && current.isLive()) || (next != null && next.isLive());
    }

    ConnectionState state() {
        if (current != null) {
            return current.state();
        }
        return waits ? ConnectionState.WAITING : ConnectionState.CONNECTING;
    }

    /** Whether a connection should be opened now. */
    boolean wants(final long nowNs) {
        if (waits && nowNs - notBeforeNs < 0) {
            return false;
        }
        return current == null || (next == null && current.wantsSuccessor(nowNs));
    }

    /** Puts a new link where one is wanted; whether it is there because another was lost. */
    boolean put(final Link link) {
        waits = false;
        if (current != null) {
            next = link;
            return false;
        }
        current = link;
        final boolean isRepeated = hasTried;
        hasTried = true;
        return isRepeated;
    }

    /** The link gave a price; the one whose place it takes, or null. */
    Link promote(final Link link) {
        if (link != next) {
            return null;
        }
        final Link replaced = current;
        current = next;
        next = null;
        return replaced;
    }

    /** The venue will close a link. One that did not live for long is no reason to connect at once: the next may be told the same. */
    void ending(final Link link, final long nowNs) {
        final long liveNs = link.liveNs(nowNs);
        if (link.ending() && liveNs < Backoff.HEALTHY_NS) {
            waitUntil(nowNs + backoff.nextNs(liveNs, 0));
        }
    }

    /** A link is lost; nanoseconds until the next attempt, or 0 where none is needed. */
    long lose(final Link link, final long nowNs, final long askedNs) {
        if (link == next) {
            next = null;
        } else {
            current = next;
            next = null;
        }
        if (current != null && !current.wantsSuccessor(nowNs)) {
            return 0;
        }
        final long waitNs = backoff.nextNs(link.liveNs(nowNs), askedNs);
        waitUntil(nowNs + waitNs);
        return waitNs;
    }

    private void waitUntil(final long atNs) {
        waits = true;
        notBeforeNs = atNs;
    }

    void close(final String reason) {
        if (current != null) {
            current.close(reason);
        }
        if (next != null) {
            next.close(reason);
        }
    }
}
