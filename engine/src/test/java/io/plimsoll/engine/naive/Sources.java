package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The watermark of each account source, and the input sequence of its last gap. */
public final class Sources {
    private final FactFormulas formulas;
    private final SortedMap<Integer, Long> last = new TreeMap<>();
    private final SortedMap<Integer, Long> gap = new TreeMap<>();

    Sources(final FactFormulas formulas) {
        this.formulas = formulas;
    }

    /** Moves the watermark and flags a gap; false for a duplicate, which changes nothing. */
    boolean admit(final int source, final long sequence, final Event event) {
        final Long before = last.get(source);
        if (before != null && formulas.isDuplicate(before, sequence)) {
            return false;
        }
        event.comesFrom(source);
        last.put(source, sequence);
        if (before != null && formulas.isGap(before, sequence)) {
            gap.put(source, event.cause().sequence());
            event.flag(
                    Disposition.APPLIED_SUSPECT, FlagReason.SEQUENCE_GAP, OptionalLong.empty(), OptionalLong.empty());
        }
        return true;
    }

    /** Whether the unit awaits an authoritative snapshot, for its own sake or its source's. */
    public boolean isSuspect(final Unit unit) {
        return unit.suspectFlag || isSuspectByGap(unit);
    }

    /** Whether the unit's source, as it is before this record, lost records after an input. */
    boolean hasLostSince(final Unit unit, final long inputSequence) {
        return unit.source.isPresent()
                && gap.containsKey(unit.source.getAsInt())
                && gap.get(unit.source.getAsInt()) > inputSequence;
    }

    /** Whether it does so for its source's sake. */
    boolean isSuspectByGap(final Unit unit) {
        return unit.source.isPresent()
                && gap.containsKey(unit.source.getAsInt())
                && formulas.isBeforeGap(unit.snapshotSequence, gap.get(unit.source.getAsInt()));
    }
}
