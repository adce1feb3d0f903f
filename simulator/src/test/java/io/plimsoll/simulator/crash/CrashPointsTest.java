package io.plimsoll.simulator.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.Crash;
import io.plimsoll.simulator.Host;
import io.plimsoll.simulator.Undying;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The process dies before each named step, under each kind of record (promise P4). After the restart the record stands in {@code inputs}
 * once, and the decisions are those of an engine that is given the same inputs and never dies; the checkers watch all the while.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CrashPointsTest {
    private static final int LEAST_STEPS = 40;
    private static final int LEAST_KINDS = 12;
    private static final int LEAST_POINTS = 480;

    private final Map<Kind, JournalRecord> records = new EnumMap<>(Kind.class);

    @Test
    void shouldComeBackFromADeathBeforeEveryStep() {
        final Map<Kind, Set<String>> points = new EnumMap<>(Kind.class);
        final Set<String> steps = new TreeSet<>();
        for (final Kind kind : Kind.values()) {
            points.put(kind, stepsUnder(kind));
            steps.addAll(points.get(kind));
        }
        final int count = points.values().stream().mapToInt(Set::size).sum();
        System.out.println(count + " crash points, " + points.size() + " kinds of record, " + steps.size() + " steps: "
                + String.join(", ", steps));
        points.forEach((kind, under) -> under.forEach(step -> dieBefore(step, kind)));
        assertTrue(points.size() >= LEAST_KINDS, "kinds of record");
        assertTrue(steps.size() >= LEAST_STEPS, "steps");
        assertTrue(count >= LEAST_POINTS, "points");
    }

    /** Every step from the record on until the process after it is at work. */
    private Set<String> stepsUnder(final Kind kind) {
        final CrashPoint point = new CrashPoint();
        final Life life = begun(point);
        final int before = life.host().history().of(LogName.INPUTS).size();
        point.takeNotes();
        live(life, kind);
        records.put(kind, life.host().history().of(LogName.INPUTS).get(before));
        return point.seen();
    }

    private void dieBefore(final String step, final Kind kind) {
        final CrashPoint point = new CrashPoint();
        final Life life = begun(point);
        final Host host = life.host();
        final int before = host.history().of(LogName.INPUTS).size();
        point.arm(step);
        assertThrows(Crash.class, () -> live(life, kind));
        life.restart();
        final String where = "after a death before '" + step + "' under " + kind;
        final long written = host.history().of(LogName.INPUTS).stream()
                .skip(before)
                .filter(record -> record.saysTheSameAs(records.get(kind)))
                .count();
        assertTrue(written <= 1, where + " the record stands there " + written + " times");
        if (written == 0) {
            kind.write(life); // whoever said it says it again
        }
        life.arm();
        life.price(Life.LOW);
        life.settle();
        assertEquals(
                Undying.decisions(host.history().of(LogName.INPUTS)),
                host.journal().readable(LogName.ORDERS),
                where);
    }

    private static Life begun(final CrashPoint point) {
        final Life life = new Life(point, Durability.EACH_SYNC);
        life.begin();
        life.fillFiles();
        return life;
    }

    private static void live(final Life life, final Kind kind) {
        kind.write(life);
        life.settle();
        life.snapshot();
        life.restart();
    }
}
