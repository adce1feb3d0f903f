package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.engine.naive.Cause;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StateHashEncoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every output, with every field different from every other, through SBE and back. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class OutputDecoderTest {
    private static final Cause CAUSE = new Cause(11, 12, 0xFFFF_FFF3L);
    private static final OrderId ID = new OrderId(4_000_000_000L, 11, 3);

    private static final Output.OrderTerms TERMS = new Output.OrderTerms(
            OptionalLong.of(44),
            OptionalInt.of(45),
            OptionalLong.of(46),
            OptionalLong.of(47),
            OptionalLong.of(48),
            Optional.of(new OrderId(49, 50, 51)),
            OptionalLong.of(52),
            true);

    private static final Output.OrderTerms SEIZE_TERMS = new Output.OrderTerms(
            OptionalLong.empty(),
            OptionalInt.empty(),
            TERMS.startPrice(),
            TERMS.curveSeconds(),
            TERMS.cut(),
            TERMS.replaces(),
            TERMS.parentAccountId(),
            false);

    static Stream<Output> outputs() {
        return Stream.of(
                order(OptionalLong.of(23), OptionalLong.of(24), TERMS),
                order(OptionalLong.empty(), OptionalLong.empty(), Output.OrderTerms.NONE),
                new Output.OrderStateChange(
                        CAUSE,
                        new OrderId(1, 2, 3),
                        4,
                        5,
                        6,
                        7,
                        OrderStatus.CANCELLED,
                        OrderStatusReason.POSITION_CHANGED,
                        8),
                seizeOrder(OptionalLong.of(24), SEIZE_TERMS),
                seizeOrder(OptionalLong.empty(), Output.OrderTerms.NONE),
                new Output.SeizeOrderStateChange(
                        CAUSE,
                        new OrderId(1, 2, 3),
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        OrderStatus.CANCELLED,
                        OrderStatusReason.POSITION_CHANGED,
                        11,
                        12),
                new Output.UnitStateChange(
                        CAUSE, 1, value(2), value(-3), value(4), Verdict.WARNING, Verdict.BANKRUPT, 5, "name"),
                new Output.Withheld(
                        CAUSE, 1, value(-2), value(3), value(4), WithheldReason.ORDER_CAPACITY, 5, "n\u00E4me"),
                new Output.InputFlagged(
                        CAUSE,
                        OptionalLong.of(1),
                        OptionalLong.of(2),
                        OptionalInt.of(3),
                        Disposition.REFUSED,
                        FlagReason.OVER_LIMIT),
                new Output.InputFlagged(
                        CAUSE,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        Disposition.APPLIED_SUSPECT,
                        FlagReason.SEQUENCE_GAP),
                difference(OptionalLong.of(0xFFFF_FFFEL), OptionalLong.empty()),
                difference(OptionalLong.empty(), OptionalLong.of(3)),
                priceState(OptionalInt.of(12), true),
                priceState(OptionalInt.empty(), false),
                penalty(OptionalLong.of(2)),
                penalty(OptionalLong.empty()),
                new Output.EngineState(CAUSE, EngineStatus.HALTED, EngineMode.SHADOW),
                new Output.StateHash(CAUSE, 99));
    }

    private static Output difference(final OptionalLong assetId, final OptionalLong instrumentId) {
        return new Output.AccountDifference(
                CAUSE,
                1,
                assetId,
                instrumentId,
                BigInteger.valueOf(-4),
                BigInteger.valueOf(5),
                value(-6),
                value(7),
                8,
                9,
                10,
                "n\u00E4me");
    }

    private static Output penalty(final OptionalLong counterpartyId) {
        return new Output.Penalty(
                CAUSE,
                1,
                counterpartyId,
                new OrderId(3, 4, 5),
                6,
                7,
                8,
                9,
                10,
                11,
                12,
                EngineMode.LIVE,
                13,
                "n\u00E4me",
                "asset");
    }

    private static Output priceState(final OptionalInt source, final boolean isDwelling) {
        return new Output.PriceStateChange(
                CAUSE, 1, 2, 3, 4, PriceState.HALTED, PriceState.DEGRADED, 5, 6, source, isDwelling, 7);
    }

    private static Output seizeOrder(final OptionalLong expiryNs, final Output.OrderTerms terms) {
        return new Output.SeizeOrder(
                CAUSE,
                ID,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                expiryNs,
                value(-10),
                value(11),
                value(12),
                value(13),
                value(14),
                value(15),
                16,
                17,
                18,
                OrderReason.BANKRUPT,
                EngineMode.LIVE,
                PriceCurve.FIXED,
                19,
                20,
                21,
                22,
                23,
                terms,
                List.of(new Output.PriceUsed(36, 37, -38, PriceState.VALID, 39)),
                "account",
                "debt",
                "collateral");
    }

    private static Output order(
            final OptionalLong bankruptcyPrice, final OptionalLong expiryNs, final Output.OrderTerms terms) {
        return new Output.Order(
                CAUSE,
                ID,
                17,
                18,
                19,
                20,
                21,
                bankruptcyPrice,
                expiryNs,
                value(-25),
                value(26),
                value(27),
                value(28),
                value(29),
                value(30),
                31,
                32,
                Side.BUY,
                OrderReason.BANKRUPT,
                EngineMode.LIVE,
                PriceCurve.FIXED,
                33,
                34,
                35,
                terms,
                List.of(
                        new Output.PriceUsed(36, 37, -38, PriceState.VALID, 39),
                        new Output.PriceUsed(40, 41, 42, PriceState.DEGRADED, 43)),
                "account",
                "symbol");
    }

    // needs both halves of a Value128
    private static BigInteger value(final long high) {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void shouldGiveBackWhatWasWritten(final Output output) {
        final CapturingSink sink = new CapturingSink();
        new OutputEncoder(sink).write(output);
        assertEquals(List.of(output), sink.takeOutputs());
    }

    @Test
    void shouldRefuseALengthThatIsNotTheMessages() {
        final CapturingSink sink = new CapturingSink();
        final StateHashEncoder message = new StateHashEncoder()
                .wrapAndApplyHeader(sink.claim(64), sink.messageOffset(), new MessageHeaderEncoder())
                .marker(1);
        final int oneMore = MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength() + 1;
        assertThrows(IllegalArgumentException.class, () -> sink.commit(oneMore, 1));
    }

    @Test
    void shouldRefuseClaimsOutOfOrder() {
        final CapturingSink sink = new CapturingSink();
        sink.claim(64);
        assertThrows(IllegalStateException.class, () -> sink.claim(64));
        assertThrows(IllegalStateException.class, sink::takeOutputs);
        assertThrows(IllegalStateException.class, () -> sink.commit(65, 1));
    }
}
