package io.plimsoll.engine.differential;

import io.plimsoll.protocol.codec.OperatorActEncoder;
import io.plimsoll.protocol.codec.OperatorActKind;
import java.util.OptionalLong;

/** Writes an operator's acts. */
final class ActRecords {
    private ActRecords() {}

    static void ofAccount(final InputRecords out, final OperatorActKind act, final long accountId) {
        write(out, act, OptionalLong.of(accountId), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    static void ofInstrument(final InputRecords out, final OperatorActKind act, final long instrumentId) {
        write(
                out,
                act,
                OptionalLong.empty(),
                OptionalLong.of(instrumentId),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    static void setPrice(final InputRecords out, final long priceId, final long value) {
        write(
                out,
                OperatorActKind.SET_PRICE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(priceId),
                OptionalLong.of(value));
    }

    static void releasePrice(final InputRecords out, final long priceId) {
        write(
                out,
                OperatorActKind.RELEASE_PRICE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(priceId),
                OptionalLong.empty());
    }

    static void write(
            final InputRecords out,
            final OperatorActKind act,
            final OptionalLong accountId,
            final OptionalLong instrumentId,
            final OptionalLong priceId,
            final OptionalLong value) {
        out.record((buffer, at, header) -> new OperatorActEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .act(act)
                .accountId(accountId.orElse(OperatorActEncoder.accountIdNullValue()))
                .instrumentId(instrumentId.orElse(OperatorActEncoder.instrumentIdNullValue()))
                .priceId(priceId.orElse(OperatorActEncoder.priceIdNullValue()))
                .value(value.orElse(OperatorActEncoder.valueNullValue()))
                .operatorName("operator")
                .reason("drill")
                .encodedLength());
    }
}
