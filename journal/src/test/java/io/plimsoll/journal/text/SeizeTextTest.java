package io.plimsoll.journal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.SeizeFillEncoder;
import io.plimsoll.protocol.codec.SeizeOrderEncoder;
import io.plimsoll.protocol.codec.SeizeOrderStateEncoder;
import io.plimsoll.protocol.codec.Value128Encoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a seizure: every amount at its own scale, and nothing of what is absent. */
@Timeout(30)
class SeizeTextTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldTellAnOrder() {
        assertEquals(
                "{\"sequence\":7,\"type\":\"seizeOrder\",\"id\":\"1-7-2\",\"account\":\"alice\",\"debt\":\"USD\","
                        + "\"collateral\":\"ETH\",\"repay\":\"8500\",\"reserve\":\"0\",\"seize\":\"4.4625\","
                        + "\"protocolFee\":\"0.0213\",\"bonus\":\"0.05\",\"debtPrice\":\"1\","
                        + "\"collateralPrice\":\"2000\",\"reason\":\"maintenance\",\"mode\":\"live\","
                        + "\"causeSequence\":7,\"causeTimeNs\":5,\"causeCrc\":\"ff\",\"equity\":\"16500\","
                        + "\"netWorth\":\"3000\",\"initialMargin\":\"17000\",\"stopMargin\":\"17000\","
                        + "\"maintenanceMargin\":\"17000\",\"shortfall\":\"500\",\"profileVersion\":3,"
                        + "\"accountId\":4,\"accountVersion\":6,\"debtAssetId\":1,\"collateralAssetId\":2,"
                        + "\"prices\":[{\"priceId\":9,\"price\":\"2000\",\"ageNs\":4,\"state\":\"valid\"}]}\n",
                text(order(), true));
        assertEquals(
                "1970-01-01T00:00:00.000000005Z  1-7-2          alice            repay 8500 USD  seize 4.4625 ETH  "
                        + "equity 16500.00 < 17000.00  maintenance\n",
                text(order(), false));
    }

    private int order() {
        final SeizeOrderEncoder order = new SeizeOrderEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(7)
                .accountId(4)
                .accountVersion(6)
                .repay(850_000)
                .reserve(0)
                .seize(44_625)
                .protocolFee(213)
                .bonus(50_000_000_000_000_000L)
                .debtPrice(1)
                .collateralPrice(20_000)
                .expiryNs(SeizeOrderEncoder.expiryNsNullValue())
                .startPrice(SeizeOrderEncoder.startPriceNullValue())
                .cut(SeizeOrderEncoder.cutNullValue())
                .replacesSequence(SeizeOrderEncoder.replacesSequenceNullValue())
                .parentAccountId(SeizeOrderEncoder.parentAccountIdNullValue())
                .epoch(1)
                .ordinal(2)
                .causeCrc(255)
                .debtAssetId(1)
                .collateralAssetId(2)
                .profileVersion(3)
                .curveSeconds(SeizeOrderEncoder.curveSecondsNullValue())
                .replacesEpoch(SeizeOrderEncoder.replacesEpochNullValue())
                .replacesOrdinal(SeizeOrderEncoder.replacesOrdinalNullValue())
                .reason(OrderReason.MAINTENANCE)
                .mode(EngineMode.LIVE)
                .curve(PriceCurve.FIXED)
                .debtDecimals((short) 2)
                .collateralDecimals((short) 4)
                .debtPriceDecimals((short) 0)
                .collateralPriceDecimals((short) 1)
                .valueDecimals((short) 3);
        put(order.equity(), 16_500_000);
        put(order.netWorth(), 3_000_000);
        put(order.initialMargin(), 17_000_000);
        put(order.stopMargin(), 17_000_000);
        put(order.maintenanceMargin(), 17_000_000);
        put(order.shortfall(), 500_000);
        order.legsCount(1)
                .next()
                .value(20_000)
                .ageNs(4)
                .priceId(9)
                .state(PriceState.VALID)
                .priceDecimals((short) 1);
        return order.accountName("alice")
                .debtSymbol("USD")
                .collateralSymbol("ETH")
                .encodedLength();
    }

    private static void put(final Value128Encoder value, final long mantissa) {
        value.high(0).low(mantissa);
    }

    @Test
    void shouldTellWhatBecameOfAnOrder() {
        final int length = new SeizeOrderStateEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .causeSequence(8)
                .accountId(4)
                .orderSequence(7)
                .repaid(300)
                .repayRemaining(50)
                .seized(20_000)
                .seizeRemaining(1)
                .orderEpoch(1)
                .orderOrdinal(2)
                .debtAssetId(1)
                .collateralAssetId(2)
                .status(OrderStatus.PARTIALLY_FILLED)
                .reason(OrderStatusReason.FILL)
                .debtDecimals((short) 2)
                .collateralDecimals((short) 4)
                .encodedLength();
        assertEquals(
                "{\"sequence\":7,\"eventNs\":5,\"type\":\"seizeOrderState\",\"id\":\"1-7-2\",\"accountId\":4,"
                        + "\"debtAssetId\":1,\"collateralAssetId\":2,\"status\":\"partially_filled\",\"reason\":\"fill\","
                        + "\"repaid\":\"3\",\"repayRemaining\":\"0.5\",\"seized\":\"2\","
                        + "\"seizeRemaining\":\"0.0001\",\"causeSequence\":8}\n",
                text(length, true));
    }

    @Test
    void shouldTellAFillInMantissasAsAnyInput() {
        final SeizeFillEncoder fill = new SeizeFillEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4)
                .counterpartyId(SeizeFillEncoder.counterpartyIdNullValue())
                .repaid(300)
                .seized(-2)
                .sourceSequence(12)
                .orderSequence(7)
                .orderEpoch(1)
                .debtAssetId(1)
                .collateralAssetId(2)
                .orderOrdinal(0)
                .source(3);
        final String expected =
                "{\"sequence\":7,\"eventNs\":5,\"type\":\"seizeFill\",\"source\":3,\"sourceSequence\":12,"
                        + "\"accountId\":4,%s\"order\":\"1-7-0\",\"debtAssetId\":1,\"collateralAssetId\":2,\"repaid\":300,"
                        + "\"seized\":-2}\n";
        assertEquals(String.format(expected, ""), text(fill.encodedLength(), true));
        fill.counterpartyId(5);
        assertEquals(String.format(expected, "\"counterpartyId\":5,"), text(fill.encodedLength(), true));
    }

    private String text(final int length, final boolean isJson) {
        Frame.seal(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length, 7, 5, 0);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new RecordText(out, isJson, isJson)
                    .onFrame(buffer, 0, Frame.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + length);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
