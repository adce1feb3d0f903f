package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The finders are measured at the same work: what they say of the same prices is as much, and a bound leaves nobody out. */
@Timeout(60)
class RevaluationRunTest {
    private static final int FEW = 60;
    /** So many that more than one a tick are liquidated. */
    private static final int MANY = 2_000;

    private static final RevaluationRegime FALL = new RevaluationRegime("fall", 3, -0.50, 0);

    private static RevaluationResult play(
            final int accounts, final Contestant finder, final RevaluationVariant variant) {
        final RevaluationOptions options = new RevaluationOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs("--accounts=" + accounts, "--bound=1", "--mixed");
        return new RevaluationRun(options, accounts, finder, variant).play(FALL);
    }

    @Test
    void shouldSayAsMuchWhoeverFinds() {
        for (final RevaluationVariant variant : RevaluationVariant.values()) {
            final RevaluationResult index = play(FEW, Contestant.INDEX, variant);
            assertTrue(index.outputs() > 10, variant + ": " + index);
            for (final Contestant finder : List.of(Contestant.SWEEP, Contestant.NAIVE)) {
                final RevaluationResult result = play(FEW, finder, variant);
                assertEquals(index.outputs(), result.outputs(), finder + " " + variant);
                assertEquals(index.ticks(), result.ticks(), finder + " " + variant);
                assertEquals(index.events(), result.events(), finder + " " + variant);
            }
        }
    }

    @Test
    void shouldTickOnUntilNobodyWaits() {
        final RevaluationResult plain = play(MANY, Contestant.INDEX, RevaluationVariant.PLAIN);
        final RevaluationResult bounded = play(MANY, Contestant.INDEX, RevaluationVariant.BOUND);
        assertEquals((long) FALL.rounds() * RevaluationWorld.INSTRUMENTS, plain.ticks());
        assertTrue(bounded.ticks() > plain.ticks(), bounded + " after " + plain);
        assertTrue(bounded.outputs() > plain.outputs(), bounded + " after " + plain); // each that waits is told once
    }
}
