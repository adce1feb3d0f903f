package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.backtest.ParkedBacktest;
import io.plimsoll.daemon.cli.Plimsoll;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same files give the same bytes (promise P1): whole frames of both logs, whatever locale, time zone, collector, heap, compiler,
 * wait strategy, topology and scheduling. The first run of each comparison is on the JDK that {@code plimsoll.referenceJavaHome} names.
 */
@Timeout(180)
class DeterminismIT {
    private static final String OWN_JDK = System.getProperty("java.home");
    private static final String REFERENCE_JDK = System.getProperty("plimsoll.referenceJavaHome", OWN_JDK);
    private static final long SEED = Long.getLong("plimsoll.seed", 20_261_124);

    @RegisterExtension
    final Children children = new Children();

    private SmallBacktest input;

    @BeforeAll
    static void sayOnWhat() {
        System.out.printf(
                "DeterminismIT on JDK %s, compared with %s; -Dplimsoll.seed=%d%n",
                Runtime.version(), REFERENCE_JDK, SEED);
    }

    @Test
    void shouldGiveTheSameBytesWhateverTheMachineDoes() throws IOException {
        input = new SmallBacktest(children.scratch(), 1_500, 20_000, SEED);
        final Child reference = children.java(
                REFERENCE_JDK,
                List.of("-XX:TieredStopAtLevel=4"),
                Plimsoll.class,
                input.command(path("reference"), "--json"));
        final Child turkish = parked(
                "turkish",
                "SLEEPING",
                "SEQUENCER_THREAD",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-XX:-UseParallelGC",
                "-XX:+UseSerialGC",
                "-Xmx192m");
        reference.awaitExit(0);
        turkish.awaitExit(0);
        final Child arabic = parked(
                "arabic",
                "BLOCKING",
                "ORDER_THREAD",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=America/St_Johns",
                "-Dfile.encoding=ISO-8859-1",
                "-XX:-UseParallelGC",
                "-XX:+UseG1GC",
                "-Xmx512m");
        final Child inline = parked("inline", "LITE_BLOCKING", "INLINE", "-XX:TieredStopAtLevel=4", "-Xmx300m");
        final Fields told = Fields.of(reference.out());
        assertTrue(told.number("orders") > 500, told::toString);
        assertTrue(told.number("ordersFilled") > 500, told::toString);
        for (final Child other : List.of(turkish, arabic, inline)) {
            assertEquals(
                    told.text("stateHash"), Fields.of(other.awaitExit(0).out()).text("stateHash"));
        }
        for (final String other : List.of("turkish", "arabic", "inline")) {
            assertSameBytes(other);
        }
        System.out.printf(
                "%d inputs, %d orders, the same bytes in 4 processes%n",
                LogRecords.of(path("reference"), LogName.INPUTS).size(), told.number("orders"));
    }

    @Test
    void shouldGiveTheSameBytesInterpretedAsCompiled() throws IOException {
        input = new SmallBacktest(children.scratch(), 200, 2_000, SEED);
        final Child reference = children.java(
                REFERENCE_JDK,
                List.of("-XX:TieredStopAtLevel=4"),
                Plimsoll.class,
                input.command(path("reference"), "--wait", "BUSY_SPIN", "--topology", "SEQUENCER_THREAD"));
        children.java(List.of("-Xint"), Plimsoll.class, input.command(path("interpreted")))
                .awaitExit(0);
        reference.awaitExit(0);
        assertSameBytes("interpreted");
    }

    private Child parked(final String journal, final String wait, final String topology, final String... flags) {
        return children.java(
                List.of(flags),
                ParkedBacktest.class,
                Project.linearProfile(),
                input.book(),
                input.ticks(),
                path(journal),
                "paper:35,10",
                wait,
                topology,
                SEED + journal.length());
    }

    private void assertSameBytes(final String other) {
        for (final LogName log : LogName.values()) {
            assertEquals(
                    "",
                    LogRecords.firstDifference(LogRecords.of(path("reference"), log), LogRecords.of(path(other), log)),
                    () -> log + " of " + other);
        }
    }

    private Path path(final String journal) {
        return children.scratch().resolve(journal);
    }
}
