package io.plimsoll.daemon.venue;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;

/** A media driver within the test's process, in a directory of its own that goes with it. Small, and quick to see that somebody died. */
public final class TestDriver implements AutoCloseable {
    private static final int TERM = 256 * 1024;

    private final Path directory;
    private MediaDriver driver;

    public TestDriver() {
        try {
            directory = Files.createTempDirectory("plimsoll-aeron").resolve("driver");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        launch();
    }

    private void launch() {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .publicationTermBufferLength(TERM)
                .ipcTermBufferLength(TERM)
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(5))
                .imageLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(2))
                .publicationLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(500))
                .errorHandler(problem -> System.err.println("driver: " + problem)));
    }

    public Path directory() {
        return directory;
    }

    /** Dies, and comes back to the same directory with nothing of what it knew. */
    public void restart() {
        driver.close();
        launch();
    }

    /** A channel to a port of this machine that nobody has. */
    public static String udp() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return "aeron:udp?endpoint=127.0.0.1:" + socket.getLocalPort();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
        IoUtil.delete(directory.getParent().toFile(), true);
    }
}
