package io.plimsoll.daemon.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.exceptions.AeronException;
import java.nio.file.Path;
import org.agrona.ErrorHandler;

/** The media driver that this process speaks through. Stateless. */
public final class MediaDrivers {
    /** A driver that has shown no life for so long is gone; a loaded machine may keep it from its clock for seconds. */
    private static final long TIMEOUT_MS = 10_000;

    private MediaDrivers() {}

    /** Whether one runs in that directory. */
    public static boolean isActive(final Path directory) {
        return CommonContext.isDriverActive(directory.toFile(), TIMEOUT_MS, text -> {});
    }

    /**
     * A client of the one in that directory.
     *
     * @param problems gets what goes wrong later, on threads of the client
     * @throws LinkException when there is none
     */
    static Aeron connect(final Path directory, final ErrorHandler problems) {
        try {
            return Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(directory.toString())
                    .driverTimeoutMs(TIMEOUT_MS)
                    .errorHandler(problems)
                    .subscriberErrorHandler(problems));
        } catch (final AeronException e) {
            throw new LinkException("no media driver answers in " + directory + ": " + e.getMessage(), e);
        }
    }
}
