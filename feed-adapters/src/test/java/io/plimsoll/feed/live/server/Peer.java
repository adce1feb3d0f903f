package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.websocket.core.Frame;

/** The server's end of one conversation. Its script's thread only. */
abstract class Peer {
    private final PacedEndPoint endPoint;

    Peer(final PacedEndPoint endPoint) {
        this.endPoint = endPoint;
    }

    /** Sends frames at once. */
    abstract void send(List<Frame> frames) throws IOException, InterruptedException;

    /** Writes more of an answer's body. */
    abstract void write(byte[] bytes) throws IOException, InterruptedException;

    /** Waits for a text message, which must be this one. */
    abstract void expect(String message) throws InterruptedException;

    /** Says why, and closes. */
    abstract void close(int status, String reason) throws IOException, InterruptedException;

    /** The script is at its end. */
    abstract void finish() throws IOException, InterruptedException;

    /** What is written from now on goes byte by byte. */
    final void slow(final boolean slow) {
        endPoint.slow(slow);
    }

    final void reset() throws IOException {
        endPoint.abort();
    }

    final void end() {
        endPoint.close();
    }

    // That it cannot be written is the client's leave, which it may take.
    static void await(final CompletableFuture<Void> written) throws IOException, InterruptedException {
        try {
            written.get();
        } catch (final ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
