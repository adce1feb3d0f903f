package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;

/** An answer over HTTP, whose head is written with the first of its body. */
final class AnswerPeer extends Peer {
    private final Response response;
    private final Callback answered;

    AnswerPeer(final PacedEndPoint endPoint, final Response response, final Callback answered) {
        super(endPoint);
        this.response = response;
        this.answered = answered;
    }

    @Override
    void write(final byte[] bytes) throws IOException, InterruptedException {
        final Callback.Completable written = new Callback.Completable();
        response.write(false, ByteBuffer.wrap(bytes), written);
        await(written);
    }

    @Override
    void send(final List<Frame> frames) {
        throw new IllegalStateException("an answer has no frames");
    }

    @Override
    void expect(final String message) {
        throw new IllegalStateException("an answer hears nothing");
    }

    @Override
    void close(final int status, final String reason) {
        throw new IllegalStateException("an answer has no close");
    }

    @Override
    void finish() {
        answered.succeeded();
    }
}
