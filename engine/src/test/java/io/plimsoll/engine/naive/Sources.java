package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** The watermark of each account source, the input sequence of its last gap, when it was last heard, and whether what was missed of it is to come. */
public final class Sources {
    private final FactFormulas formulas;
    private final IntFunction<List<Long>> waiting;
    private final SortedMap<Integer, Long> last = new TreeMap<>();
    private final SortedMap<Integer, Long> gap = new TreeMap<>();
    private final SortedMap<Integer, Long> heardNs = new TreeMap<>();
    private final SortedSet<Integer> resyncing = new TreeSet<>();
    private OptionalLong maxFactAgeNs = OptionalLong.empty();

    /** {@code waiting} tells the accounts of a source that are withheld ACCOUNTS_STALE. */
    Sources(final FactFormulas formulas, final IntFunction<List<Long>> waiting) {
        this.formulas = formulas;
        this.waiting = waiting;
    }

    /** Moves the watermark and flags a gap; false for a duplicate, which changes nothing. */
    boolean admit(final int source, final long sequence, final Event event) {
        final Long before = last.get(source);
        final boolean isDuplicate = before != null && formulas.isDuplicate(before, sequence);
        if (formulas.isHeard(isDuplicate)) {
            hear(source, event);
        }
        if (isDuplicate) {
            return false;
        }
        event.comesFrom(source);
        last.put(source, sequence);
        if (before != null && formulas.isGap(before, sequence)) {
            lost(source, event);
        }
        return true;
    }

    private void lost(final int source, final Event event) {
        gap.put(source, event.cause().sequence());
        event.flag(Disposition.APPLIED_SUSPECT, FlagReason.SEQUENCE_GAP, OptionalLong.empty(), OptionalLong.empty());
    }

    /** A source says what it sent last; dropped if that is not the last of what came. */
    void heartbeat(final int source, final long sequence, final Event event) {
        final Long before = last.get(source);
        if (before != null && sequence < before) {
            return;
        }
        hear(source, event);
        event.comesFrom(source);
        last.put(source, sequence);
        if (before != null && formulas.isHeartbeatGap(before, sequence)) {
            lost(source, event);
        }
    }

    /** What was missed of a source has been asked for, or is here. */
    void resync(final int source, final boolean isUnderWay, final Event event) {
        if (isUnderWay) {
            resyncing.add(source);
        } else if (resyncing.remove(source) && formulas.isTouchedWhenWhole()) {
            waiting.apply(source).forEach(event::touch);
        }
    }

    /** A run begins. */
    void ready() {
        if (formulas.isInterruptedByRun()) {
            resyncing.clear();
        }
    }

    /** Sources of which what was missed is still to come. */
    public SortedSet<Integer> resyncing() {
        return Collections.unmodifiableSortedSet(resyncing);
    }

    /** Sources may be silent so long from here on; who was heard is known only while they may not be for ever. */
    void boundBy(final OptionalLong maxAgeNs) {
        maxFactAgeNs = maxAgeNs;
        if (maxAgeNs.isEmpty()) {
            heardNs.clear();
        }
    }

    private void hear(final int source, final Event event) {
        if (maxFactAgeNs.isEmpty()) {
            return;
        }
        final long nowNs = event.cause().eventNs();
        if (!resyncing.contains(source)
                && formulas.isTouchedWhenHeard(formulas.isStale(heardNs(source), nowNs, maxFactAgeNs.getAsLong()))) {
            waiting.apply(source).forEach(event::touch);
        }
        heardNs.put(source, nowNs);
    }

    /** Whether the unit's source is too long silent, or what was missed of it is to come. */
    boolean isStale(final Unit unit, final long nowNs) {
        return unit.source.isPresent()
                && (formulas.isStaleInResync(resyncing.contains(unit.source.getAsInt()))
                        || isSilent(unit.source.getAsInt(), nowNs));
    }

    private boolean isSilent(final int source, final long nowNs) {
        return maxFactAgeNs.isPresent() && formulas.isStale(heardNs(source), nowNs, maxFactAgeNs.getAsLong());
    }

    /** When the source was last heard, as far as that is kept. */
    public OptionalLong heardNs(final int source) {
        return heardNs.containsKey(source) ? OptionalLong.of(heardNs.get(source)) : OptionalLong.empty();
    }

    /** How long a source may be silent; empty: however long. */
    public OptionalLong maxFactAgeNs() {
        return maxFactAgeNs;
    }

    /** The watermark of a source, if it sent anything. */
    public Optional<Long> last(final int source) {
        return Optional.ofNullable(last.get(source));
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
