package io.plimsoll.engine.differential;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.FundBalanceEncoder;
import io.plimsoll.protocol.codec.FundPaymentEncoder;
import java.util.Optional;

/** Writes facts about insurance funds. */
final class FundRecords {
    private FundRecords() {}

    /** A fact: what a fund holds of an asset. */
    static void balance(
            final InputRecords out,
            final long fundId,
            final long assetId,
            final long balance,
            final int source,
            final long sourceSequence) {
        out.record((buffer, at, header) -> new FundBalanceEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .balance(balance)
                .sourceSequence(sourceSequence)
                .fundId(fundId)
                .assetId(assetId)
                .source(source)
                .encodedLength());
    }

    /** A fact: a fund paid an account, or was paid by it; perhaps for a draw. */
    static void payment(
            final InputRecords out,
            final long accountId,
            final long fundId,
            final long assetId,
            final long amount,
            final Optional<OrderId> draw,
            final int source,
            final long sourceSequence) {
        out.record((buffer, at, header) -> new FundPaymentEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(accountId)
                .amount(amount)
                .sourceSequence(sourceSequence)
                .drawSequence(draw.map(OrderId::sequence).orElse(FundPaymentEncoder.drawSequenceNullValue()))
                .drawEpoch(draw.map(OrderId::epoch).orElse(FundPaymentEncoder.drawEpochNullValue()))
                .drawOrdinal(draw.map(OrderId::ordinal).orElse(FundPaymentEncoder.drawOrdinalNullValue()))
                .fundId(fundId)
                .assetId(assetId)
                .source(source)
                .encodedLength());
    }
}
