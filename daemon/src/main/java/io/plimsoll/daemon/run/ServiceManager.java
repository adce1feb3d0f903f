package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells the service manager that started this process how it is doing: ready, alive, stopping. By {@code systemd-notify}, since the JDK has
 * no datagram sockets of the Unix domain; where the environment names no manager, nobody is told. A thread of its own, so that nothing of
 * the daemon waits for it.
 */
public final class ServiceManager implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(ServiceManager.class);
    private static final long ANSWER_WITHIN_S = 5;

    private final boolean isThere;
    private final long feedEveryMs; // 0: nobody waits for it
    private final BooleanSupplier isWell;
    private final Consumer<List<String>> notifier;
    private final Thread thread = new Thread(this::run, "plimsoll-service");
    private volatile boolean isClosed;

    /**
     * A manager, if there is one.
     *
     * @param environment of the process: NOTIFY_SOCKET, and WATCHDOG_USEC where it kills a process that says nothing for so long
     * @param isWell whether the daemon gets on with its work; while not, the manager's watchdog is not fed
     */
    public ServiceManager(final Map<String, String> environment, final BooleanSupplier isWell) {
        this(environment, isWell, ServiceManager::systemdNotify);
    }

    /**
     * The same, told otherwise.
     *
     * @param notifier takes what {@code systemd-notify} is given
     */
    public ServiceManager(
            final Map<String, String> environment,
            final BooleanSupplier isWell,
            final Consumer<List<String>> notifier) {
        isThere = environment.containsKey("NOTIFY_SOCKET");
        feedEveryMs =
                TimeUnit.MICROSECONDS.toMillis(Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"))) / 2;
        this.isWell = isWell;
        this.notifier = notifier;
        thread.setDaemon(true);
    }

    /** The daemon runs. */
    public void ready(final String status) {
        if (isThere) {
            tell("--ready", "--status=" + status);
            thread.start();
        }
    }

    /** The daemon drains and stops. */
    public void stopping() {
        if (isThere) {
            tell("STOPPING=1", "--status=stopping: draining the ring");
        }
    }

    private void run() {
        while (!isClosed && feedEveryMs > 0) {
            if (isWell.getAsBoolean()) {
                tell("WATCHDOG=1");
            } else {
                LOG.warn(
                        LogCode.SERVICE_MANAGER,
                        "the service manager's watchdog is not fed: the engine makes no progress");
            }
            try {
                Thread.sleep(feedEveryMs);
            } catch (final InterruptedException e) {
                return; // closed
            }
        }
    }

    private void tell(final String... what) {
        notifier.accept(List.of(what));
    }

    private static void systemdNotify(final List<String> what) {
        final List<String> command = new ArrayList<>(List.of("systemd-notify"));
        command.addAll(what);
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(ANSWER_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warn(LogCode.SERVICE_MANAGER, "{} did not end within {} s", command, ANSWER_WITHIN_S);
            } else if (process.exitValue() != 0) {
                LOG.warn(LogCode.SERVICE_MANAGER, "{} ended with {}", command, process.exitValue());
            }
        } catch (final IOException e) {
            LOG.warn(LogCode.SERVICE_MANAGER, "the service manager cannot be told: {}", e.toString());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
