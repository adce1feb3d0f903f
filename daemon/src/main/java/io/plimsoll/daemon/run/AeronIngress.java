package io.plimsoll.daemon.run;

import io.plimsoll.daemon.aeron.LinkException;
import io.plimsoll.daemon.aeron.MediaDrivers;
import io.plimsoll.daemon.aeron.RecordLink;
import io.plimsoll.daemon.aeron.RecordLinkConfig;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.live.RepeatedFault;
import io.plimsoll.feed.record.Continuity;
import io.plimsoll.feed.record.RecordForwarder;
import io.plimsoll.feed.record.ResyncMessages;
import io.plimsoll.journal.talk.EventLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Hears a matching engine over Aeron and forwards its records to the ring, each once and in order: whenever some may be missing it asks for
 * them (docs/formats/aeron.md), and until they have come it is not at its head, and the engine orders nothing by its accounts. It waits for a media driver, and for another when that one
 * dies. Its own thread.
 */
final class AeronIngress implements AccountSource {
    private static final EventLog LOG = EventLog.of(AeronIngress.class);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String name;
    private final RecordLinkConfig config;
    private final Continuity continuity;
    private final RecordForwarder forwarder;
    private final ErrorSink errors;
    private final ResyncMessages messages = new ResyncMessages();
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 10_000, 1_000_000);
    private final AnswerWatch answers = new AnswerWatch();
    private final AskPace pace = new AskPace();
    private final RepeatedFault refusals = new RepeatedFault();
    private final AtHead atHead = new AtHead();
    private final Thread thread;
    private String told = "";
    private volatile boolean isClosed;

    /**
     * The stream of the source's configuration.
     *
     * @param continuity of this stream alone
     * @param forwarder which asks it
     */
    AeronIngress(
            final DaemonConfig.AccountSourceConfig source,
            final Continuity continuity,
            final RecordForwarder forwarder,
            final ErrorSink errors) {
        this.name = source.name();
        this.config = source.aeron();
        this.continuity = continuity;
        this.forwarder = forwarder;
        this.errors = errors;
        thread = new Thread(this::run, "plimsoll-source-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!isClosed) {
                if (MediaDrivers.isActive(config.driverDir())) {
                    serve();
                } else {
                    tell("no media driver runs in " + config.driverDir());
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        } catch (final RuntimeException | Error e) {
            atHead.lost();
            errors.onError(name, e);
        }
    }

    private void serve() {
        try (RecordLink link = new RecordLink(
                config,
                this::onSender,
                this::onMessage,
                problem -> LOG.warn(LogCode.SOURCE_WAITING, "source {}: {}", name, problem.toString()))) {
            told = "";
            serve(link);
        } catch (final LinkException e) {
            tell(e.getMessage());
            LockSupport.parkNanos(PAUSE_NS);
        }
        if (!isClosed) { // where the daemon ends itself, its next start tells
            forwarder.lost();
            interrupted();
        }
    }

    private void serve(final RecordLink link) {
        interrupted();
        while (!isClosed && !link.isClosed()) {
            final boolean isLost = link.hasLostSender();
            final boolean isFound = link.hasFoundSender();
            if (isLost) {
                forwarder.lost();
            }
            if (isLost || isFound) {
                interrupted();
            }
            final String defect = answers.defect(continuity, System.nanoTime());
            if (defect != null) {
                LOG.warn(LogCode.SOURCE_WAITING, "source {}: {}; asking again", name, defect);
                interrupted();
            }
            if (continuity.isAsking()) {
                ask(link);
            }
            final int work = link.poll();
            if (work == 0 && continuity.isWhole() && link.isConnected() && !forwarder.isWithinSnapshot()) {
                forwarder.caughtUp();
                atHead.reached();
            }
            idle.idle(work);
        }
    }

    // Before anything that comes next: what is missing may already be in the way of an order.
    private void interrupted() {
        continuity.interrupted();
        forwarder.followGate();
    }

    private void ask(final RecordLink link) {
        final long nowNs = System.nanoTime();
        if (pace.mayAsk(continuity.requestId(), nowNs)
                && link.trySend(messages.request(), continuity.request(messages))
                && pace.asked(continuity.requestId(), nowNs)) {
            LOG.info(
                    LogCode.SOURCE_WAITING,
                    "source {}: asked to go on behind what is here, request {}",
                    name,
                    continuity.requestId());
        }
    }

    // Before its first message: behind that one, what the sender before it leaves would take down whom this one speaks
    // for.
    private void onSender() {
        forwarder.lost();
        if (!continuity.isAsking()) {
            interrupted();
        }
    }

    private void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        if (messages.hear(buffer, offset, length, continuity)) {
            forwarder.followGate();
        } else {
            final String defect = forwarder.accept(buffer, offset, length);
            final String more = defect == null ? null : refusals.comes(System.nanoTime());
            if (more != null) {
                LOG.error(
                        LogCode.SOURCE_REFUSED,
                        "source {}: message of {} bytes refused: {}{}",
                        name,
                        length,
                        defect,
                        more);
            }
        }
    }

    private void tell(final String problem) {
        if (!problem.equals(told)) {
            told = problem;
            LOG.warn(LogCode.SOURCE_WAITING, "source {}: {}; waiting", name, problem);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtHead() {
        return continuity.isWhole() && atHead.isNow();
    }

    @Override
    public long forwarded() {
        return forwarder.forwarded();
    }

    @Override
    public long refused() {
        return forwarder.refused();
    }

    @Override
    public void close() {
        isClosed = true;
        Threads.join(thread);
    }
}
