package io.plimsoll.daemon.run;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.aeron.RecordLinkConfig;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceType;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.record.Continuity;
import io.plimsoll.feed.record.Overlap;
import io.plimsoll.feed.record.RecordForwarder;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A daemon's end of Aeron with an engine behind it, which outlives it as {@code inputs} would. The test's thread. */
final class AeronListener implements AutoCloseable {
    private static final EngineCapacity CAPACITY = new EngineCapacity(64, 256, 64, 8, 8);
    private static final Book BOOK = book();

    private final RecordLinkConfig config;
    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final EngineInput port = define(engine);
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

    /** State of an engine that is given those facts by hand. */
    static long hashOf(final List<Fact> facts) {
        final MarginEngine undisturbed = new MarginEngine(CAPACITY);
        new FactPublisher(define(undisturbed)).publish(facts, 0, 1);
        return undisturbed.stateHash();
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
