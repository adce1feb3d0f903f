package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Queued;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** What becomes of those that wait to be liquidated. */
final class QueueObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final List<Queued> waiting = new ArrayList<>();
    private final Map<Long, Verdict> verdicts = new HashMap<>();

    QueueObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        waiting.clear();
        verdicts.clear();
        for (final Unit unit : state.units().values()) {
            unit.queued().ifPresent(queued -> {
                waiting.add(queued);
                verdicts.put(unit.accountId(), unit.verdict());
            });
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int templateId = Frame.templateId(buffer, offset);
        for (final Queued queued : waiting) {
            waited(state.units().get(queued.accountId()), templateId, outputs);
        }
        final Map<BigInteger, Queued> byShortfall = new HashMap<>();
        for (final Unit unit : state.units().values()) {
            unit.queued().ifPresent(queued -> {
                final Queued other = byShortfall.put(queued.shortfall(), queued);
                coverage.hitIf(other != null && other.since() > queued.since(), Place.QUEUED_TWINS);
            });
        }
    }

    private void waited(final Unit unit, final int templateId, final List<Output> outputs) {
        final boolean isOrdered = outputs.stream()
                .anyMatch(output -> output instanceof Output.Order order && order.accountId() == unit.accountId());
        final boolean isUntouched = !engine.touched().contains(unit.accountId());
        coverage.hitIf(isOrdered && templateId == TimerDecoder.TEMPLATE_ID, Place.QUEUE_RESUMED_BY_TIMER);
        coverage.hitIf(
                isOrdered && isUntouched && templateId != TimerDecoder.TEMPLATE_ID, Place.QUEUE_RESUMED_BY_OTHERS);
        final boolean isStillQueued = unit.queued().isPresent();
        coverage.hitIf(
                isStillQueued && !isUntouched && templateId == DefinitionsCommitDecoder.TEMPLATE_ID,
                Place.QUEUE_KEPT_BY_COMMIT);
        coverage.hitIf(
                unit.verdict() == Verdict.BANKRUPT && verdicts.get(unit.accountId()) != Verdict.BANKRUPT,
                Place.QUEUED_BANKRUPT);
        coverage.hitIf(unit.verdict() == Verdict.HEALTHY || unit.verdict() == Verdict.WARNING, Place.QUEUED_RECOVERS);
        coverage.hitIf(!unit.isTrader(), Place.QUEUED_RETIRED);
        coverage.hitIf(isWithheld(unit, WithheldReason.KILLED), Place.QUEUED_KILLED);
        coverage.hitIf(isWithheld(unit, WithheldReason.SUSPECT), Place.QUEUED_SUSPECT);
        coverage.hitIf(isWithheld(unit, WithheldReason.ORDER_CAPACITY), Place.QUEUED_FULL);
    }

    private static boolean isWithheld(final Unit unit, final WithheldReason reason) {
        return unit.withheld().equals(Optional.of(reason));
    }
}
