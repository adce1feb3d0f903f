package io.plimsoll.feed.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.AccountSnapshot.Balance;
import io.plimsoll.feed.fact.AccountSnapshot.Position;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FactPublisherTest {
    private static final int THREADS = 4;
    private static final int SNAPSHOTS = 200;
    private static final int BALANCES = 5;

    @Test
    void shouldWaitWhileFullAndCountIt() {
        final FakePort port = new FakePort(() -> true);
        final FactPublisher publisher = new FactPublisher(port);
        publisher.publish(List.of(new Transfer(1, 1, 1, 1, 1), new Transfer(1, 2, 1, 1, 1)), 77, InputPort.LIVE_TIME);
        assertEquals(2, port.published().size());
        assertEquals(2, publisher.published());
        assertEquals(2, port.waits());
        assertEquals(77, port.published().get(1).dueNanoTime());
        assertEquals(InputPort.LIVE_TIME, port.published().get(1).eventNs());
    }

    @Test
    void shouldMakeASeriesOfASnapshot() {
        final AccountSnapshot snapshot = new AccountSnapshot(
                2,
                100,
                9,
                List.of(new Balance(1, 50), new Balance(2, -60)),
                List.of(new Position(7, -3, BigInteger.TEN.negate())));
        assertEquals(3, snapshot.size());
        final FakePort port = new FakePort();
        new FactPublisher(port).publish(snapshot.facts(), 0, 555);

        final BalanceSnapshotDecoder first = port.published().get(0).balance();
        assertEquals(100, first.sourceSequence());
        assertEquals(1, first.assetId());
        assertEquals(50, first.amount());
        assertEquals(2, first.source());
        assertEquals(9, first.accountId());
        assertEquals(BooleanType.T, first.first());
        assertEquals(BooleanType.F, first.last());
        final BalanceSnapshotDecoder second = port.published().get(1).balance();
        assertEquals(101, second.sourceSequence());
        assertEquals(BooleanType.F, second.first());
        assertEquals(BooleanType.F, second.last());
        final PositionSnapshotDecoder third = new PositionSnapshotDecoder()
                .wrapAndApplyHeader(port.published().get(2).buffer(), 0, new MessageHeaderDecoder());
        assertEquals(102, third.sourceSequence());
        assertEquals(BooleanType.F, third.first());
        assertEquals(BooleanType.T, third.last());
        assertEquals(555, port.published().get(2).eventNs());
    }

    @Test
    void shouldMarkASnapshotOfOneAsFirstAndLast() {
        final AccountSnapshot snapshot = new AccountSnapshot(2, 100, 9, List.of(new Balance(1, 0)), List.of());
        assertEquals(List.of(new BalanceSnapshot(2, 100, 9, 1, 0, true, true)), snapshot.facts());
    }

    @Test
    void shouldRefuseAnEmptySnapshotAndSequencesBeyondALong() {
        assertThrows(IllegalArgumentException.class, () -> new AccountSnapshot(2, 1, 9, List.of(), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AccountSnapshot(2, Long.MAX_VALUE, 9, List.of(new Balance(1, 0)), List.of()));
    }

    @Test
    void shouldKeepEachSnapshotTogetherWhenThreadsShareThePublisher() throws InterruptedException {
        final FakePort port = new FakePort();
        final FactPublisher publisher = new FactPublisher(port);
        final List<Thread> threads = IntStream.rangeClosed(1, THREADS)
                .mapToObj(account -> new Thread(() -> publishSnapshots(publisher, account)))
                .toList();
        threads.forEach(Thread::start);
        for (final Thread thread : threads) {
            thread.join();
        }
        final List<FakePort.Published> records = port.published();
        assertEquals(THREADS * SNAPSHOTS * BALANCES, records.size());
        assertEquals(records.size(), publisher.published());
        for (int i = 0; i < records.size(); i++) {
            final BalanceSnapshotDecoder balance = records.get(i).balance();
            assertEquals(i % BALANCES == 0, balance.first() == BooleanType.T);
            assertEquals(i % BALANCES == BALANCES - 1, balance.last() == BooleanType.T);
            assertSame(records.get(i - i % BALANCES).thread(), records.get(i).thread());
        }
    }

    private static void publishSnapshots(final FactPublisher publisher, final int account) {
        final List<Balance> balances = new ArrayList<>();
        for (int asset = 1; asset <= BALANCES; asset++) {
            balances.add(new Balance(asset, asset));
        }
        for (int i = 0; i < SNAPSHOTS; i++) {
            final AccountSnapshot snapshot =
                    new AccountSnapshot(account, (long) i * BALANCES, account, balances, List.of());
            publisher.publish(snapshot.facts(), 0, InputPort.LIVE_TIME);
        }
    }
}
