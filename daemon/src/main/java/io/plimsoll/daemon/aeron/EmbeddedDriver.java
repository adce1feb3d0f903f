package io.plimsoll.daemon.aeron;

import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * A media driver within this process, in a directory of its own that goes with it, by a signal too; one that a {@code kill -9} leaves behind ends
 * with the number of its process. What it has yet to deliver dies with the process.
 */
public final class EmbeddedDriver implements AutoCloseable {
    private final MediaDriver driver;
    private final Thread atExit;

    /** One thread, which sleeps when there is nothing to do; {@code problems} gets what goes wrong, on it. */
    public EmbeddedDriver(final Consumer<Throwable> problems) {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName() + "-"
                        + ProcessHandle.current().pid())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(10, 10, 1_000, 1_000_000))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .errorHandler(problems::accept));
        atExit = new Thread(driver::close, "plimsoll-media-driver-end");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Where clients find it. */
    public Path directory() {
        return Path.of(driver.aeronDirectoryName());
    }

    @Override
    public void close() {
        if (isRunning()) {
            driver.close();
        }
    }

    private boolean isRunning() {
        try {
            return Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (final IllegalStateException e) {
            return false; // the process ends, and the driver with it
        }
    }
}
