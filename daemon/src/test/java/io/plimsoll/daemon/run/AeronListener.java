package io.plimsoll.daemon.run;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.aeron.RecordLinkConfig;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceType;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.record.Continuity;
import io.plimsoll.feed.record.Overlap;
import io.plimsoll.feed.record.RecordForwarder;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** A daemon's end of Aeron with an engine behind it, which outlives it as {@code inputs} would. The test's thread. */
final class AeronListener implements AutoCloseable {
    private static final EngineCapacity CAPACITY = new EngineCapacity(64, 256, 64, 8, 8);
    private static final Book BOOK = book();

    private final RecordLinkConfig config;
    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final ResyncsNoted port = new ResyncsNoted(define(engine));
    private FactPublisher facts;
    private AeronIngress ingress;
    private long forwarded;
    private long refused;

    AeronListener(final RecordLinkConfig config) {
        this.config = config;
    }

    private static Book book() {
        try {
            final Path file = Files.createTempFile("plimsoll-book", ".ndjson");
            Files.writeString(file, """
                {"type":"asset","id":"USD","decimals":6}
                {"type":"asset","id":"BTC","decimals":8,"haircut":"0.10"}
                {"type":"instrument","id":"PERP","kind":"perpetual","underlying":"BTC","settlement":"USD","priceId":"BTC","tick":"0.1","step":"1","initial":"0.10","maintenance":"0.05"}
                {"type":"price","of":"BTC","value":"42000.5"}
                """);
            final Book book = BookReader.read(file, Project.linear(), "USD");
            Files.delete(file);
            return book;
        } catch (final IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static EngineInput define(final MarginEngine engine) {
        final EngineInput port = new EngineInput(engine);
        new RunRecords(port).ready(EngineMode.LIVE, CAPACITY, 0, "test", 1);
        new DefinitionRecords(BOOK.definitions()).write(port, 1);
        return port;
    }

    /** State of an engine that is given those facts by hand, and where this one was told of a resync something that no rule reads. */
    long hashOf(final List<Fact> facts) {
        final MarginEngine undisturbed = new MarginEngine(CAPACITY);
        final EngineInput input = define(undisturbed);
        final FactPublisher by = new FactPublisher(input);
        final Iterator<Fact> rest = facts.iterator();
        for (final boolean isResync : port.isResync) {
            if (isResync) {
                new RunRecords(input).failStop("nobody", "nothing", 1);
            } else {
                by.publish(List.of(rest.next()), 0, 1);
            }
        }
        return undisturbed.stateHash();
    }

    /** The contract that positions are in; its price is Bitcoin's. */
    static InstrumentSpec contract() {
        return BOOK.definitions().instruments().get(0);
    }

    /** The engine's port, and which of its records are the daemon's word of a resync. */
    private static final class ResyncsNoted implements InputPort {
        private final EngineInput input;
        private final List<Boolean> isResync = new ArrayList<>();

        ResyncsNoted(final EngineInput input) {
            this.input = input;
        }

        @Override
        public long claim() {
            return input.claim();
        }

        @Override
        public long tryClaim() {
            return input.tryClaim();
        }

        @Override
        public MutableDirectBuffer buffer(final long slot) {
            return input.buffer(slot);
        }

        @Override
        public int messageOffset(final long slot) {
            return input.messageOffset(slot);
        }

        @Override
        public int maxMessageLength() {
            return input.maxMessageLength();
        }

        @Override
        public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
            isResync.add(new MessageHeaderDecoder()
                            .wrap(input.buffer(slot), input.messageOffset(slot))
                            .templateId()
                    == SourceResyncDecoder.TEMPLATE_ID);
            input.publish(slot, length, dueNanoTime, eventNs);
        }
    }

    /** Lets the engine order, before there is anything to order for. */
    void arm() {
        new RunRecords(port).arm("ada", "test", 1);
    }

    /** What stands against arming by this source's sake. */
    List<String> objections(final KillWatch noKill) {
        final DefinitionSet nothingPriced =
                new DefinitionSet(List.of(), List.of(), BOOK.definitions().profile());
        return new Arming(nothingPriced, engine.view(), List.of(ingress), noKill, () -> 1, () -> 1).objections();
    }

    /** Comes to life, with what the engine has. */
    void listen() {
        final Names names = new Names(BOOK.definitions(), engine.view());
        facts = new FactPublisher(port, Recorded.facts(engine.view()));
        final Continuity continuity = new Continuity(
                facts.sequences(), System.nanoTime(), engine.view().suspectCount() > 0);
        ingress = new AeronIngress(
                new AccountSourceConfig("venue", AccountSourceType.AERON, null, config),
                continuity,
                new RecordForwarder(port, facts, names, Overlap.none(), continuity, source -> false),
                (who, cause) -> {
                    throw new AssertionError(who, cause);
                });
        ingress.start();
    }

    boolean isAtHead() {
        return ingress.isAtHead();
    }

    /** Waits until the venue's fact is with the engine. */
    void awaitFact(final long sequence) {
        Await.until(
                () -> "fact " + sequence + ", is " + facts.sequences().last(AeronVenue.SOURCE),
                () -> facts.sequences().last(AeronVenue.SOURCE) >= sequence);
    }

    long forwarded() {
        return forwarded + (ingress == null ? 0 : ingress.forwarded());
    }

    long refused() {
        return refused + (ingress == null ? 0 : ingress.refused());
    }

    EngineCounters counters() {
        return engine.counters();
    }

    /** What the engine has made of it. */
    String told() {
        return engine.status() + " with " + counters().withheld + " withheld, " + counters().ordersIssued + " orders, "
                + counters().factsFlagged + " flagged, " + BOOK.definitions().price("BTC");
    }

    boolean isBitcoinDown() {
        return engine.view().isPriceDown(1, 1);
    }

    int suspects() {
        return engine.view().suspectCount();
    }

    long stateHash() {
        return engine.stateHash();
    }

    @Override
    public void close() {
        if (ingress != null) {
            ingress.close();
            forwarded += ingress.forwarded();
            refused += ingress.refused();
            ingress = null;
        }
    }
}
