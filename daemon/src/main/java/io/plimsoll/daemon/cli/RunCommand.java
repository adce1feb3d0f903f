package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.run.Clocks;
import io.plimsoll.daemon.run.Daemon;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.OsSignals;
import io.plimsoll.daemon.run.ServiceManager;
import io.plimsoll.daemon.run.SupportedJdk;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.protocol.codec.KillOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the daemon, until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Runs the daemon. It recovers from its journal and starts disarmed.",
            "SIGINT and SIGTERM drain the ring and stop; SIGHUP throws the kill switch."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll run --config config/plimsoll.yaml"})
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The daemon's configuration: see config/plimsoll.yaml.")
    private Path config = Path.of("");

    @Option(
            names = "--take-over",
            description = "Opens a new epoch: the writer before this one was another process or machine, and is gone.")
    private boolean takesOver;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SupportedJdk.require();
        final ExitCode exitCode;
        final CountDownLatch stop = new CountDownLatch(1);
        final AtomicBoolean isKillWanted = new AtomicBoolean();
        final AtomicReference<Daemon> running = new AtomicReference<>();
        // Before the start, which can take a while: the JVM's own answer to a signal is to end.
        OsSignals.handle("HUP", () -> {
            isKillWanted.set(true);
            kill(running.get());
        });
        OsSignals.handle("TERM", stop::countDown);
        OsSignals.handle("INT", stop::countDown);
        try (Daemon daemon = new Daemon(
                        DaemonConfig.read(config), BuildVersion.text(), takesOver, stop::countDown, Clocks.SYSTEM);
                ServiceManager manager = new ServiceManager(System.getenv(), daemon::getsOn)) {
            running.set(daemon);
            Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> daemon.fail(thread.getName(), cause));
            if (isKillWanted.get()) {
                kill(daemon);
            }
            manager.ready("running; admin port " + daemon.adminPort());
            stop.await();
            manager.stopping();
            exitCode = daemon.exitCode();
        }
        return exitCode.code();
    }

    private static void kill(final Daemon daemon) {
        if (daemon != null) {
            daemon.kill(KillOrigin.SIGNAL, "signal", "SIGHUP");
        }
    }
}
