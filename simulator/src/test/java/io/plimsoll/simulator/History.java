package io.plimsoll.simulator;

import io.plimsoll.engine.differential.OutputDecoder;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.simulator.check.Checker;
import io.plimsoll.simulator.disk.JournalObserver;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every record that was ever visible and has not been lost since, kept apart from the disk, and shown to the checkers as it comes. */
public final class History implements JournalObserver {
    private final Map<LogName, List<JournalRecord>> records = new EnumMap<>(LogName.class);
    private final List<Checker> checkers = new ArrayList<>();
    private final OutputDecoder decoder = new OutputDecoder();

    History() {
        for (final LogName log : LogName.values()) {
            records.put(log, new ArrayList<>());
        }
    }

    void add(final Checker checker) {
        checkers.add(checker);
    }

    List<Checker> checkers() {
        return checkers;
    }

    /** In order of sequence, from 1. */
    public List<JournalRecord> of(final LogName log) {
        return Collections.unmodifiableList(records.get(log));
    }

    /** What a record of {@code orders} says. */
    public Output output(final JournalRecord record) {
        return decoder.decode(
                record.buffer(), Frame.HEADER_LENGTH, record.length() - Frame.HEADER_LENGTH, record.eventNs());
    }

    @Override
    public void onVisible(final LogName log, final JournalRecord record) {
        records.get(log).add(record);
        if (log == LogName.INPUTS) {
            checkers.forEach(checker -> checker.onInput(record));
        } else {
            final Output output = output(record);
            checkers.forEach(checker -> checker.onOutput(output));
        }
    }

    @Override
    public void onRepaired(final LogName log, final List<JournalRecord> repaired) {
        replace(log, repaired);
    }

    /** After a crash: this is what is left. */
    void replace(final LogName log, final List<JournalRecord> left) {
        records.put(log, new ArrayList<>(left));
    }
}
