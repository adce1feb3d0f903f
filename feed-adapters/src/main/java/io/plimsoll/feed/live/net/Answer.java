package io.plimsoll.feed.live.net;

import io.plimsoll.feed.live.AnswerListener;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;

/** One whole answer, up to a size. The source's thread only. */
final class Answer extends Download {
    private final AnswerListener listener;
    private final FrameBuffer body;
    private final int maxBytes;
    private Future<?> limit;
    private long receivedNanoTime;

    Answer(final SourceThread thread, final int maxBytes, final AnswerListener listener) {
        super(thread);
        this.maxBytes = maxBytes;
        this.listener = listener;
        body = new FrameBuffer(maxBytes);
    }

    /** What would end it for taking too long. */
    void limit(final Future<?> ending) {
        limit = ending;
    }

    @Override
    String begin(final HttpResponse.ResponseInfo info) {
        return null;
    }

    @Override
    String part(final ByteBuffer bytes, final long atNanoTime) {
        receivedNanoTime = atNanoTime;
        return body.append(bytes) ? null : "an answer of more than " + maxBytes + " bytes";
    }

    @Override
    void end() {
        limit.cancel(false);
        listener.answered(body.bytes(), 0, body.length(), receivedNanoTime);
    }

    @Override
    void fail(final String reason, final long retryAfterNs) {
        limit.cancel(false);
        listener.failed(reason);
    }
}
