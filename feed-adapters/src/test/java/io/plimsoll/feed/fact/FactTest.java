package io.plimsoll.feed.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.math.BigInteger;
import java.util.Optional;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(10)
class FactTest {
    private static final int OFFSET = 40;
    private static final OrderId ORDER = new OrderId(1, 4711, 2);

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private int encode(final Fact fact) {
        buffer.setMemory(0, 400, (byte) 0x5A);
        return fact.encode(buffer, OFFSET);
    }

    @Test
    void shouldEncodeAnAccountOpened() {
        final String longest = "\u00e9".repeat(32);
        final int length = encode(new AccountOpened(65_534, 5, Long.MAX_VALUE, AccountRole.LIQUIDATOR, 17, longest));
        assertEquals(Fact.MAX_LENGTH, length, "the longest fact");
        final AccountOpenedDecoder decoder = new AccountOpenedDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(65_534, decoder.source());
        assertEquals(5, decoder.sourceSequence());
        assertEquals(Long.MAX_VALUE, decoder.accountId());
        assertEquals(AccountRole.LIQUIDATOR, decoder.role());
        assertEquals(17, decoder.parentAccountId());
        assertEquals(longest, decoder.name());
    }

    @Test
    void shouldEncodeATransfer() {
        final int length = encode(new Transfer(1, 2, 3, -2, -4));
        final TransferDecoder decoder = new TransferDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(8 + TransferDecoder.BLOCK_LENGTH, length);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.accountId());
        assertEquals(0xFFFF_FFFEL, decoder.assetId());
        assertEquals(-4, decoder.amount());
    }

    @Test
    void shouldEncodeAFill() {
        encode(new Fill(1, 2, 3, 4, -5, 6, 7));
        final FillDecoder decoder = new FillDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.accountId());
        assertEquals(4, decoder.instrumentId());
        assertEquals(-5, decoder.quantity());
        assertEquals(6, decoder.price());
        assertEquals(7, decoder.fee());
    }

    @Test
    void shouldEncodeALiquidationFill() {
        encode(new LiquidationFill(1, 2, 3, 8, 4, ORDER, -5, 6, 7));
        final LiquidationFillDecoder decoder = new LiquidationFillDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.accountId());
        assertEquals(8, decoder.counterpartyId());
        assertEquals(4, decoder.instrumentId());
        assertEquals(ORDER, new OrderId(decoder.orderEpoch(), decoder.orderSequence(), decoder.orderOrdinal()));
        assertEquals(-5, decoder.quantity());
        assertEquals(6, decoder.price());
        assertEquals(7, decoder.fee());

        encode(new LiquidationFill(1, 2, 3, LiquidationFill.NO_COUNTERPARTY, 4, ORDER, -5, 6, 7));
        assertEquals(LiquidationFillDecoder.counterpartyIdNullValue(), decoder.counterpartyId());
    }

    @Test
    void shouldEncodeASeizeFill() {
        final int length = encode(new SeizeFill(1, 2, 3, 8, ORDER, 4, 5, -2, 7));
        final SeizeFillDecoder decoder = new SeizeFillDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(8 + SeizeFillDecoder.BLOCK_LENGTH, length);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.accountId());
        assertEquals(8, decoder.counterpartyId());
        assertEquals(ORDER, new OrderId(decoder.orderEpoch(), decoder.orderSequence(), decoder.orderOrdinal()));
        assertEquals(4, decoder.debtAssetId());
        assertEquals(5, decoder.repaid());
        assertEquals(0xFFFF_FFFEL, decoder.collateralAssetId());
        assertEquals(7, decoder.seized());

        encode(new SeizeFill(1, 2, 3, LiquidationFill.NO_COUNTERPARTY, ORDER, 4, 5, 6, 7));
        assertEquals(SeizeFillDecoder.counterpartyIdNullValue(), decoder.counterpartyId());
        assertThrows(IllegalArgumentException.class, () -> new SeizeFill(1, 2, 3, 0, ORDER, 4, 5, 6, 7));
        assertThrows(IllegalArgumentException.class, () -> new SeizeFill(1, 2, 3, 8, ORDER, 0, 5, 6, 7));
    }

    @Test
    void shouldEncodeOpenInterest() {
        final int length = encode(new OpenInterest(1, 2, -2, 5));
        final OpenInterestDecoder decoder = new OpenInterestDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(8 + OpenInterestDecoder.BLOCK_LENGTH, length);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(0xFFFF_FFFEL, decoder.instrumentId());
        assertEquals(5, decoder.quantity());
        assertThrows(IllegalArgumentException.class, () -> new OpenInterest(1, 2, 0, 5));
    }

    @Test
    void shouldEncodeALeverage() {
        final int length = encode(new AccountLeverage(1, 2, 3, -2, 8_500_000));
        final AccountLeverageDecoder decoder = new AccountLeverageDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(8 + AccountLeverageDecoder.BLOCK_LENGTH, length);
        assertEquals(3, decoder.accountId());
        assertEquals(8_500_000, decoder.leveragePpm());
        assertEquals(0xFFFF_FFFEL, decoder.instrumentId());
        assertThrows(IllegalArgumentException.class, () -> new AccountLeverage(1, 2, 0, 4, 5));
    }

    @Test
    void shouldEncodeOpenOrders() {
        final int length = encode(new OpenOrders(1, 2, 3, -2, 5, 6, 65_534));
        final OpenOrdersDecoder decoder = new OpenOrdersDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(8 + OpenOrdersDecoder.BLOCK_LENGTH, length);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.accountId());
        assertEquals(0xFFFF_FFFEL, decoder.instrumentId());
        assertEquals(5, decoder.bids());
        assertEquals(6, decoder.asks());
        assertEquals(65_534, decoder.orders());
        assertThrows(IllegalArgumentException.class, () -> new OpenOrders(1, 2, 3, 4, 5, 6, 65_535));
        assertThrows(IllegalArgumentException.class, () -> new OpenOrders(1, 2, 0, 4, 5, 6, 7));
    }

    @Test
    void shouldEncodeAFundsBalance() {
        encode(new FundBalance(1, 2, -2, 4, 5));
        final FundBalanceDecoder decoder = new FundBalanceDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(0xFFFF_FFFEL, decoder.fundId());
        assertEquals(4, decoder.assetId());
        assertEquals(5, decoder.balance());
        assertThrows(IllegalArgumentException.class, () -> new FundBalance(1, 2, -1, 4, 5));
    }

    @Test
    void shouldEncodeAFundsPayment() {
        encode(new FundPayment(1, 2, 3, 0, 4, -5, Optional.of(ORDER)));
        final FundPaymentDecoder decoder = new FundPaymentDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.accountId());
        assertEquals(0, decoder.fundId());
        assertEquals(4, decoder.assetId());
        assertEquals(-5, decoder.amount());
        assertEquals(ORDER, new OrderId(decoder.drawEpoch(), decoder.drawSequence(), decoder.drawOrdinal()));

        encode(new FundPayment(1, 2, 3, 0, 4, 5, Optional.empty()));
        assertEquals(FundPaymentDecoder.drawSequenceNullValue(), decoder.drawSequence());
        assertEquals(FundPaymentDecoder.drawEpochNullValue(), decoder.drawEpoch());
    }

    @Test
    void shouldEncodeFunding() {
        encode(new Funding(1, 2, 3, -4));
        final FundingDecoder decoder = new FundingDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
        assertEquals(1, decoder.source());
        assertEquals(2, decoder.sourceSequence());
        assertEquals(3, decoder.instrumentId());
        assertEquals(-4, decoder.cumulativeIndex());
    }

    @Test
    void shouldEncodeCostsOfUpTo128Bits() {
        final BigInteger largest = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
        for (final BigInteger cost : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE.negate(),
            BigInteger.ONE.shiftLeft(64),
            BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE),
            largest,
            largest.not()
        }) {
            encode(new PositionSnapshot(1, 2, 3, 4, -5, cost, true, false));
            final PositionSnapshotDecoder decoder =
                    new PositionSnapshotDecoder().wrapAndApplyHeader(buffer, OFFSET, header);
            assertEquals(
                    cost,
                    Decimals.toBigInteger(decoder.cost().high(), decoder.cost().low()));
            assertEquals(-5, decoder.quantity());
            assertEquals(BooleanType.T, decoder.first());
            assertEquals(BooleanType.F, decoder.last());
        }
        refused(() -> new PositionSnapshot(1, 2, 3, 4, 5, largest.add(BigInteger.ONE), true, true));
    }

    @Test
    void shouldRefuseWhatARecordCannotCarry() {
        refused(() -> new Transfer(65_535, 1, 1, 1, 1));
        refused(() -> new Transfer(-1, 1, 1, 1, 1));
        refused(() -> new Transfer(1, -1, 1, 1, 1));
        refused(() -> new Transfer(1, 1, 0, 1, 1));
        refused(() -> new Transfer(1, 1, 1, 0, 1));
        refused(() -> new Transfer(1, 1, 1, -1, 1));
        refused(() -> new Transfer(1, 1, 1, 1, Long.MIN_VALUE));
        refused(() -> new AccountOpened(1, 1, 1, AccountRole.TRADER, ""));
        refused(() -> new AccountOpened(1, 1, 1, AccountRole.TRADER, 0, "a"));
        refused(() -> new AccountOpened(1, 1, 1, AccountRole.TRADER, 1, "a"));
        refused(() -> new AccountOpened(1, 1, 1, AccountRole.TRADER, "x".repeat(65)));
        refused(() -> new LiquidationFill(1, 1, 1, 0, 1, ORDER, 1, 1, 1));
        refused(() -> new LiquidationFill(1, 1, 1, 2, 1, new OrderId(1L << 32, 1, 1), 1, 1, 1));
        refused(() -> new LiquidationFill(1, 1, 1, 2, 1, new OrderId(1, -1, 1), 1, 1, 1));
        refused(() -> new LiquidationFill(1, 1, 1, 2, 1, new OrderId(1, 1, -1), 1, 1, 1));
    }

    private static void refused(final Executable construction) {
        assertThrows(IllegalArgumentException.class, construction);
    }
}
