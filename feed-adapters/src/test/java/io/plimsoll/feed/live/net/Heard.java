package io.plimsoll.feed.live.net;

import io.plimsoll.feed.live.AnswerListener;
import io.plimsoll.feed.live.ConnectionListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writes down what a transport tells, and what told it on another thread than the source's. */
final class Heard implements ConnectionListener, AnswerListener {
    static final String THREAD = "plimsoll-feed-test";

    final List<String> all = new CopyOnWriteArrayList<>();
    private final List<String> strangers = new CopyOnWriteArrayList<>();
    volatile long retryAfterNs;
    volatile long receivedNanoTime;

    private void add(final String what) {
        if (!Thread.currentThread().getName().equals(THREAD)) {
            strangers.add(what + " on " + Thread.currentThread().getName());
        }
        all.add(what);
    }

    @Override
    public void opened() {
        add("opened");
    }

    @Override
    public void frame(final byte[] frame, final int offset, final int length, final long nanoTime) {
        receivedNanoTime = nanoTime;
        add(length > 1000 ? length + " bytes" : new String(frame, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void keepAlive() {
        add("(alive)");
    }

    @Override
    public void pong() {
        add("(pong)");
    }

    @Override
    public void closed(final String reason, final long afterNs) {
        retryAfterNs = afterNs;
        add("closed: " + reason);
    }

    @Override
    public void answered(final byte[] body, final int offset, final int length, final long nanoTime) {
        add("answer: " + new String(body, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void failed(final String reason) {
        add("failed: " + reason);
    }

    /** Waits for something to be heard; the test's time limit ends a wait for what never comes. */
    void await(final String what) {
        await(() -> all.contains(what), all);
    }

    void awaitClosed() {
        await(() -> all.stream().anyMatch(text -> text.startsWith("closed: ")), all);
    }

    static void await(final BooleanSupplier condition) {
        await(condition, "what was waited for");
    }

    private static void await(final BooleanSupplier condition, final Object soFar) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("never came: " + soFar);
            }
        }
    }

    String last() {
        return all.get(all.size() - 1);
    }

    List<String> strangers() {
        return List.copyOf(strangers);
    }
}
