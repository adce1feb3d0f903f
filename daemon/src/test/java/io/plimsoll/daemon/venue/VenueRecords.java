package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.PositionSnapshot;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import org.agrona.DirectBuffer;

/** Reads account records back into facts: the venue's own after a restart, or those that a daemon's {@code inputs} hold. */
public final class VenueRecords {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AccountOpenedDecoder opened = new AccountOpenedDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final BalanceSnapshotDecoder balance = new BalanceSnapshotDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LiquidationFillDecoder liquidationFill = new LiquidationFillDecoder();

    /** The fact in the record whose frame is at {@code offset}, or null when it is none of a venue's. */
    public Fact fact(final DirectBuffer buffer, final int offset) {
        final int message = offset + Frame.HEADER_LENGTH;
        return switch (Frame.templateId(buffer, offset)) {
            case AccountOpenedDecoder.TEMPLATE_ID -> of(opened.wrapAndApplyHeader(buffer, message, header));
            case TransferDecoder.TEMPLATE_ID -> of(transfer.wrapAndApplyHeader(buffer, message, header));
            case BalanceSnapshotDecoder.TEMPLATE_ID -> of(balance.wrapAndApplyHeader(buffer, message, header));
            case PositionSnapshotDecoder.TEMPLATE_ID -> of(position.wrapAndApplyHeader(buffer, message, header));
            case FillDecoder.TEMPLATE_ID -> of(fill.wrapAndApplyHeader(buffer, message, header));
            case LiquidationFillDecoder.TEMPLATE_ID -> of(liquidationFill.wrapAndApplyHeader(buffer, message, header));
            default -> null;
        };
    }

    private static Fact of(final AccountOpenedDecoder record) {
        return new AccountOpened(
                record.source(), record.sourceSequence(), record.accountId(), record.role(), record.name());
    }

    private static Fact of(final TransferDecoder record) {
        return new Transfer(
                record.source(), record.sourceSequence(), record.accountId(), (int) record.assetId(), record.amount());
    }

    private static Fact of(final BalanceSnapshotDecoder record) {
        return new BalanceSnapshot(
                record.source(),
                record.sourceSequence(),
                record.accountId(),
                (int) record.assetId(),
                record.amount(),
                record.first() == BooleanType.T,
                record.last() == BooleanType.T);
    }

    private static Fact of(final PositionSnapshotDecoder record) {
        return new PositionSnapshot(
                record.source(),
                record.sourceSequence(),
                record.accountId(),
                (int) record.instrumentId(),
                record.quantity(),
                Decimals.toBigInteger(record.cost().high(), record.cost().low()),
                record.first() == BooleanType.T,
                record.last() == BooleanType.T);
    }

    private static Fact of(final FillDecoder record) {
        return new Fill(
                record.source(),
                record.sourceSequence(),
                record.accountId(),
                (int) record.instrumentId(),
                record.quantity(),
                record.price(),
                record.fee());
    }

    private static Fact of(final LiquidationFillDecoder record) {
        return new LiquidationFill(
                record.source(),
                record.sourceSequence(),
                record.accountId(),
                record.counterpartyId(),
                (int) record.instrumentId(),
                new OrderId(record.orderEpoch(), record.orderSequence(), record.orderOrdinal()),
                record.quantity(),
                record.price(),
                record.fee());
    }
}
