package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import org.agrona.DirectBuffer;

/** Applies margin scales (docs/internals/margin-scale.md): rare, and each that moves rates values the whole book. Engine thread. */
final class ScaleFacts {
    private final Cause cause;
    private final Catalog catalog;
    private final AccountFacts facts;
    private final Revaluation revaluation;
    private final MarginScaleDecoder fact = new MarginScaleDecoder();

    ScaleFacts(final Cause cause, final EngineState state, final AccountFacts facts, final Revaluation revaluation) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.facts = facts;
        this.revaluation = revaluation;
    }

    /** @param body where the message's fields begin */
    void onScale(
            final DirectBuffer buffer, final int body, final int block, final int version, final FiredUnits touched) {
        fact.wrap(buffer, body, block, version);
        if (!facts.begin(fact.source(), fact.sourceSequence(), touched)) {
            return;
        }
        final FlagReason refusal = catalog.scale()
                .refusal(fact.scalePpm(), catalog.profile().terms().scale(), cause.eventNs());
        if (refusal != null) {
            facts.flag(Disposition.REFUSED, refusal, fact.source(), Outputs.NO_ACCOUNT, Outputs.NO_SUBJECT);
        } else if (catalog.scale().state(fact.scalePpm(), cause.eventNs())) {
            catalog.rescale();
            revaluation.definitionsChanged(touched);
        }
    }
}
