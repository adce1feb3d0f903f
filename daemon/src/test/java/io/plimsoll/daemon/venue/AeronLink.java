package io.plimsoll.daemon.venue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.VenueRecord;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ResyncBeginEncoder;
import io.plimsoll.protocol.codec.ResyncEndEncoder;
import io.plimsoll.protocol.codec.ResyncRequestDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The venue's end of docs/formats/aeron.md: follows the venue's own journal, says each record over Aeron, and when a daemon asks goes back to
 * where that daemon's records end. Told so, it loses records or does not answer. Its own thread; what it is told may come from any.
 */
public final class AeronLink implements AutoCloseable {
    private static final long IDLE_NS = 200_000;
    private static final long NOTHING = Long.MIN_VALUE;

    private final Path ownJournal;
    private final SnapshotDesk snapshots;
    private final Aeron aeron;
    private final ExclusivePublication records;
    private final Subscription requests;
    private final FragmentHandler onRequest =
            new FragmentAssembler((buffer, offset, length, header) -> onMessage(buffer, offset));
    private final FrameHandler say = this::say;
    private final MutableDirectBuffer out = new ExpandableArrayBuffer(64);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final VenueRecord record = new VenueRecord();
    private final Map<Integer, Long> heldThere = new HashMap<>();
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final Thread thread;
    private FrameLogReader journal;
    private long newestSaid;
    private long heard = NOTHING;
    private long answering = NOTHING;
    private long statedWhen;
    private volatile boolean isMute;
    private volatile boolean isClosed;

    /** Has snapshots of all accounts written into the venue's journal. */
    public interface SnapshotDesk {
        /** Asks for them. */
        void order();

        /** How many orders have been carried out. */
        long done();
    }

    /** A link through the driver in a directory, to be {@linkplain #start() started}. */
    public AeronLink(
            final Path driverDir,
            final String channel,
            final String backChannel,
            final int stream,
            final Path ownJournal,
            final SnapshotDesk snapshots) {
        this.ownJournal = ownJournal;
        this.snapshots = snapshots;
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driverDir.toString())
                .errorHandler(problem -> System.err.println("venue: " + problem)));
        records = aeron.addExclusivePublication(channel, stream);
        requests = aeron.addSubscription(backChannel, stream + 1);
        journal = FrameLogs.in(ownJournal).reader(LogName.INPUTS, Position.end());
        thread = new Thread(this::run, "venue-aeron");
        thread.setDaemon(true);
    }

    public AeronLink start() {
        thread.start();
        return this;
    }

    /** Loses the next records on their way. */
    public void lose(final int count) {
        toLose.set(count);
    }

    /** Whether it leaves requests unanswered. */
    public void mute(final boolean muted) {
        isMute = muted;
    }

    /** Requests heard, the same one again included. */
    public long asked() {
        return asked.get();
    }

    /** Requests answered to their end. */
    public long answers() {
        return answers.get();
    }

    private void run() {
        while (!isClosed && !aeron.isClosed()) {
            requests.poll(onRequest, 1);
            if (!journal.poll(say)) {
                if (answering != NOTHING && journal.atEnd(0) && snapshots.done() >= statedWhen) {
                    sayEnd();
                }
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        journal.close();
    }

    private void onMessage(final DirectBuffer buffer, final int offset) {
        final ResyncRequestDecoder request = new ResyncRequestDecoder();
        request.wrapAndApplyHeader(buffer, offset, header);
        asked.incrementAndGet();
        if (isMute || request.requestId() == heard) {
            return;
        }
        heard = request.requestId();
        answering = heard;
        heldThere.clear();
        final boolean wantsSnapshots = request.snapshots() == BooleanType.T;
        request.held().forEachRemaining(held -> heldThere.put(held.source(), held.lastSequence()));
        journal.close();
        journal = FrameLogs.in(ownJournal).reader(LogName.INPUTS, Position.start());
        if (wantsSnapshots) {
            statedWhen = snapshots.done() + 1;
            snapshots.order();
        }
        final ResyncBeginEncoder begin = new ResyncBeginEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        begin.requestId(answering).snapshots(wantsSnapshots ? BooleanType.T : BooleanType.F);
        offer(out, 0, MessageHeaderEncoder.ENCODED_LENGTH + begin.encodedLength());
    }

    private void sayEnd() {
        final ResyncEndEncoder end = new ResyncEndEncoder().wrapAndApplyHeader(out, 0, headerEncoder);
        end.requestId(answering);
        answering = NOTHING;
        offer(out, 0, MessageHeaderEncoder.ENCODED_LENGTH + end.encodedLength());
        answers.incrementAndGet();
    }

    private void say(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        final int messageLength = length - Frame.HEADER_LENGTH;
        final boolean isNew = Frame.sequence(buffer, offset) > newestSaid;
        newestSaid = Math.max(newestSaid, Frame.sequence(buffer, offset));
        final boolean isWhole = record.check(buffer, message, messageLength) == null;
        final boolean isWanted =
                !isWhole || (record.isPrice() ? isNew : isMissingThere()); // yesterday's price is of no use
        if (isWanted && toLose.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            offer(buffer, message, messageLength);
        }
    }

    private boolean isMissingThere() {
        return record.sourceSequence() > heldThere.getOrDefault(record.source(), FactSequences.NEVER);
    }

    // With nobody there it is forgotten: whoever comes asks for it.
    private void offer(final DirectBuffer buffer, final int offset, final int length) {
        long result = records.offer(buffer, offset, length);
        while ((result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION) && !isClosed) {
            LockSupport.parkNanos(IDLE_NS);
            result = records.offer(buffer, offset, length);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        aeron.close();
    }
}
