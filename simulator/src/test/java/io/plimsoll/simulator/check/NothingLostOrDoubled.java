package io.plimsoll.simulator.check;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.simulator.History;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** P4: after a death the journal is a clean prefix, no visible order is lost, none is issued twice, and no id names two orders. */
public final class NothingLostOrDoubled implements Checker {
    private final History history;
    private final Map<OrderId, Output.Order> everVisible = new HashMap<>();
    private final Set<OrderId> standing = new HashSet<>();

    public NothingLostOrDoubled(final History history) {
        this.history = history;
    }

    @Override
    public void onOutput(final Output output) {
        if (output instanceof Output.Order order) {
            if (!standing.add(order.id())) {
                throw violation("issued twice: " + order);
            }
            final Output.Order first = everVisible.putIfAbsent(order.id(), order);
            if (first != null && !first.equals(order)) {
                throw violation("one id, two orders: " + first + " and " + order);
            }
        }
    }

    @Override
    public void onSurvivors(final Survivors survivors) {
        for (final LogName log : LogName.values()) {
            checkPrefix(log, survivors.records().get(log), survivors.hasLostPower());
        }
        standing.clear();
        for (final JournalRecord record : survivors.records().get(LogName.ORDERS)) {
            if (history.output(record) instanceof Output.Order order) {
                standing.add(order.id());
            }
        }
    }

    private void checkPrefix(final LogName log, final List<JournalRecord> left, final boolean mayBeShorter) {
        final List<JournalRecord> written = history.of(log);
        if (left.size() > written.size() || (left.size() < written.size() && !mayBeShorter)) {
            throw violation(log + ": " + written.size() + " records were written, " + left.size() + " are left");
        }
        if (!left.equals(written.subList(0, left.size()))) {
            throw violation(log + ": what is left is not what was written");
        }
    }

    @Override
    public void onOpened(final LogName log, final long lastSequence) {
        if (lastSequence != history.of(log).size()) {
            throw violation(log + ": opened after record " + lastSequence + ", of which "
                    + history.of(log).size() + " are whole");
        }
    }

    @Override
    public void onRecovered(final MarginEngine engine) {
        for (final OrderId id : everVisible.keySet()) {
            if (!standing.contains(id)) {
                throw violation("lost: " + everVisible.get(id));
            }
        }
    }
}
