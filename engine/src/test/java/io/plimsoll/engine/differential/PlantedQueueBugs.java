package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.QueueFormulas;
import io.plimsoll.engine.naive.Queued;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.TimerDecoder;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The part of {@link PlantedBugs} that is about the queue of those to be liquidated. */
final class PlantedQueueBugs {
    private static final Comparator<Queued> LARGEST_FIRST =
            Comparator.comparing(Queued::shortfall).reversed();
    private static final Comparator<Queued> OLDEST_FIRST = Comparator.comparingLong(Queued::since);

    private PlantedQueueBugs() {}

    private static Supplier<NaiveMarginEngine> with(final QueueFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final Comparator<Queued> order) {
        return with(new QueueFormulas() {
            @Override
            protected int compare(final Queued first, final Queued second) {
                return order.compare(first, second);
            }
        });
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put(
                "queue: ties by insertion order",
                with(LARGEST_FIRST.thenComparing(OLDEST_FIRST).thenComparingLong(Queued::accountId)));
        bugs.put("queue: newest first", with(OLDEST_FIRST.reversed().thenComparingLong(Queued::accountId)));
        bugs.put("queue: least risky first", with(LARGEST_FIRST.reversed().thenComparingLong(Queued::accountId)));
        bugs.put("queue: bound ignored", with(new QueueFormulas() {
            @Override
            protected int bound(final Profile profile) {
                return Integer.MAX_VALUE;
            }
        }));
        bugs.put("queue: bound passed by one", with(new QueueFormulas() {
            @Override
            protected int bound(final Profile profile) {
                return super.bound(profile) + 1;
            }
        }));
        bugs.put("queue: not resumed by timers", with(new QueueFormulas() {
            @Override
            protected boolean isResumedBy(final int templateId) {
                return templateId != TimerDecoder.TEMPLATE_ID;
            }
        }));
        bugs.put("queue: risk taken anew whenever touched", with(new QueueFormulas() {
            @Override
            protected Queued again(final Queued before, final Queued now) {
                return now;
            }
        }));
        bugs.put("queue: risk kept over a commit", with(new QueueFormulas() {
            @Override
            protected Optional<Queued> afterCommit(final Queued before) {
                return Optional.of(before);
            }
        }));
    }
}
