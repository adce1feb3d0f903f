package io.plimsoll.daemon.run;

import io.plimsoll.feed.ndjson.NdjsonIngress;
import java.io.IOException;

/** NDJSON on standard input, for trying things; malformed lines are told on standard error. Told nothing, it is at its head. */
final class StdinIngress implements AccountSource {
    private final String name;
    private final NdjsonIngress ingress;
    private final ErrorSink errors;
    private final Thread thread;
    private volatile boolean isStarted;

    StdinIngress(final String name, final NdjsonIngress ingress, final ErrorSink errors) {
        this.name = name;
        this.ingress = ingress;
        this.errors = errors;
        thread = new Thread(this::run, "plimsoll-source-" + name);
        thread.setDaemon(true);
    }

    private void run() {
        try {
            ingress.read("stdin", System.in, error -> System.err.println(error.getMessage()));
        } catch (final IOException e) {
            errors.onError(name, e);
        }
    }

    @Override
    public void start() {
        isStarted = true;
        thread.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtHead() {
        return isStarted;
    }

    @Override
    public long forwarded() {
        return ingress.lines() - ingress.errors();
    }

    @Override
    public long refused() {
        return ingress.errors();
    }

    @Override
    public void close() {
        // a read of standard input cannot be interrupted; the thread ends with the process
    }
}
