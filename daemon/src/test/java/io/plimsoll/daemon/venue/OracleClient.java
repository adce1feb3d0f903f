package io.plimsoll.daemon.venue;

import io.plimsoll.feed.live.server.QuotedVenue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;

/**
 * One client of an {@link ExampleOracle}: what it has to ask for, in its order, then prices and, where the venue wants to know, whether it
 * lives. Whoever asks for anything else, or does not answer, is cut off.
 */
final class OracleClient implements FrameHandler {
    /** Where messages go. */
    @FunctionalInterface
    interface Line {
        void send(String message) throws IOException, InterruptedException;
    }

    private static final long TICK_MS = 20;
    private static final int ROUNDS_A_HEARTBEAT = 50;
    private static final int ROUNDS_A_DEMAND = 100;

    private final ExampleOracle oracle;
    private final QuotedVenue venue;
    private final AtomicBoolean owesAnswer = new AtomicBoolean();
    private CoreSession session;
    private int asked;

    OracleClient(final ExampleOracle oracle, final QuotedVenue venue) {
        this.oracle = oracle;
        this.venue = venue;
    }

    /** Tells prices as events, until the client goes away. */
    void tell(final OutputStream events) throws IOException, InterruptedException {
        tell(message -> {
            events.write(("data:" + message + "\n\n").getBytes(StandardCharsets.UTF_8));
            events.flush();
        });
    }

    private void tell(final Line line) throws IOException, InterruptedException {
        for (long round = 1; true; round++) {
            final long nowMs = System.currentTimeMillis();
            for (final String message :
                    venue.prices(nowMs, round, oracle.price(venue, "BTC"), oracle.price(venue, "ETH"))) {
                line.send(message);
            }
            if (round % ROUNDS_A_HEARTBEAT == 0) {
                for (final String message : venue.heartbeats(nowMs, round)) {
                    line.send(message);
                }
            }
            if (round % ROUNDS_A_DEMAND == 0 && venue.demand().isPresent()) {
                if (owesAnswer.getAndSet(true)) {
                    throw new IOException("it has not answered");
                }
                line.send(venue.demand().get().question());
            }
            Thread.sleep(TICK_MS); // its pace, which nobody waits for
        }
    }

    @Override
    public void onOpen(final CoreSession opened, final Callback callback) {
        session = opened;
        callback.succeeded();
        opened.demand();
        if (venue.requests().isEmpty()) {
            begin();
        }
    }

    private void begin() {
        ExampleOracle.start("oracle-client", () -> {
            try {
                tell(this::send);
            } catch (final IOException e) {
                session.abort(); // the client went away, which it may, or is cut off
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void send(final String message) throws IOException, InterruptedException {
        final Callback.Completable sent = new Callback.Completable();
        send(new Frame(OpCode.TEXT, message), sent);
        try {
            sent.get();
        } catch (final ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private void send(final Frame frame, final Callback callback) {
        session.sendFrame(new OutgoingEntry.Builder(frame, callback).build());
    }

    @Override
    public void onFrame(final Frame frame, final Callback callback) {
        if (frame.getOpCode() == OpCode.TEXT) {
            hear(frame.getPayloadAsUTF8());
        } else if (frame.getOpCode() == OpCode.PING) {
            send(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())), Callback.NOOP);
        }
        callback.succeeded();
        session.demand();
    }

    private void hear(final String message) {
        if (asked < venue.requests().size() && message.equals(venue.requests().get(asked))) {
            send(new Frame(OpCode.TEXT, venue.answers().get(asked)), Callback.NOOP);
            asked++;
            if (asked == venue.requests().size()) {
                begin();
            }
        } else if (venue.demand()
                .filter(demand -> demand.answer().equals(message))
                .isPresent()) {
            owesAnswer.set(false);
            send(new Frame(OpCode.TEXT, venue.demand().get().thanks()), Callback.NOOP);
        } else {
            System.err.println("not what " + venue + " wants to hear: " + message);
            session.abort();
        }
    }

    @Override
    public void onError(final Throwable cause, final Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(final CloseStatus status, final Callback callback) {
        callback.succeeded();
    }
}
