package io.plimsoll.journal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountLeverageEncoder;
import io.plimsoll.protocol.codec.AssetDepositsEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageEncoder;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FundBalanceEncoder;
import io.plimsoll.protocol.codec.FundDrawEncoder;
import io.plimsoll.protocol.codec.FundPaymentEncoder;
import io.plimsoll.protocol.codec.InterestIndexEncoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyEncoder;
import io.plimsoll.protocol.codec.MarginScaleEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OpenInterestEncoder;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StablePriceEncoder;
import io.plimsoll.protocol.codec.UncoveredEncoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedEncoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of insurance funds, of deleveraging and of open interest: inputs in mantissas, decisions at their own scales. */
@Timeout(30)
class FundTextTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldTellABalance() {
        final int length = new FundBalanceEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .balance(500)
                .sourceSequence(12)
                .fundId(2)
                .assetId(1)
                .source(3)
                .encodedLength();
        assertEquals(
                "\"type\":\"fundBalance\",\"source\":3,\"sourceSequence\":12,\"fundId\":2,\"assetId\":1,\"balance\":500",
                text(length));
    }

    @Test
    void shouldTellAPaymentAndTheDrawThatItCarriesOut() {
        final FundPaymentEncoder payment = new FundPaymentEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4)
                .amount(-5)
                .sourceSequence(12)
                .drawSequence(FundPaymentEncoder.drawSequenceNullValue())
                .fundId(0)
                .assetId(1)
                .source(3);
        final String expected = "\"type\":\"fundPayment\",\"source\":3,\"sourceSequence\":12,\"accountId\":4,"
                + "\"fundId\":0,\"assetId\":1,\"amount\":-5";
        assertEquals(expected, text(payment.encodedLength()));
        payment.drawSequence(7).drawEpoch(1).drawOrdinal(2);
        assertEquals(expected + ",\"draw\":\"1-7-2\"", text(payment.encodedLength()));
    }

    @Test
    void shouldTellAMarginScale() {
        final int length = new MarginScaleEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .sourceSequence(12)
                .scalePpm(1_250_000)
                .source(3)
                .encodedLength();
        assertEquals("\"type\":\"marginScale\",\"source\":3,\"sourceSequence\":12,\"scalePpm\":1250000", text(length));
    }

    @Test
    void shouldTellWhatALedgerUnitIsWorth() {
        final InterestIndexEncoder index =
                new InterestIndexEncoder().wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header);
        index.supplyIndex().high(1).low(0);
        index.borrowIndex().high(0).low(7);
        final int length = index.sourceSequence(12).assetId(2).source(3).encodedLength();
        assertEquals(
                "\"type\":\"interestIndex\",\"source\":3,\"sourceSequence\":12,\"assetId\":2,"
                        + "\"supplyIndex\":18446744073709551616,\"borrowIndex\":7",
                text(length));
    }

    @Test
    void shouldTellWhatIsOpen() {
        final int length = new OpenInterestEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .quantity(500)
                .sourceSequence(12)
                .instrumentId(2)
                .source(3)
                .encodedLength();
        assertEquals(
                "\"type\":\"openInterest\",\"source\":3,\"sourceSequence\":12,\"instrumentId\":2,\"quantity\":500",
                text(length));
    }

    @Test
    void shouldTellWhatAnAccountHasOnOrder() {
        final int length = new OpenOrdersEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4)
                .bids(500)
                .asks(30)
                .sourceSequence(12)
                .instrumentId(2)
                .orders(6)
                .source(3)
                .encodedLength();
        assertEquals(
                "\"type\":\"openOrders\",\"source\":3,\"sourceSequence\":12,\"accountId\":4,\"instrumentId\":2,"
                        + "\"bids\":500,\"asks\":30,\"orders\":6",
                text(length));
    }

    @Test
    void shouldTellAStablePriceAndDeposits() {
        final int price = new StablePriceEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .value(41)
                .sourceSequence(12)
                .priceId(2)
                .source(3)
                .encodedLength();
        assertEquals(
                "\"type\":\"stablePrice\",\"source\":3,\"sourceSequence\":12,\"priceId\":2,\"value\":41", text(price));
        final int deposits = new AssetDepositsEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .amount(41)
                .sourceSequence(12)
                .assetId(2)
                .source(3)
                .encodedLength();
        assertEquals(
                "\"type\":\"deposits\",\"source\":3,\"sourceSequence\":12,\"assetId\":2,\"amount\":41", text(deposits));
    }

    @Test
    void shouldTellWhatLeverageAnAccountChose() {
        final int length = new AccountLeverageEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4)
                .leveragePpm(8_500_000)
                .sourceSequence(12)
                .instrumentId(2)
                .source(3)
                .encodedLength();
        assertEquals(
                "\"type\":\"leverage\",\"source\":3,\"sourceSequence\":12,\"accountId\":4,\"instrumentId\":2,"
                        + "\"leveragePpm\":8500000",
                text(length));
    }

    @Test
    void shouldTellADraw() {
        final FundDrawEncoder draw = new FundDrawEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(7)
                .accountId(4)
                .amount(250)
                .fundBalance(10_000)
                .epoch(1)
                .ordinal(0)
                .fundId(2)
                .assetId(1)
                .mode(EngineMode.LIVE)
                .unitDecimals((short) 2)
                .valueDecimals((short) 1);
        draw.netWorth().high(-1).low(-25);
        assertEquals(
                "\"type\":\"fundDraw\",\"id\":\"1-7-0\",\"accountId\":4,\"fundId\":2,\"assetId\":1,\"amount\":\"2.5\","
                        + "\"fundBalance\":\"100\",\"netWorth\":\"-2.5\",\"mode\":\"live\",\"causeSequence\":7,"
                        + "\"account\":\"alice\",\"asset\":\"USD\"",
                text(draw.accountName("alice").symbol("USD").encodedLength()));
    }

    @Test
    void shouldTellWhatIsUncoveredAndOfHowMuchWhereItIsShared() {
        assertEquals(uncovered(""), text(encodeUncovered(BooleanType.F)));
        assertEquals(uncovered("\"owned\":\"9\","), text(encodeUncovered(BooleanType.T)));
    }

    private static String uncovered(final String owned) {
        return "\"type\":\"uncovered\",\"accountId\":4,\"fundId\":2,\"assetId\":1,\"amount\":\"2.5\"," + owned
                + "\"mode\":\"shadow\",\"causeSequence\":7,\"account\":\"alice\",\"asset\":\"USD\"";
    }

    private int encodeUncovered(final BooleanType isShared) {
        final UncoveredEncoder uncovered = new UncoveredEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(7)
                .accountId(4)
                .amount(250)
                .fundId(2)
                .assetId(1)
                .socialise(isShared)
                .mode(EngineMode.SHADOW)
                .unitDecimals((short) 2);
        uncovered.owned().high(0).low(900);
        return uncovered.accountName("alice").symbol("USD").encodedLength();
    }

    @Test
    void shouldTellADeleveraging() {
        final DeleverageEncoder deleverage = new DeleverageEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(9)
                .accountId(4)
                .counterpartyId(5)
                .counterpartyVersion(6)
                .orderSequence(7)
                .quantity(15)
                .price(4_200)
                .orderEpoch(1)
                .orderOrdinal(0)
                .instrumentId(3)
                .rank(1)
                .side(Side.SELL)
                .mode(EngineMode.LIVE)
                .priceDecimals((short) 2)
                .quantityDecimals((short) 1);
        deleverage.score().high(0).low(77);
        assertEquals(
                "\"type\":\"deleverage\",\"order\":\"1-7-0\",\"accountId\":4,\"counterpartyId\":5,"
                        + "\"counterpartyVersion\":6,\"instrumentId\":3,\"side\":\"sell\",\"quantity\":\"1.5\","
                        + "\"price\":\"42\",\"score\":77,\"rank\":1,\"mode\":\"live\",\"causeSequence\":9,"
                        + "\"account\":\"alice\",\"counterparty\":\"bob\",\"instrument\":\"PERP\"",
                text(deleverage
                        .accountName("alice")
                        .counterpartyName("bob")
                        .symbol("PERP")
                        .encodedLength()));
    }

    @Test
    void shouldTellAPenaltyAndWhoGetsIt() {
        assertEquals(penalty("\"counterpartyId\":5,"), text(encodePenalty(5)));
        assertEquals(penalty(""), text(encodePenalty(LiquidationPenaltyEncoder.counterpartyIdNullValue())));
    }

    private static String penalty(final String counterparty) {
        return "\"type\":\"penalty\",\"order\":\"1-7-0\",\"accountId\":4," + counterparty
                + "\"instrumentId\":3,\"assetId\":1,\"amount\":\"2.5\",\"liquidator\":\"1.25\",\"fund\":\"1\","
                + "\"protocol\":\"0.25\",\"fundId\":2,\"mode\":\"live\",\"causeSequence\":9,"
                + "\"account\":\"alice\",\"asset\":\"USD\"";
    }

    private int encodePenalty(final long counterpartyId) {
        return new LiquidationPenaltyEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(9)
                .accountId(4)
                .counterpartyId(counterpartyId)
                .orderSequence(7)
                .amount(250)
                .liquidatorAmount(125)
                .fundAmount(100)
                .protocolAmount(25)
                .orderEpoch(1)
                .orderOrdinal(0)
                .instrumentId(3)
                .assetId(1)
                .fundId(2)
                .mode(EngineMode.LIVE)
                .unitDecimals((short) 2)
                .accountName("alice")
                .symbol("USD")
                .encodedLength();
    }

    @Test
    void shouldTellThatWithdrawalsAreBlocked() {
        final WithdrawalsBlockedEncoder blocked = new WithdrawalsBlockedEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(7)
                .blocked(BooleanType.T)
                .valueDecimals((short) 1);
        blocked.deficit().high(0).low(25);
        blocked.funds().high(0).low(10);
        assertEquals(
                "\"type\":\"withdrawalsBlocked\",\"blocked\":true,\"deficit\":\"2.5\",\"funds\":\"1\",\"causeSequence\":7",
                text(blocked.encodedLength()));
    }

    // Without what every record begins with.
    private String text(final int bodyLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        Frame.seal(buffer, 0, length, 7, 5, 0);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new RecordText(out, true, true).onFrame(buffer, 0, Frame.HEADER_LENGTH + length);
        }
        final String line = text.toString(StandardCharsets.UTF_8).strip();
        final String start = "{\"sequence\":7,\"eventNs\":5,";
        assertEquals(start, line.substring(0, start.length()));
        return line.substring(start.length(), line.length() - 1);
    }
}
