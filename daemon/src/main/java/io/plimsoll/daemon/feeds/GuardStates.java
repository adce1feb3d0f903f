package io.plimsoll.daemon.feeds;

import io.plimsoll.daemon.chain.ReadingSink;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InputFlaggedDecoder;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceStateChangeDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the guards have said so far. Written under the engine's lock, read by any thread. */
final class GuardStates extends ReadingSink {
    private final PriceStateChangeDecoder change = new PriceStateChangeDecoder();
    private final InputFlaggedDecoder flagged = new InputFlaggedDecoder();
    private final Map<Long, GuardState> states = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, ConcurrentMap<FlagReason, Integer>> flags = new ConcurrentHashMap<>();

    /**
     * How far a price is believed.
     *
     * @param state of the price
     * @param fresh how many sources are young enough
     * @param kept how many of them agree
     */
    record GuardState(PriceState state, int fresh, int kept) {}

    @Override
    protected void onDecision(final int templateId, final long eventNs) {
        if (templateId == PriceStateChangeDecoder.TEMPLATE_ID) {
            change.wrapAndApplyHeader(record, 0, header);
            states.put(change.priceId(), new GuardState(change.current(), change.fresh(), change.kept()));
        } else if (templateId == InputFlaggedDecoder.TEMPLATE_ID) {
            flagged.wrapAndApplyHeader(record, 0, header);
            flags.computeIfAbsent(flagged.source(), source -> new ConcurrentHashMap<>())
                    .merge(flagged.reason(), 1, Integer::sum);
        }
    }

    /** What the guard of a price said last. */
    Optional<GuardState> of(final int priceId) {
        return Optional.ofNullable(states.get(priceId & 0xFFFF_FFFFL));
    }

    /** How often a source's prices were refused or set aside, by reason; only the first of a streak counts. */
    Map<FlagReason, Integer> flags(final int source) {
        return new TreeMap<>(flags.getOrDefault(source, new ConcurrentHashMap<>()));
    }
}
