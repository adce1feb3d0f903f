package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.latency.LatencyPlot;
import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.daemon.postmortem.PostMortem.Health;
import io.plimsoll.daemon.postmortem.PostMortem.Integrity;
import io.plimsoll.daemon.postmortem.PostMortem.Liquidation;
import io.plimsoll.daemon.postmortem.PostMortem.Span;
import io.plimsoll.daemon.postmortem.PostMortem.Totals;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.replay.ComparingSink;
import io.plimsoll.daemon.replay.Difference;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Replays a stretch and takes down what happened in it, comparing every decision with {@code orders} on the way. Damage ends the
 * stretch early and is told, since a report is wanted most of a journal that is not whole. One report, one thread.
 */
public final class Collector {
    private final Stretch stretch;
    private final JournalReplay replay;
    private final ComparingSink comparing;
    private final DecisionFacts decisions;
    private final InputFacts inputs;
    private final PriceDoubts doubts;
    private long firstSequence;
    private long firstNs;
    private Health before;
    private boolean isBeforeArmed;

    private Collector(final Stretch stretch, final JournalReplay replay, final ComparingSink comparing) {
        this.stretch = stretch;
        this.replay = replay;
        this.comparing = comparing;
        final Definitions definitions = new Definitions();
        doubts = new PriceDoubts(definitions);
        decisions = new DecisionFacts(comparing, () -> replay.engine().view(), doubts);
        inputs = new InputFacts(definitions, decisions, doubts);
    }

    /**
     * Collects.
     *
     * @param journal what the report calls the journal
     * @param snapshots of the journal: the newest before the stretch is where the replay begins
     * @param latency to be shown with it
     * @param progress told the sequence reached, now and then
     */
    public static PostMortem collect(
            final String journal,
            final ReadableLogs logs,
            final SnapshotStore snapshots,
            final Stretch stretch,
            final List<LatencyPlot.Curve> latency,
            final LongConsumer progress)
            throws IOException {
        try (JournalReplay replay = JournalReplay.fromSnapshot(logs, stretch, snapshots);
                ComparingSink comparing = new ComparingSink(logs, replay.ordersBefore())) {
            final Collector collector = new Collector(stretch, replay, comparing);
            replay.engine().forEachDefinition((message, length) -> collector.inputs.define(message, 0));
            final JournalException damage = collector.replay(progress);
            return collector.facts(journal, latency, damage);
        }
    }

    private JournalException replay(final LongConsumer progress) {
        try {
            while (replay.next(this::seen, decisions)) {
                inputs.applied(replay.eventNs(), counters());
                progress.accept(replay.sequence());
            }
            comparing.end(replay.sequence());
            return null;
        } catch (final JournalException e) {
            return e;
        }
    }

    private void seen(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Frame.sequence(buffer, offset);
        final long eventNs = Frame.eventNs(buffer, offset);
        if (firstSequence == 0 && !stretch.isReachedBy(sequence, eventNs)) {
            inputs.before(buffer, offset, counters());
            return;
        }
        if (firstSequence == 0) {
            firstSequence = sequence;
            firstNs = eventNs;
            comparing.begin(sequence);
            decisions.open();
            takeBefore(sequence, eventNs);
        } else if (!isBeforeArmed && replay.engine().status() == EngineStatus.ARMED) {
            takeBefore(sequence, eventNs);
        }
        inputs.seen(buffer, offset, counters());
    }

    // A book that is still being loaded says nothing: it counts as it stands when the engine is first armed.
    private void takeBefore(final long sequence, final long eventNs) {
        isBeforeArmed = replay.engine().status() == EngineStatus.ARMED;
        before = new BookHealth(replay.engine().view()).at(sequence, eventNs);
    }

    private EngineCounters counters() {
        return replay.engine().counters();
    }

    private PostMortem facts(
            final String journal, final List<LatencyPlot.Curve> latency, final JournalException damage) {
        final BookHealth after = new BookHealth(replay.engine().view());
        final long last = replay.sequence();
        final long lastNs = replay.eventNs();
        final List<Event> timeline = new ArrayList<>(inputs.events());
        timeline.addAll(decisions.events());
        timeline.sort(Comparator.comparingLong(Event::sequence));
        final List<Liquidation> liquidations = new ArrayList<>();
        decisions
                .accounts()
                .forEach(account -> liquidations.add(account.end(replay.engine().view())));
        liquidations.sort(
                Comparator.comparing(Liquidation::closedValue).reversed().thenComparing(Liquidation::accountId));
        final List<PostMortem.PricePath> paths = inputs.paths(lastNs);
        final long accepted =
                paths.stream().mapToLong(PostMortem.PricePath::accepted).sum();
        return new PostMortem(
                journal,
                new Span(firstSequence, firstNs, firstSequence == 0 ? 0 : last, lastNs),
                replay.snapshot(),
                integrity(damage),
                new Totals(
                        accepted,
                        inputs.prices() - accepted,
                        liquidations.size(),
                        decisions.orders(),
                        decisions.filled(),
                        decisions.cancelled(),
                        replay.engine().view().ordersInFlight(),
                        after.deficits(),
                        after.deficit()),
                inputs.currency(),
                timeline,
                paths,
                before == null ? after.at(last, lastNs) : before,
                after.at(last + 1, lastNs),
                liquidations,
                decisions.withholdings(),
                decisions.withheldCounts(),
                decisions.flags(),
                decisions.losses().losses(),
                decisions.losses().counts(),
                doubts.since(firstNs),
                latency);
    }

    private Integrity integrity(final JournalException damage) {
        final String difference =
                comparing.difference().map(Difference::summary).orElse(null);
        return new Integrity(
                damage == null ? difference : damage.getMessage(),
                damage != null,
                comparing.compared(),
                replay.engine().stateHash());
    }
}
