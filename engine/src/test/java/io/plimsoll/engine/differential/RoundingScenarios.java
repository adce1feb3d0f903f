package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.util.List;

/** How terms are rounded and where rates come from, changed while the stream runs: as it may be, and as it may not. */
final class RoundingScenarios {
    private RoundingScenarios() {}

    /** Rounded otherwise. */
    static void change(final Script script) {
        final Definitions definitions = script.state().stated();
        final Profile old = definitions.profile().orElseThrow();
        DefinitionChanges.play(script, List.of(RoundingWorlds.next(old, definitions, script.dice())), 0);
    }

    /** An instrument whose rates come from somewhere else. */
    static void rates(final Script script) {
        final Instrument instrument = script.instrument(found -> !found.hasTable());
        if (!instrument.hasTable()) {
            DefinitionChanges.play(script, List.of(RoundingWorlds.rated(instrument, script.dice())), 0);
        }
    }

    static void invalid(final Script script) {
        final Definition bad = script.dice().oneIn(2) ? badProfile(script) : badInstrument(script);
        DefinitionChanges.play(script, List.of(bad), 0);
    }

    private static Definition badProfile(final Script script) {
        final Dice dice = script.dice();
        final Definitions definitions = script.state().stated();
        final int valueDecimals = definitions.valueDecimals();
        final Rounding none = Rounding.NONE;
        final RoundingTerms bad = switch (dice.below(6)) {
            case 0 -> new RoundingTerms(RoundingTerms.EXACT, none, none, none, none, Rounding.CEIL);
            case 1 -> new RoundingTerms(2, none, Rounding.CEIL, none, none, none);
            case 2 -> new RoundingTerms(valueDecimals + 1, none, none, none, none, none);
            case 3 -> new RoundingTerms(Math.max(-1, valueDecimals - 19), none, none, none, none, none);
            case 4 -> new RoundingTerms(2, none, none, none, dice.of(Rounding.FLOOR, Rounding.CEIL), none);
            default -> new RoundingTerms(2, none, none, none, Rounding.NULL_VAL, none);
        };
        final Profile old = definitions.profile().orElseThrow();
        return old.withTerms(RoundingWorlds.with(old.terms(), bad));
    }

    private static Definition badInstrument(final Script script) {
        final Dice dice = script.dice();
        final InstrumentEdit edit = new InstrumentEdit(script.instrument());
        switch (dice.below(5)) {
            case 0 -> edit.terms = RoundingWorlds.with(edit.terms, dice.of(-1, Rates.ONE + 1), 0);
            case 1 -> edit.terms = RoundingWorlds.with(edit.terms, 0, dice.of(-1, Rates.ONE + 1));
            case 2 -> edit.terms = RoundingWorlds.with(edit.terms, Rates.ONE, 1);
            case 3 -> {
                edit.terms = RoundingWorlds.with(edit.terms, 500_000, 0);
                edit.maintenancePpm = edit.initialPpm / 2 + 1 + edit.initialPpm % 2;
            }
            default -> {
                edit.terms = RoundingWorlds.with(edit.terms, 0, 40);
                edit.initialPpm = 25_000;
                edit.stopPpm = 25_000;
                edit.maintenancePpm = dice.of(12_499, 12_501);
            }
        }
        return edit.done();
    }
}
