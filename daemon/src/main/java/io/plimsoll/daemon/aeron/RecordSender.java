package io.plimsoll.daemon.aeron;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.AeronException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** Says records on a stream, each in a message of its own, and drops none. Made, used and closed by one thread. */
public final class RecordSender implements AutoCloseable {
    private final Aeron aeron;
    private final String channel;
    private final int stream;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 10_000, 1_000_000);
    private ExclusivePublication publication;

    /**
     * Connects to the media driver in a directory, which must be there; nobody need listen.
     *
     * @param problems gets what goes wrong beside, on other threads
     * @throws LinkException when it does not answer or refuses the channel
     */
    public RecordSender(
            final Path driverDir, final String channel, final int stream, final Consumer<Throwable> problems) {
        this.channel = channel;
        this.stream = stream;
        aeron = MediaDrivers.connect(driverDir, problems::accept);
        try {
            publication = open();
        } catch (final LinkException e) {
            CloseHelper.quietClose(aeron);
            throw e;
        }
    }

    // Of its own: a shared one could stand behind a record that a killed process left half written.
    private ExclusivePublication open() {
        try {
            return aeron.addExclusivePublication(channel, stream);
        } catch (final AeronException | IllegalArgumentException e) {
            throw new LinkException(channel + ": " + e.getMessage(), e);
        }
    }

    /**
     * Says one record; waits while nobody listens or whoever does is behind.
     *
     * @throws LinkException when the media driver is gone, or the record does not fit into a message of the channel
     */
    public void send(final DirectBuffer buffer, final int offset, final int length) {
        if (length > publication.maxMessageLength()) {
            throw new LinkException(
                    "a record of " + length + " bytes does not fit into a message: the channel's term-length allows "
                            + publication.maxMessageLength(),
                    null);
        }
        idle.reset();
        while (true) {
            final long result = publication.offer(buffer, offset, length);
            if (result >= 0) {
                return;
            } else if (result == Publication.MAX_POSITION_EXCEEDED) {
                publication.close();
                publication = open();
            } else if (result == Publication.CLOSED) {
                throw new LinkException("the media driver is gone", null);
            }
            idle.idle();
        }
    }

    @Override
    public void close() {
        aeron.close();
    }
}
