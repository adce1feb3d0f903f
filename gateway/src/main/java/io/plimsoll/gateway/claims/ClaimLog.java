package io.plimsoll.gateway.claims;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.ClaimKind;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderClaimDecoder;
import io.plimsoll.protocol.codec.OrderClaimEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/**
 * The gateway's own log: a journal directory of which only {@code inputs} is used, so that {@code plimsoll tail --queue inputs} and {@code
 * journal verify} read it. What is granted is written before it is told. Files of more than a few days ago go at the start, since no claim
 * lives as long. One thread.
 */
final class ClaimLog implements AutoCloseable {
    private static final int DAYS = 3;
    private static final int LONGEST = 256; // bytes of a record, whose only text is a client's name
    private static final long MIN_USABLE_BYTES = 256L << 20;

    private final JournalLock lock;
    private final FrameLogWriter writer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderClaimEncoder claim = new OrderClaimEncoder();

    /**
     * Reads what there is, and goes on behind it.
     *
     * @param claims gets every claim in order; null where one was released
     * @throws io.plimsoll.journal.JournalException when another gateway has it, it is damaged, or the disk is low
     */
    ClaimLog(final Path directory, final BiConsumer<OrderId, Claim> claims) {
        final FrameLogs logs = FrameLogs.in(directory).minUsableBytes(MIN_USABLE_BYTES);
        lock = logs.lock();
        FrameLogWriter opened = null;
        try {
            prune(logs);
            opened = logs.writer(lock, LogName.INPUTS);
            if (opened.lastSequence() > 0) {
                read(logs, claims, opened.lastSequence());
            }
        } finally {
            if (opened == null) {
                lock.close();
            }
        }
        writer = opened;
    }

    private static void prune(final FrameLogs logs) {
        final List<Path> files = logs.files(LogName.INPUTS).stream().sorted().toList();
        try {
            for (final Path old : files.subList(0, Math.max(0, files.size() - DAYS))) {
                Files.delete(old);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(final FrameLogs logs, final BiConsumer<OrderId, Claim> claims, final long last) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final OrderClaimDecoder decoder = new OrderClaimDecoder();
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            while (!reader.atEnd(last)) {
                reader.poll((buffer, offset, length) -> decode(buffer, offset, header, decoder, claims));
            }
        }
    }

    private static void decode(
            final DirectBuffer buffer,
            final int offset,
            final MessageHeaderDecoder header,
            final OrderClaimDecoder decoder,
            final BiConsumer<OrderId, Claim> claims) {
        if (Frame.templateId(buffer, offset) == OrderClaimDecoder.TEMPLATE_ID) {
            decoder.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
            final OrderId order = new OrderId(decoder.orderEpoch(), decoder.orderSequence(), decoder.orderOrdinal());
            claims.accept(
                    order,
                    decoder.kind() == ClaimKind.RELEASE
                            ? null
                            : new Claim(decoder.client(), decoder.untilNs(), decoder.kind() == ClaimKind.ACK));
        }
    }

    /** Writes what was granted. */
    void append(final ClaimKind kind, final OrderId order, final String client, final long untilNs, final long nowNs) {
        claim.wrapAndApplyHeader(writer.claim(LONGEST), writer.messageOffset(), header)
                .orderSequence(order.sequence())
                .untilNs(untilNs)
                .orderEpoch(order.epoch())
                .orderOrdinal(order.ordinal())
                .kind(kind)
                .client(client);
        // a clock that was set back must not stop claims
        writer.commit(
                MessageHeaderEncoder.ENCODED_LENGTH + claim.encodedLength(), Math.max(nowNs, writer.lastEventNs()));
    }

    @Override
    public void close() {
        writer.close();
        lock.close();
    }
}
