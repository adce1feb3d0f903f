package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.protocol.codec.DegradedAction;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A guard that believes a single source for a second and looks at nothing else, but for what a test changes. */
final class GuardEdit {
    int quorum = 1;
    long maxAgeNs = 1_000_000_000L;
    OptionalInt collarPpm = OptionalInt.empty();
    OptionalInt outlierMads = OptionalInt.empty();
    int outlierFloorPpm;
    OptionalInt maxConfidencePpm = OptionalInt.empty();
    OptionalInt haltFactor = OptionalInt.empty();
    long slowNs = 64;
    int resumeTicks = 1;
    OptionalInt dwellPpm = OptionalInt.empty();
    long dwellNs;
    DegradedAction degraded = DegradedAction.AT_BOUND;

    private GuardEdit() {}

    static Guard guard(final long priceId, final Consumer<GuardEdit> change) {
        final GuardEdit edit = new GuardEdit();
        change.accept(edit);
        return new Guard(
                priceId,
                edit.quorum,
                edit.maxAgeNs,
                edit.collarPpm,
                edit.outlierMads,
                edit.outlierFloorPpm,
                edit.maxConfidencePpm,
                edit.haltFactor,
                edit.slowNs,
                edit.resumeTicks,
                edit.dwellPpm,
                edit.dwellNs,
                edit.degraded);
    }
}
