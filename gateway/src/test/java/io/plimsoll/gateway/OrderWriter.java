package io.plimsoll.gateway;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Roll;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StateHashEncoder;
import java.nio.file.Path;

/** Writes orders as a daemon would: the order of sequence N is {@code 1-N-0}; every tenth record is no order. One thread. */
public final class OrderWriter implements AutoCloseable {
    private static final long FIRST_NS = 1_760_000_000_000_000_000L;
    private static final int LENGTH = 1_024;

    private final FrameLogs logs;
    private final JournalLock lock;
    private final FrameLogWriter writer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LiquidationOrderEncoder order = new LiquidationOrderEncoder();
    private final StateHashEncoder hash = new StateHashEncoder();
    private final long epoch;
    private long timeMs = FIRST_NS / 1_000_000;

    public OrderWriter(final Path journal) {
        this(journal, 1);
    }

    /** The {@code epoch} of the orders makes other records of the same sequences. */
    public OrderWriter(final Path journal, final long epoch) {
        this(journal, epoch, Roll.SECONDLY);
    }

    /** Rolls as a daemon does, for readers in another process. */
    public static OrderWriter daily(final Path journal) {
        return new OrderWriter(journal, 1, Roll.DAILY);
    }

    private OrderWriter(final Path journal, final long epoch, final Roll roll) {
        this.epoch = epoch;
        logs = FrameLogs.in(journal).minUsableBytes(0).rolling(roll, () -> timeMs);
        lock = logs.lock();
        writer = logs.writer(lock, LogName.ORDERS);
    }

    public FrameLogs logs() {
        return logs;
    }

    public long last() {
        return writer.lastSequence();
    }

    /** The next record goes into another file. */
    public void roll() {
        timeMs += 1_000;
    }

    public void append(final int count) {
        for (int i = 0; i < count; i++) {
            append();
        }
    }

    /** Whether the record of a sequence is an order. */
    public static boolean isOrder(final long sequence) {
        return sequence % 10 != 0;
    }

    private void append() {
        final long sequence = writer.lastSequence() + 1;
        final int length;
        if (isOrder(sequence)) {
            order.wrapAndApplyHeader(writer.claim(LENGTH), writer.messageOffset(), header)
                    .causeSequence(sequence)
                    .accountId(sequence % 100)
                    .accountVersion(1)
                    .quantity(186)
                    .limitPrice(83973)
                    .markPrice(83968)
                    .bankruptcyPrice(LiquidationOrderEncoder.bankruptcyPriceNullValue())
                    .epoch(epoch)
                    .ordinal(0)
                    .side(Side.BUY)
                    .reason(OrderReason.MAINTENANCE)
                    .mode(EngineMode.LIVE)
                    .priceDecimals((short) 2)
                    .quantityDecimals((short) 2)
                    .valueDecimals((short) 2);
            order.legsCount(0);
            length = MessageHeaderEncoder.ENCODED_LENGTH
                    + order.accountName("a" + sequence % 100).symbol("BTC-PERP").encodedLength();
        } else {
            hash.wrapAndApplyHeader(writer.claim(LENGTH), writer.messageOffset(), header)
                    .causeSequence(sequence)
                    .marker(sequence)
                    .hash(sequence * epoch);
            length = MessageHeaderEncoder.ENCODED_LENGTH + hash.encodedLength();
        }
        writer.commit(length, FIRST_NS + sequence);
    }

    @Override
    public void close() {
        writer.close();
        lock.close();
    }
}
