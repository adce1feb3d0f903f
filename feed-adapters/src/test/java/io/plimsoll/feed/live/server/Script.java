package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * What a {@link ScriptedServer} does with one request: how it answers, then step by step. One that says neither {@link #webSocket},
 * {@link #eventStream} nor {@link #answer} never answers. A WebSocket and an event stream stay open after the last step.
 */
public final class Script {
    /** How a request is answered. */
    enum Kind {
        NOT,
        WEB_SOCKET,
        ANSWER
    }

    /** One step. */
    interface Step {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<HttpField> headers = new ArrayList<>();
    private Kind kind = Kind.NOT;
    private int status;
    private boolean staysOpen;
    private SignatureCheck signature; // null: whoever asks is served

    private Script add(final Step step) {
        steps.add(step);
        return this;
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    List<HttpField> headers() {
        return List.copyOf(headers);
    }

    void play(final Peer peer) throws IOException, InterruptedException {
        for (final Step step : steps) {
            step.run(peer);
        }
        if (!staysOpen) {
            peer.finish();
        }
    }

    /** Agrees to speak WebSocket. */
    public Script webSocket() {
        kind = Kind.WEB_SOCKET;
        return this;
    }

    /** Serves only whom the check lets in: others get status 401, and no more. */
    public Script signed(final SignatureCheck check) {
        signature = check;
        return this;
    }

    boolean admits(final String pathQuery, final UnaryOperator<String> header) {
        return signature == null || signature.isSigned(pathQuery, header);
    }

    /** Begins an endless event stream. */
    public Script eventStream() {
        staysOpen = true;
        return answer(HttpStatus.OK_200, "Content-Type: text/event-stream").text("");
    }

    /** Answers with a status and headers, each {@code "Name: value"}. */
    public Script answer(final int code, final String... fields) {
        kind = Kind.ANSWER;
        status = code;
        for (final String field : fields) {
            final int colon = field.indexOf(": ");
            headers.add(new HttpField(field.substring(0, colon), field.substring(colon + 2)));
        }
        return this;
    }

    /** Writes characters of an answer's body as UTF-8. */
    public Script text(final String characters) {
        return bytes(characters.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes of an answer's body. */
    public Script bytes(final byte[] part) {
        return add(peer -> peer.write(part));
    }

    /** Writes the same again and again, until the client goes away. */
    public Script endlessly(final String characters) {
        final byte[] bytes = characters.getBytes(StandardCharsets.UTF_8);
        return add(peer -> {
            while (true) {
                peer.write(bytes);
            }
        });
    }

    /** Waits for a text message, which must be this one. */
    public Script expect(final String message) {
        return add(peer -> peer.expect(message));
    }

    /** Sends text messages, all of them at once. */
    public Script send(final String... messages) {
        final List<Frame> frames = Arrays.stream(messages)
                .map(text -> new Frame(OpCode.TEXT, text))
                .toList();
        return add(peer -> peer.send(frames));
    }

    /** Sends a frame, which may be any: a part of a message, a ping, bytes that are no text. */
    public Script frame(final byte opcode, final boolean isLast, final byte[] payload) {
        final Frame frame = new Frame(opcode, isLast, ByteBuffer.wrap(payload));
        return add(peer -> peer.send(List.of(frame)));
    }

    /** Writes from now on byte by byte, each in a segment of its own as far as the system lets it. */
    public Script slowly() {
        return add(peer -> peer.slow(true));
    }

    /** Writes as usual again. */
    public Script fast() {
        return add(peer -> peer.slow(false));
    }

    /** Waits until the test opens the gate. */
    public Script await(final CountDownLatch gate) {
        return add(peer -> gate.await());
    }

    /** Tells the test that the script has come this far. */
    public Script tell(final CountDownLatch reached) {
        return add(peer -> reached.countDown());
    }

    /** Closes the WebSocket and says why. */
    public Script close(final int code, final String reason) {
        return add(peer -> peer.close(code, reason));
    }

    /** Ends the connection with a reset. */
    public Script reset() {
        return add(Peer::reset);
    }

    /** Ends the connection without a word. */
    public Script end() {
        return add(Peer::end);
    }
}
