package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.Fact;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * The venue's own journal: what it has said, in order, which a daemon tails. Opening it brings the ledger to where it was. The
 * log is the one named {@code inputs}: a daemon's account source reads that. One thread.
 */
final class VenueJournal implements AutoCloseable {
    private final FrameLogs logs;
    private final JournalLock lock;
    private final FrameLogWriter writer;
    private final VenueLedger ledger;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final VenueRecords records = new VenueRecords();
    private long priceSequence;

    VenueJournal(final Path directory, final VenueLedger ledger) {
        this.ledger = ledger;
        logs = FrameLogs.in(directory).minUsableBytes(0);
        lock = logs.lock();
        writer = logs.writer(lock, LogName.INPUTS);
        priceSequence = writer.lastSequence(); // never below what was used
        everything().forEach(ledger::apply);
    }

    /** Says a fact, and applies it to the ledger. */
    void write(final Fact fact) {
        append(fact);
        ledger.apply(fact);
    }

    /** Says again what was said from a sequence on. Whoever heard it drops it. */
    void writeAgain(final long fromSequence) {
        long last = fromSequence - 1;
        for (final Fact fact : everything()) {
            if (fact.sourceSequence() > last) {
                last = fact.sourceSequence();
                append(fact);
            }
        }
    }

    /** Says a price, published now. */
    void writePrice(final Market market, final long value) {
        final long now = SystemEpochNanoClock.INSTANCE.nanoTime();
        tick.wrapAndApplyHeader(writer.claim(256), writer.messageOffset(), header)
                .value(value)
                .confidence(PriceTickEncoder.confidenceNullValue())
                .publishNs(now)
                .receiveNs(now)
                .sourceSequence(++priceSequence)
                .priceId(market.priceId())
                .conflated(0)
                .source(Market.SOURCE)
                .endOfGroup(BooleanType.T);
        commit(MessageHeaderEncoder.ENCODED_LENGTH + PriceTickDecoder.BLOCK_LENGTH);
    }

    private List<Fact> everything() {
        final List<Fact> facts = new ArrayList<>();
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            while (reader.lastSequence() < writer.lastSequence()) {
                reader.poll((buffer, offset, length) -> {
                    final Fact fact = records.fact(buffer, offset);
                    if (fact != null) {
                        facts.add(fact);
                    }
                });
            }
        }
        return facts;
    }

    private void append(final Fact fact) {
        commit(fact.encode(writer.claim(Fact.MAX_LENGTH), writer.messageOffset()));
    }

    private void commit(final int length) {
        writer.commit(length, Math.max(writer.lastEventNs(), SystemEpochNanoClock.INSTANCE.nanoTime()));
    }

    @Override
    public void close() {
        writer.close();
        lock.close();
    }
}
