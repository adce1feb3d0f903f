package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Scale;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.MarginScaleEncoder;
import io.plimsoll.protocol.terms.ScaleTerms;
import java.util.List;

/** Margin scales: within their bounds, their step and their time, to where a unit stands on a boundary, and that must be refused. */
final class ScaleMoves {
    private static final int SOURCE = 1;
    private static final long NS_A_SECOND = 1_000_000_000;
    private static final long LONGEST_WAIT_NS = 60 * NS_A_SECOND;

    private ScaleMoves() {}

    private static void write(final Script script, final InputRecords out, final int ppm) {
        final long sequence = script.next(SOURCE);
        out.record((buffer, at, header) -> new MarginScaleEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .sourceSequence(sequence)
                .scalePpm(ppm)
                .source(SOURCE)
                .encodedLength());
    }

    // Once the time between two changes is over, or so much after that.
    private static void writeDue(final Script script, final InputRecords out, final int ppm, final long afterNs) {
        final Scale now = script.state().scale();
        if (now.changedNs().isPresent()) {
            final long due =
                    now.changedNs().get().longValueExact() + terms(script).seconds() * NS_A_SECOND + afterNs;
            if (due < out.eventNs() + LONGEST_WAIT_NS) {
                out.eventNs(Math.max(out.eventNs(), due));
            }
        }
        write(script, out, ppm);
    }

    private static ScaleTerms terms(final Script script) {
        return script.state().stated().profileTerms().scale();
    }

    private static int within(final ScaleTerms terms, final int ppm) {
        return Math.min(terms.capPpm(), Math.max(terms.floorPpm(), ppm));
    }

    // Somewhere that one step leads to.
    private static int next(final Script script) {
        final ScaleTerms terms = terms(script);
        final int now = script.state().scale().ppm();
        final Dice dice = script.dice();
        return within(
                terms,
                switch (dice.below(6)) {
                    case 0 -> now;
                    case 1 -> now + terms.stepPpm();
                    case 2 -> now - terms.stepPpm();
                    case 3 -> Rates.ONE;
                    default -> dice.between(now - terms.stepPpm(), now + terms.stepPpm());
                });
    }

    static void move(final Script script) {
        script.then(out -> writeDue(script, out, next(script), script.dice().of(0L, 0L, 1L)));
    }

    /** A unit comes to a boundary by the scale, and one beside it. */
    static void toBoundary(final Script script) {
        script.unit(Boundaries.isTarget(script)).ifPresent(unit -> {
            final State state = script.state();
            final int at = next(script);
            Boundaries.approach(
                    script,
                    unit,
                    script.dice().of(Level.MAINTENANCE, Level.MAINTENANCE, Level.WARNING),
                    0,
                    () -> Valuer.scaledBy(state, at));
            for (final int ppm : List.of(at, at + 1, at, at - 1)) {
                script.then(out -> writeDue(script, out, within(terms(script), ppm), 0));
            }
        });
    }

    static void refused(final Script script) {
        final Dice dice = script.dice();
        if (dice.oneIn(4)) {
            tooEarly(script);
            return;
        }
        script.then(out -> {
            final ScaleTerms terms = terms(script);
            final int now = script.state().scale().ppm();
            switch (dice.below(3)) {
                case 0 -> write(script, out, dice.of(0, -1, terms.floorPpm() - 1, Integer.MIN_VALUE + 1));
                case 1 -> write(script, out, dice.of(terms.capPpm() + 1, Integer.MAX_VALUE));
                default -> writeDue(script, out, now + dice.of(1, -1) * (terms.stepPpm() + 1), 0);
            }
        });
    }

    // One that comes into force, and the next a nanosecond before it may; and then when it may.
    private static void tooEarly(final Script script) {
        script.then(out -> writeDue(script, out, another(script), 0));
        script.then(out -> writeDue(script, out, another(script), -1));
        script.then(out -> writeDue(script, out, another(script), 0));
    }

    private static int another(final Script script) {
        final ScaleTerms terms = terms(script);
        final int now = script.state().scale().ppm();
        final int up = within(terms, now + terms.stepPpm());
        return up == now ? within(terms, now - terms.stepPpm()) : up;
    }

    /** Other bounds, which may leave out what is in force, or that may not be. */
    static void redefine(final Script script) {
        final Dice dice = script.dice();
        final Profile old = script.state().stated().profile().orElseThrow();
        final ScaleTerms other = switch (dice.below(12)) {
            case 0 -> new ScaleTerms(0, Rates.ONE, 1, 0);
            case 1 -> new ScaleTerms(Rates.ONE + 1, 2 * Rates.ONE, 1, 0);
            case 2 -> new ScaleTerms(1, Rates.ONE - 1, 1, 0);
            case 3 -> new ScaleTerms(1, 5 * Rates.ONE + 1, 1, 0);
            case 4 -> new ScaleTerms(1, Rates.ONE, dice.of(0, 5 * Rates.ONE + 1), 0);
            case 5 -> new ScaleTerms(1, Rates.ONE, 1, dice.of(-1, 1_000_000_001));
            case 6 -> new ScaleTerms(Rates.ONE, Rates.ONE, dice.of(0, 1), 1);
            default -> ScaleWorlds.drawn(dice);
        };
        DefinitionChanges.play(script, List.of(ScaleWorlds.with(old, other)), 0);
    }
}
