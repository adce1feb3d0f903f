package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of one record while it is applied: its cause, its outputs so far, the units it touches. */
final class Event {
    private final Cause cause;
    private final List<Output> outputs = new ArrayList<>();
    private final SortedSet<Long> touched = new TreeSet<>();
    private OptionalInt source = OptionalInt.empty();
    private OptionalLong filledAccount = OptionalLong.empty();
    private Optional<Output> fillState = Optional.empty();
    private final SortedMap<InFlight.Aim, SortedSet<OrderId>> expired = new TreeMap<>(InFlight.Aim.BY_IDS);
    private long nextOrdinal;

    Event(final Cause cause) {
        this.cause = cause;
    }

    Cause cause() {
        return cause;
    }

    void comesFrom(final int someSource) {
        source = OptionalInt.of(someSource);
    }

    OptionalInt source() {
        return source;
    }

    void emit(final Output output) {
        outputs.add(output);
    }

    void flag(
            final Disposition disposition,
            final FlagReason reason,
            final OptionalLong accountId,
            final OptionalLong subjectId) {
        emit(new Output.InputFlagged(cause, accountId, subjectId, source, disposition, reason));
    }

    void touch(final long accountId) {
        touched.add(accountId);
    }

    void orderFilled(final long accountId, final Output change) {
        filledAccount = OptionalLong.of(accountId);
        fillState = Optional.of(change);
    }

    /** What became of the order by this record's fill of it, if it is the account's. */
    Optional<Output> fillStateOf(final long accountId) {
        return fillState.filter(change -> filledAccount.getAsLong() == accountId);
    }

    /** An order for that aim ended because its time had passed. */
    void expired(final InFlight.Aim aim, final OrderId id) {
        expired.computeIfAbsent(aim, unused -> new TreeSet<>(InFlight.BY_ID)).add(id);
    }

    /** Orders for that aim which this record ended; none from the second time on that this is asked. */
    SortedSet<OrderId> takeExpired(final InFlight.Aim aim) {
        final SortedSet<OrderId> ids = expired.remove(aim);
        return ids == null ? Collections.emptySortedSet() : ids;
    }

    /** Ordinals count over the whole cause. */
    long takeOrdinal() {
        return nextOrdinal++;
    }

    SortedSet<Long> touched() {
        return Collections.unmodifiableSortedSet(touched);
    }

    List<Output> outputs() {
        return List.copyOf(outputs);
    }
}
