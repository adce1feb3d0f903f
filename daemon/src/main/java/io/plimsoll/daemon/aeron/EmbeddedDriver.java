package io.plimsoll.daemon.aeron;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.concurrent.BackoffIdleStrategy;

/** A media driver within this process, in a directory of its own that goes with it. What it has yet to deliver dies with the process. */
public final class EmbeddedDriver implements AutoCloseable {
    private final MediaDriver driver;

    /** One thread, which sleeps when there is nothing to do; {@code problems} gets what goes wrong, on it. */
    public EmbeddedDriver(final Consumer<Throwable> problems) {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(10, 10, 1_000, 1_000_000))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .errorHandler(problems::accept));
    }

    /** Where clients find it. */
    public Path directory() {
        return Path.of(driver.aeronDirectoryName());
    }

    @Override
    public void close() {
        driver.close();
    }
}
