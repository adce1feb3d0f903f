package io.plimsoll.daemon.process;

import io.plimsoll.daemon.run.Clocks;
import io.plimsoll.daemon.run.Daemon;
import io.plimsoll.daemon.run.DaemonConfig;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A daemon with the configuration in args[0], a part of which throws as soon as it runs. */
final class FailingDaemon {
    private FailingDaemon() {}

    public static void main(final String[] args) throws Exception {
        try (Daemon daemon = new Daemon(DaemonConfig.read(Path.of(args[0])), "test", false, () -> {}, Clocks.SYSTEM)) {
            final Thread part = new Thread(
                    () -> daemon.fail("a part", new IllegalStateException("planted failure of a part")), "part");
            part.start();
            new CountDownLatch(1).await(); // the process ends, or the test runs out of time
        }
    }
}
