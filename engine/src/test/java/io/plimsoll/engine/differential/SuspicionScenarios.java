package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Unit;
import java.util.List;

/** Gaps before, inside and beside snapshots, and facts of an account that come from another source than its own. */
final class SuspicionScenarios {
    private SuspicionScenarios() {}

    static void gap(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> gap(script, unit, script.source(unit.accountId())));
    }

    private static void gap(final Script script, final Unit unit, final int source) {
        script.then(out -> out.transfer(
                unit.accountId(),
                World.CASH,
                script.dice().between(-100, 100),
                source,
                script.skip(source, lost(script))));
    }

    /** How far the next sequence is from the last: one or more are missing between. */
    private static long lost(final Script script) {
        return script.dice().of(2L, 3L, 1_000_000L);
    }

    /** Before one of a snapshot's own records: forgiven only where that is the first. */
    static void gapInSnapshot(final Script script) {
        script.unit(Unit::isTrader).ifPresent(unit -> {
            final List<SnapshotRecords.Line> lines = lines(script, unit);
            final int source = script.source(unit.accountId());
            final int at = script.dice().below(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                final long step = i == at ? lost(script) : 1;
                SnapshotRecords.play(script, lines.get(i), i == 0, i == lines.size() - 1, source, step);
            }
        });
    }

    /** Between a snapshot's records, in the source it comes from or in the one that its account had until then. */
    static void gapBesideSnapshot(final Script script) {
        script.unit(unit -> unit.source().isPresent()).ifPresent(unit -> {
            final int own = unit.source().orElseThrow();
            final int source = script.dice().oneIn(2) ? own : another(script);
            final int gapped = script.dice().of(own, source);
            final List<SnapshotRecords.Line> lines = lines(script, unit);
            final int at = script.dice().below(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                if (i == at) {
                    script.unit(other -> other != unit).ifPresent(other -> gap(script, other, gapped));
                }
                SnapshotRecords.play(script, lines.get(i), i == 0, i == lines.size() - 1, source, 1);
            }
        });
    }

    /** Each record of a snapshot from some source: the last one's is the account's from then on. */
    static void mixedSnapshot(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final List<SnapshotRecords.Line> lines = lines(script, unit);
            for (int i = 0; i < lines.size(); i++) {
                final long step = script.dice().oneIn(8) ? lost(script) : 1;
                SnapshotRecords.play(script, lines.get(i), i == 0, i == lines.size() - 1, another(script), step);
            }
        });
    }

    private static List<SnapshotRecords.Line> lines(final Script script, final Unit unit) {
        return SnapshotRecords.of(unit.accountId(), SnapshotScenarios.newLegs(script));
    }

    /** A fact of an account that is suspect by its source's gap alone, if there is one, from another source. */
    static void otherSource(final Script script) {
        if (script.dice().oneIn(3)) {
            gap(script);
        }
        script.then(out -> {
            final Unit unit = script.unit(some ->
                            !some.suspectFlag() && script.state().sources().isSuspect(some))
                    .or(() -> script.unit(some -> true))
                    .orElseThrow();
            final int source = another(script);
            out.transfer(unit.accountId(), World.CASH, script.dice().between(-100, 100), source, script.next(source));
        });
    }

    // one more than the world's own, so that there is another even where it has but one
    private static int another(final Script script) {
        return script.dice().between(1, script.world().sources() + 1);
    }
}
