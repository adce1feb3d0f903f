package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Definitions wait here for their DefinitionsCommit, which applies all of them at once, or none. */
final class Staging {
    private final State state;
    private final DefinitionFormulas formulas;
    private final QueueFormulas queue;
    private final ScaleFacts scales;
    private final List<Definition> staged = new ArrayList<>();

    Staging(final State state, final Rulebook rules, final ScaleFacts scales) {
        this.state = state;
        this.scales = scales;
        this.formulas = rules.definitions();
        this.queue = rules.queue();
    }

    void stage(final Definition definition) {
        staged.add(definition);
    }

    void commit(final DefinitionsCommitDecoder record, final Event event) {
        final boolean isComplete = record.records() == staged.size();
        final Definitions result = state.stated.replacedBy(staged);
        staged.clear();
        if (!isComplete) {
            refuse(FlagReason.DEFINITIONS_INCOMPLETE, event);
        } else if (!new DefinitionsCheck(state.stated, result, formulas).holds() || !state.status.hasRoomFor(result)) {
            refuse(FlagReason.DEFINITIONS_INVALID, event);
        } else {
            scales.commit(result);
            state.prices.guardBy(result.guards());
            state.throttles.boundBy(result.profileTerms().throttle());
            state.units.values().forEach(unit -> unit.queued = unit.queued.flatMap(queue::afterCommit));
            state.units.keySet().forEach(event::touch);
        }
    }

    private static void refuse(final FlagReason reason, final Event event) {
        event.flag(Disposition.REFUSED, reason, OptionalLong.empty(), OptionalLong.empty());
    }
}
