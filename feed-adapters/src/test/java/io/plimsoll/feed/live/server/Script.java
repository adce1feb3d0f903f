package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What a {@link ScriptedServer} does with one connection, step by step. After the last step it reads on until the client goes away. */
public final class Script {
    /** One step. */
    interface Step {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    private final List<Step> steps = new ArrayList<>();

    private Script add(final Step step) {
        steps.add(step);
        return this;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Reads the client's request and agrees to speak WebSocket. */
    public Script webSocket() {
        return add(Peer::upgrade);
    }

    /** Reads the client's request and begins an endless event stream. */
    public Script eventStream() {
        return answer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    }

    /** Reads the client's request and answers it with these characters, each a byte. */
    public Script answer(final String response) {
        return add(Peer::request).bytes(response.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits for a text message, which must be this one. */
    public Script expect(final String message) {
        return add(peer -> peer.expect(message));
    }

    /** Sends a text message. */
    public Script send(final String message) {
        return bytes(Frames.text(message));
    }

    /** Sends bytes at once. */
    public Script bytes(final byte[]... parts) {
        return add(peer -> peer.write(parts));
    }

    /** Sends characters of an event stream as UTF-8. */
    public Script text(final String characters) {
        return bytes(characters.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes one by one, each in a segment of its own as far as the system lets it. */
    public Script oneByOne(final byte[] bytes) {
        return add(peer -> {
            for (final byte b : bytes) {
                peer.write(new byte[] {b});
            }
        });
    }

    /** Sends the same again and again, until the client goes away. */
    public Script endlessly(final byte[] bytes) {
        return add(peer -> peer.writeUntilClosed(bytes));
    }

    /** Waits until the test opens the gate. */
    public Script await(final CountDownLatch gate) {
        return add(peer -> gate.await());
    }

    /** Tells the test that the script has come this far. */
    public Script tell(final CountDownLatch reached) {
        return add(peer -> reached.countDown());
    }

    /** Ends the connection with a reset. */
    public Script reset() {
        return add(Peer::reset);
    }

    /** Ends the connection as one does. */
    public Script end() {
        return add(Peer::end);
    }
}
