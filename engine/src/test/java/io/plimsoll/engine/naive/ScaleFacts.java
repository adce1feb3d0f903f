package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** Margin scales, and the definitions as they are valued by: those that were committed, with their rates scaled. */
final class ScaleFacts {
    private final State state;
    private final ScaleFormulas formulas;

    ScaleFacts(final State state, final Rulebook rules) {
        this.state = state;
        this.formulas = rules.scales();
    }

    void scale(final MarginScaleDecoder record, final Event event) {
        final BigInteger nowNs = BigInteger.valueOf(event.cause().eventNs());
        final Optional<FlagReason> refusal = formulas.refusal(
                record.scalePpm(), state.scale, state.stated.profileTerms().scale(), nowNs);
        if (refusal.isPresent()) {
            event.flag(Disposition.REFUSED, refusal.get(), OptionalLong.empty(), OptionalLong.empty());
            return;
        }
        final boolean isMoved = record.scalePpm() != state.scale.ppm();
        state.scale = formulas.after(record.scalePpm(), state.scale, nowNs);
        if (isMoved) {
            state.definitions = state.stated.scaledBy(state.scale.ppm(), formulas);
            state.units.keySet().forEach(event::touch);
        }
    }

    void commit(final Definitions definitions) {
        state.stated = definitions;
        state.scale = formulas.within(state.scale, definitions.profileTerms().scale());
        state.definitions = definitions.scaledBy(state.scale.ppm(), formulas);
    }
}
