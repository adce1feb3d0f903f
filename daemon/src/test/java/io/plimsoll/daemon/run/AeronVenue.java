package io.plimsoll.daemon.run;

import io.plimsoll.daemon.aeron.RecordLinkConfig;
import io.plimsoll.daemon.venue.AeronLink;
import io.plimsoll.daemon.venue.TestDriver;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.SourceHeartbeat;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A venue that writes what it says into a journal, which an {@link AeronLink} says over Aeron. The test's thread. */
final class AeronVenue implements AeronLink.SnapshotDesk, AutoCloseable {
    static final int SOURCE = 7;
    private static final AtomicInteger STREAMS = new AtomicInteger(100);

    private final TestDriver driver;
    private final RecordLinkConfig config;
    private final Path folder;
    private final JournalLock lock;
    private final FrameLogWriter journal;
    private final List<Fact> facts = new ArrayList<>();
    private final AtomicLong ordered = new AtomicLong();
    private final AtomicLong stated = new AtomicLong();
    private AeronLink link;
    private long sequence;

    AeronVenue(final Path folder, final TestDriver driver, final String channel, final String backChannel) {
        this.folder = folder;
        this.driver = driver;
        config = new RecordLinkConfig(channel, STREAMS.getAndAdd(2), backChannel, driver.directory());
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        lock = logs.lock();
        journal = logs.writer(lock, LogName.INPUTS);
    }

    RecordLinkConfig config() {
        return config;
    }

    /** Says it is there. */
    void connect() {
        link = new AeronLink(driver.directory(), config.channel(), config.backChannel(), config.stream(), folder, this)
                .start();
    }

    /** Is gone from one moment to the next. */
    void disconnect() {
        link.close();
        link = null;
    }

    AeronLink link() {
        return link;
    }

    long next() {
        return sequence + 1;
    }

    long lastSequence() {
        return sequence;
    }

    /** What it has said, in order. */
    List<Fact> facts() {
        return facts;
    }

    void say(final Fact fact) {
        write(fact, 0);
        facts.add(fact);
        sequence = fact.sourceSequence();
    }

    /** Says it in a record that lacks its last byte. */
    void sayMalformed(final Fact fact) {
        write(fact, 1);
        sequence = fact.sourceSequence();
    }

    void beat(final SourceHeartbeat heartbeat) {
        write(heartbeat, 0);
        facts.add(heartbeat);
    }

    /** A price of BTC, by an oracle source of its own. */
    void price(final int oracle, final long atNs) {
        price(oracle, atNs, 5);
    }

    /** The same, at a price of its mantissa. */
    void price(final int oracle, final long atNs, final long value) {
        final PriceTickEncoder price = new PriceTickEncoder()
                .wrapAndApplyHeader(journal.claim(128), journal.messageOffset(), new MessageHeaderEncoder())
                .value(value)
                .publishNs(atNs)
                .priceId(1)
                .source(oracle)
                .endOfGroup(BooleanType.T);
        journal.commit(MessageHeaderEncoder.ENCODED_LENGTH + price.encodedLength(), 1);
    }

    private void write(final Fact fact, final int missing) {
        final int length = fact.encode(journal.claim(Fact.MAX_LENGTH), journal.messageOffset());
        journal.commit(length - missing, 1);
    }

    @Override
    public void order() {
        ordered.incrementAndGet();
    }

    @Override
    public long done() {
        return stated.get();
    }

    /** Orders of snapshots. */
    long ordered() {
        return ordered.get();
    }

    /** Carries one out. */
    void stateAnew() {
        say(new AccountOpened(SOURCE, next(), 1, AccountRole.TRADER, "a1"));
        say(new BalanceSnapshot(SOURCE, next(), 1, 1, 1_000, true, true));
        stated.incrementAndGet();
    }

    @Override
    public void close() {
        if (link != null) {
            disconnect();
        }
        journal.close();
        lock.close();
    }
}
