package io.plimsoll.gateway.claims;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.ClaimKind;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Takes wishes from any thread and decides one after the other, on a thread of its own that alone writes the log. */
public final class ClaimDesk implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        final Thread made = new Thread(task, "gateway-claims");
        made.setDaemon(true);
        return made;
    });
    private final ClaimTable table = new ClaimTable();
    private final LongSupplier clockNs;
    private final long maxLeaseNs;
    private final ClaimLog log;

    /**
     * Reads what stands.
     *
     * @param directory of the gateway's own
     * @param maxLeaseNs longest that a claim may last
     * @param clockNs ns since the Unix epoch
     * @throws io.plimsoll.journal.JournalException when the log cannot be used
     */
    public ClaimDesk(final Path directory, final long maxLeaseNs, final LongSupplier clockNs) {
        this.maxLeaseNs = maxLeaseNs;
        this.clockNs = clockNs;
        log = CompletableFuture.supplyAsync(() -> new ClaimLog(directory, table::apply), thread)
                .join();
    }

    /**
     * Decides.
     *
     * @param leaseNs how long a claim is to last; less where that is more than is allowed
     * @param answer gets the answer or, when the log cannot be written, why not; on the desk's thread
     */
    public void ask(
            final ClaimKind kind,
            final OrderId order,
            final String client,
            final long leaseNs,
            final BiConsumer<ClaimAnswer, RuntimeException> answer) {
        try {
            thread.execute(() -> {
                ClaimAnswer decided = null;
                RuntimeException failure = null;
                try {
                    decided = decide(kind, order, client, leaseNs);
                } catch (final RuntimeException e) {
                    failure = e;
                }
                answer.accept(decided, failure);
            });
        } catch (final RejectedExecutionException e) {
            answer.accept(null, e); // it is closing
        }
    }

    private ClaimAnswer decide(final ClaimKind kind, final OrderId order, final String client, final long leaseNs) {
        final long nowNs = clockNs.getAsLong();
        final long untilNs = nowNs + Math.min(leaseNs, maxLeaseNs);
        final ClaimAnswer answer = table.ask(kind, order, client, untilNs, nowNs);
        if (answer.isGranted()) {
            final Claim standing = answer.standing();
            log.append(kind, order, client, standing == null ? nowNs : standing.untilNs(), nowNs);
            table.apply(order, standing);
        }
        return answer;
    }

    @Override
    public void close() {
        thread.execute(log::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
