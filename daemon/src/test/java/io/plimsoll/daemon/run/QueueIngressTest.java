package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceType;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.feed.record.FactGate;
import io.plimsoll.feed.record.Overlap;
import io.plimsoll.feed.record.RecordForwarder;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.SourceDownEncoder;
import io.plimsoll.protocol.codec.TransferEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a matching engine's queue puts before the engine: each fact once, whole, and nothing that is malformed. */
@Timeout(60)
class QueueIngressTest {
    private static final int OF_A_FEED = 33;
    private static final EngineCapacity CAPACITY = new EngineCapacity(64, 256, 64, 8, 8);

    @TempDir
    private Path folder;

    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final EngineInput port = new EngineInput(engine);
    private Book book;
    private JournalLock lock;
    private FrameLogWriter queue;

    @BeforeEach
    void open() throws IOException {
        final Path file = folder.resolve("book.ndjson");
        Files.writeString(file, """
            {"type":"asset","id":"USD","decimals":6}
            {"type":"asset","id":"BTC","decimals":8,"haircut":"0.10"}
            {"type":"asset","id":"ETH","decimals":8,"haircut":"0.10"}
            {"type":"price","of":"BTC","value":"42000.5"}
            {"type":"price","of":"ETH","value":"2000.5"}
            """);
        book = BookReader.read(file, Project.linear(), "USD");
        new RunRecords(port).ready(EngineMode.LIVE, CAPACITY, 0, "test", 1);
        new DefinitionRecords(book.definitions()).write(port, 1);
        openQueue();
    }

    private void openQueue() {
        final FrameLogs logs = FrameLogs.in(folder.resolve("queue")).minUsableBytes(0);
        lock = logs.lock();
        queue = logs.writer(lock, LogName.INPUTS);
    }

    @AfterEach
    void close() {
        queue.close();
        lock.close();
    }

    @Test
    void shouldLeaveOutWhatInputsHoldAlready() {
        for (int i = 1; i <= 5; i++) {
            write(new Transfer(7, i, 1, 1, 10));
        }
        assertEquals("5 forwarded, 0 refused", readToTheEnd());
        write(new Transfer(7, 6, 1, 1, 10));
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        assertEquals(0, engine.counters().factsDuplicate);
        assertEquals(6, engine.counters().facts);
    }

    @Test
    void shouldGoOnWhereInputsEndThoughTheVenueBeginsANewQueue() {
        for (int i = 1; i <= 5; i++) {
            write(new Transfer(7, i, 1, 1, 10));
        }
        assertEquals("5 forwarded, 0 refused", readToTheEnd());
        beginQueueAnew();
        for (int i = 4; i <= 8; i++) {
            write(new Transfer(7, i, 1, 1, 10));
        }
        assertEquals("3 forwarded, 0 refused", readToTheEnd());
        assertEquals(0, engine.counters().factsDuplicate);
        assertEquals(8, engine.counters().facts);
        assertEquals(1, engine.counters().factsFlagged, "an account that was never opened, and no gap");
    }

    @Test
    void shouldRefuseAMalformedRecordAndLeaveAGap() {
        for (int i = 1; i <= 3; i++) {
            write(new Transfer(7, i, 1, 1, 10));
        }
        new MessageHeaderEncoder()
                .wrap(queue.claim(64), queue.messageOffset())
                .blockLength(TransferEncoder.BLOCK_LENGTH)
                .templateId(TransferEncoder.TEMPLATE_ID)
                .schemaId(TransferEncoder.SCHEMA_ID)
                .version(TransferEncoder.SCHEMA_VERSION);
        queue.commit(MessageHeaderEncoder.ENCODED_LENGTH, 1); // it was to be sequence 4
        final long before = engine.counters().factsFlagged;
        write(new Transfer(7, 5, 1, 1, 10));
        assertEquals("4 forwarded, 1 refused", readToTheEnd());
        assertEquals(4, engine.counters().facts);
        assertEquals(2, engine.counters().factsFlagged - before, "an account that was never opened, and the gap");
    }

