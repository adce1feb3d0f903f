package io.plimsoll.gateway.console;

import io.plimsoll.gateway.http.Counters;
import io.plimsoll.gateway.http.FaultGuard;
import io.plimsoll.gateway.http.GatewayCode;
import io.plimsoll.gateway.http.JsonText;
import io.plimsoll.gateway.http.ProblemLog;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the daemon once a second how it does, while anybody looks, and shows it to all who do: one question, however many they are. Has a
 * thread of its own, which may wait and which outlives any fault.
 */
final class Watch implements AutoCloseable {
    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

    private final AdminPort admin;
    private final FaultGuard guard;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "gateway-console");
    private final ProblemLog problems =
            new ProblemLog(GatewayCode.DAEMON_UNANSWERING, "console: the daemon answers again");
    private volatile boolean isClosed;

    Watch(final AdminPort admin, final Counters counters) {
        this.admin = admin;
        this.guard = new FaultGuard(counters, "console: the daemon is not looked at");
        thread.setDaemon(true);
        thread.start();
    }

    /** Shows it to one more, until that has gone. */
    void add(final Viewer viewer) {
        viewers.add(viewer);
        LockSupport.unpark(thread);
    }

    /** How many look. */
    int viewers() {
        return viewers.size();
    }

    private void run() {
        while (!isClosed) {
            final long began = System.nanoTime();
            if (!viewers.isEmpty()) {
                guard.run(() -> show(event()));
            }
            do { // whoever comes first need not wait for the second to pass
                LockSupport.parkNanos(this, Math.max(1, PERIOD_NS - (System.nanoTime() - began)));
            } while (!isClosed && !isDue(began));
        }
    }

    private boolean isDue(final long began) {
        return System.nanoTime() - began >= PERIOD_NS || viewers.stream().anyMatch(Viewer::isNew);
    }

    private void show(final String event) {
        viewers.removeIf(viewer -> !viewer.show(event));
    }

    // What cannot be known is told as a problem; what was known before is not repeated as if it were new.
    private String event() {
        try {
            final AdminPort.Answer answer = admin.get("/overview").join();
            if (answer.status() == 200
                    && answer.text().startsWith("{")
                    && answer.text().indexOf('\n') < 0) {
                problems.tell("");
                return "event: daemon\ndata: " + answer.text() + "\n\n";
            }
            return problem("the daemon answers with status " + answer.status()
                    + " and no overview; is it older than this gateway?");
        } catch (final CompletionException e) {
            return problem(e.getCause().getMessage());
        }
    }

    private String problem(final String text) {
        problems.tell("console: " + text);
        return "event: problem\ndata: {\"text\":\"" + JsonText.escape(text) + "\"}\n\n";
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        viewers.forEach(viewer -> viewer.end("the gateway is stopping"));
        viewers.clear();
    }
}
