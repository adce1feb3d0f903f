package io.plimsoll.feed.live.net;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The answer to one GET as it comes, part after part: the next is asked for when the one before is done with, so that slow work holds up
 * the sender. Works on the
 * source's thread, whichever one the client calls on.
 */
abstract class Download implements HttpResponse.BodySubscriber<Void> {
    private final SourceThread thread;
    private CompletableFuture<?> exchange;
    private Flow.Subscription subscription;
    private boolean isDone;

    Download(final SourceThread thread) {
        this.thread = thread;
    }

    /** The answer has begun, with status 200; why it is of no use, or null. */
    abstract String begin(HttpResponse.ResponseInfo info);

    /** A part; why there should be no more, or null. */
    abstract String part(ByteBuffer bytes, long receivedNanoTime);

    /** The end of the answer. */
    abstract void end();

    /** There is no answer, or no more of it. */
    abstract void fail(String reason, long retryAfterNs);

    final void start(final HttpClient client, final HttpRequest request) {
        if (isDone) {
            return;
        }
        exchange = client.sendAsync(request, this::accept);
        final var unused = exchange.whenComplete((response, failure) -> {
            if (failure != null) {
                onError(failure);
            }
        });
    }

    private HttpResponse.BodySubscriber<Void> accept(final HttpResponse.ResponseInfo info) {
        thread.run(() -> head(info));
        return this;
    }

    private void head(final HttpResponse.ResponseInfo info) {
        if (info.statusCode() != 200) {
            finish(Failures.status(info.statusCode()), RetryAfter.ns(info.headers(), Instant.now()));
        } else if (!isDone) {
            final String defect = begin(info);
            if (defect != null) {
                finish(defect, 0);
            }
        }
    }

    /** Ends it with a failure, once; nothing where it has ended. */
    final void finish(final String reason, final long retryAfterNs) {
        if (!isDone) {
            cancel();
            fail(reason, retryAfterNs);
        }
    }

    /** Ends it without a word. */
    final void cancel() {
        isDone = true;
        if (subscription != null) {
            subscription.cancel();
        } else if (exchange != null) {
            exchange.cancel(true);
        }
    }

    final boolean isDone() {
        return isDone;
    }

    @Override
    public final void onSubscribe(final Flow.Subscription parts) {
        thread.run(() -> subscribed(parts));
    }

    private void subscribed(final Flow.Subscription parts) {
        subscription = parts;
        if (isDone) {
            parts.cancel();
        } else {
            parts.request(1);
        }
    }

    @Override
    public final void onNext(final List<ByteBuffer> parts) {
        final long receivedNanoTime = System.nanoTime();
        thread.run(() -> parts(parts, receivedNanoTime));
    }

    private void parts(final List<ByteBuffer> parts, final long receivedNanoTime) {
        for (int i = 0; i < parts.size() && !isDone; i++) {
            final String defect = part(parts.get(i), receivedNanoTime);
            if (defect != null) {
                finish(defect, 0);
            }
        }
        if (!isDone) {
            subscription.request(1);
        }
    }

    @Override
    public final void onError(final Throwable failure) {
        thread.run(() -> finish(Failures.text(failure), 0));
    }

    @Override
    public final void onComplete() {
        thread.run(this::completed);
    }

    private void completed() {
        if (!isDone) {
            isDone = true;
            end();
        }
    }

    // The exchange is over for the client once the answer has begun; what follows comes here.
    @Override
    public final CompletionStage<Void> getBody() {
        return CompletableFuture.completedFuture(null);
    }
}