    @Test
    void shouldRefuseWhatAFeedsPriceSourceIsSaidToSay() {
        writePrice(OF_A_FEED, 1, 10);
        writeDown(OF_A_FEED);
        write(new Transfer(OF_A_FEED, 1, 1, 1, 10)); // an account source counts for itself
        assertEquals("1 forwarded, 2 refused", readToTheEnd());
        assertEquals(0, engine.counters().pricesAccepted);
    }

    @Test
    void shouldKeepTogetherTheSnapshotsOfTwoSources() {
        write(new BalanceSnapshot(7, 1, 1, 1, 10, true, false));
        write(new BalanceSnapshot(8, 1, 2, 1, 20, true, false));
        write(new BalanceSnapshot(7, 2, 1, 1, 11, false, true));
        write(new BalanceSnapshot(8, 2, 2, 1, 21, false, true));
        assertEquals("4 forwarded, 0 refused", readToTheEnd());
        assertEquals(2, engine.counters().factsFlagged, "two accounts that were never opened, and nothing else");
    }

    @Test
    void shouldLeaveOutPricesThatAreOlderThanTheLastRecorded() {
        writePrice(1, 10);
        writePrice(2, 20);
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        writePrice(3, 30);
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        assertEquals(30, engine.view().pricePublishedNs(1));
    }

    @Test
    void shouldForwardThatAPriceSourceIsDownOnce() {
        writePrice(1, 10);
        writeDown(9);
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        assertTrue(engine.view().isPriceDown(1, 10));
        assertEquals("0 forwarded, 0 refused", readToTheEnd());
        assertTrue(engine.view().isPriceDown(1, 10), "the price is no newer than it was");
        writePrice(2, 20);
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        assertFalse(engine.view().isPriceDown(1, 20));
        assertEquals("0 forwarded, 0 refused", readToTheEnd());
        assertFalse(engine.view().isPriceDown(1, 20), "it was down before its last price");
    }

    @Test
    void shouldForwardThatAPriceSourceIsDownWhereInputsEndBeforeIt() {
        writePrice(1, 10);
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        writeDown(9);
        writeDown(8); // of whom nothing is known
        write(new Transfer(7, 1, 1, 1, 10));
        writeDown(9);
        assertEquals("3 forwarded, 0 refused", readToTheEnd(), "both sources once, and the transfer");
        assertTrue(engine.view().isPriceDown(1, 10));
        writePrice(2, 20);
        writeDown(9);
        assertEquals(
                "3 forwarded, 0 refused",
                readToTheEnd(),
                "the new price, the source after it, and the one of whom nothing is known");
        assertTrue(engine.view().isPriceDown(1, 20));
    }

    @Test
    void shouldCompareAPriceWithTheLastOneOfItsOwnSource() {
        writePrice(9, 1, 10);
        writePrice(8, 1, 20);
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        writeDown(8);
        writePrice(9, 2, 15); // new, though another source's recorded price is younger
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        assertTrue(engine.view().isPriceDown(1, 20));
    }

    @Test
    void shouldNotTakeASourceDownAgainThatARefusedPriceStandsBehind() {
        writePrice(9, 2, 20);
        writeDown(9);
        writePrice(9, 3, 30);
        writePrice(8, 1, 5); // refused as older: inputs hold it, the engine does not
        assertEquals("4 forwarded, 0 refused", readToTheEnd());
        assertEquals("1 forwarded, 0 refused", readToTheEnd(), "what was refused, once more");
        assertFalse(engine.view().isPriceDown(1, 30));
    }

    @Test
    void shouldForwardThatASourceIsDownThoughTheVenueSaysItsLastRecordsAgain() {
        writePrice(9, 1, 10);
        write(new Transfer(7, 1, 1, 1, 10));
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        writeDown(9);
        writePrice(9, 1, 10);
        write(new Transfer(7, 1, 1, 1, 10));
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        assertTrue(engine.view().isPriceDown(1, 10));
    }

    @Test
    void shouldForwardWhatIsNewBeforeARecordThatTheVenueSaysAgainInANewQueue() {
        writePrice(9, 1, 10);
        write(new Transfer(7, 1, 1, 1, 10));
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        beginQueueAnew();
        writeDown(9);
        writePrice(8, 1, 20);
        write(new Transfer(7, 1, 1, 1, 10));
        assertEquals("2 forwarded, 0 refused", readToTheEnd(), "the source that is down, and the price");
        assertEquals(20, engine.view().pricePublishedNs(1));
        assertFalse(engine.view().isPriceDown(1, 20), "another source's price");
    }

