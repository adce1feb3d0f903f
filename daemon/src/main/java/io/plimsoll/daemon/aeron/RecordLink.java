package io.plimsoll.daemon.aeron;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.FragmentHandler;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/** A stream of messages from a matching engine, and the way back to it. Made, used and closed by one thread. */
public final class RecordLink implements AutoCloseable {
    private static final int FRAGMENTS = 256;

    private final Aeron aeron;
    private final Subscription messages;
    private final ExclusivePublication back;
    private final FragmentAssembler whole;
    private final FragmentHandler handler;
    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final Set<Image> heard = Collections.newSetFromMap(new IdentityHashMap<>());
    private long toldArrivals;
    private long toldLosses;
    private long freedLosses;
    private int freedBuffers;
    private RuntimeException failure;
    private Error error;

    /**
     * Connects to the media driver, which must be there; nobody else need be.
     *
     * @param appeared called before the first piece that a sender sends, when whoever was lost before it need no longer be told; a sender
     *     that was lost and is back is another
     * @param received gets each message when it is whole
     * @param problems gets what goes wrong beside, on other threads
     * @throws LinkException when the driver does not answer or refuses the channels
     */
    public RecordLink(
            final RecordLinkConfig config,
            final Runnable appeared,
            final MessageHandler received,
            final Consumer<Throwable> problems) {
        aeron = MediaDrivers.connect(config.driverDir(), problems::accept);
        try {
            messages = aeron.addSubscription(
                    config.channel(),
                    config.stream(),
                    image -> arrivals.incrementAndGet(), // what it sends may be here before
                    image -> losses.incrementAndGet());
            back = aeron.addExclusivePublication(config.backChannel(), config.backStream());
        } catch (final AeronException e) {
            CloseHelper.quietClose(aeron);
            throw new LinkException(e.getMessage(), e);
        }
        whole = new FragmentAssembler((buffer, offset, length, header) -> {
            if (failure != null || error != null) {
                return; // nothing may come behind what was not taken over
            }
            try {
                received.onMessage(buffer, offset, length);
            } catch (final RuntimeException e) {
                failure = e; // the client would pass over the message and go on
            } catch (final Error e) {
                error = e;
            }
        });
        handler = (buffer, offset, length, header) -> {
            if (heard.add((Image) header.context())) {
                freeLost();
                appear(appeared);
            }
            whole.onFragment(buffer, offset, length, header);
        };
    }

    // The assembler keeps a buffer of each session that sent a message in pieces. A sender that comes back has another
    // session as a rule; where it has the same one, and was heard again already, the buffer is in use.
    private void freeLost() {
        final List<Image> there = messages.images();
        final List<Image> gone =
                heard.stream().filter(image -> !there.contains(image)).toList();
        for (final Image image : gone) {
            heard.remove(image);
            if (heard.stream().noneMatch(other -> other.sessionId() == image.sessionId())
                    && whole.freeSessionBuffer(image.sessionId())) {
                freedBuffers++;
            }
        }
    }

    private void appear(final Runnable appeared) {
        toldLosses = losses.get();
        try {
            appeared.run();
        } catch (final RuntimeException e) {
            failure = e;
        } catch (final Error e) {
            error = e;
        }
    }

    /** Hands over messages that have come; how many pieces of such. Throws what the handler threw. */
    public int poll() {
        final long lost = losses.get();
        if (freedLosses != lost) {
            freedLosses = lost;
            freeLost();
        }
        final int fragments = messages.poll(handler, FRAGMENTS);
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
        return fragments;
    }

    /** Says something to the matching engine; false: it does not listen now, or there is no room. */
    public boolean trySend(final DirectBuffer buffer, final int length) {
        return back.offer(buffer, 0, length) > 0;
    }

    /** Whether a sender was found since this was asked last: what it said before is not here. */
    public boolean hasFoundSender() {
        final boolean isNew = toldArrivals != arrivals.get();
        toldArrivals = arrivals.get();
        return isNew;
    }

    /** Whether a sender was lost since this was asked last, or since another appeared. */
    public boolean hasLostSender() {
        final boolean isNew = toldLosses != losses.get();
        toldLosses = losses.get();
        return isNew;
    }

    /** Buffers that were given back, of senders that are gone. */
    int freedBuffers() {
        return freedBuffers;
    }

    /** Whether there is a sender. */
    public boolean isConnected() {
        return messages.isConnected();
    }

    /** Whether the media driver is gone; another link is needed then. */
    public boolean isClosed() {
        return aeron.isClosed();
    }

    @Override
    public void close() {
        aeron.close();
    }
}