    @Test
    void shouldForwardThatASourceIsDownBeforeARecordThatTheVenueSaysAgainInANewQueue() {
        writePrice(9, 1, 10);
        write(new Transfer(7, 1, 1, 1, 10));
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        beginQueueAnew();
        writeDown(9);
        write(new Transfer(7, 1, 1, 1, 10));
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        assertTrue(engine.view().isPriceDown(1, 10));
        assertEquals("0 forwarded, 0 refused", readToTheEnd());
    }

    @Test
    void shouldForwardANewPriceBeforeTheRecordedOneThatTheVenueSaysAgain() {
        writePrice(9, 1, 10);
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        beginQueueAnew();
        writePrice(8, 1, 30); // of a source that inputs hold nothing of
        writePrice(9, 2, 20);
        writePrice(9, 1, 10);
        assertEquals("2 forwarded, 0 refused", readToTheEnd());
        assertEquals(30, engine.view().pricePublishedNs(1));
    }

    @Test
    void shouldForwardThatASourceIsDownThatIsStillDownForAnotherOfItsPrices() {
        writePrice(9, 1, 1, 10);
        writePrice(9, 2, 1, 10);
        writeDown(9);
        writePrice(9, 1, 2, 20);
        assertEquals("4 forwarded, 0 refused", readToTheEnd());
        assertFalse(engine.view().isPriceDown(1, 20));
        assertTrue(engine.view().isPriceDown(2, 20));
        assertEquals("0 forwarded, 0 refused", readToTheEnd());
        writeDown(9);
        assertEquals("1 forwarded, 0 refused", readToTheEnd());
        assertTrue(engine.view().isPriceDown(1, 20));
    }

    private void beginQueueAnew() {
        close();
        IoUtil.delete(folder.resolve("queue").toFile(), false);
        openQueue();
    }

    private void writeDown(final int source) {
        final SourceDownEncoder down = new SourceDownEncoder()
                .wrapAndApplyHeader(queue.claim(64), queue.messageOffset(), new MessageHeaderEncoder())
                .source(source);
        queue.commit(MessageHeaderEncoder.ENCODED_LENGTH + down.encodedLength(), 1);
    }

    private void writePrice(final long sequence, final long publishNs) {
        writePrice(9, sequence, publishNs);
    }

    private void writePrice(final int source, final long sequence, final long publishNs) {
        writePrice(source, 1, sequence, publishNs);
    }

    private void writePrice(final int source, final int priceId, final long sequence, final long publishNs) {
        final PriceTickEncoder price = new PriceTickEncoder()
                .wrapAndApplyHeader(queue.claim(128), queue.messageOffset(), new MessageHeaderEncoder())
                .value(5)
                .publishNs(publishNs)
                .sourceSequence(sequence)
                .priceId(priceId)
                .source(source)
                .endOfGroup(BooleanType.T);
        queue.commit(MessageHeaderEncoder.ENCODED_LENGTH + price.encodedLength(), 1);
    }

    private void write(final Fact fact) {
        queue.commit(fact.encode(queue.claim(Fact.MAX_LENGTH), queue.messageOffset()), 1);
    }

    private String readToTheEnd() {
        final AccountSourceConfig source =
                new AccountSourceConfig("venue", AccountSourceType.QUEUE, folder.resolve("queue"));
        final Names names = new Names(book.definitions(), engine.view());
        final FactPublisher facts = new FactPublisher(port, Recorded.facts(engine.view()));
        final Overlap overlap = Recorded.overlap(engine.view(), names);
        final RecordForwarder forwarder =
                new RecordForwarder(port, facts, names, overlap, FactGate.OPEN, number -> number == OF_A_FEED);
        final QueueIngress ingress = new QueueIngress(source, overlap, forwarder, (who, cause) -> {
            throw new AssertionError(who, cause);
        });
        ingress.start();
        Await.until("at the queue's head", ingress::isAtHead);
        ingress.close();
        return ingress.forwarded() + " forwarded, " + ingress.refused() + " refused";
    }
}
