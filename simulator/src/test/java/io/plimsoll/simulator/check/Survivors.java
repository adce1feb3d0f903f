package io.plimsoll.simulator.check;

import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.List;
import java.util.Map;

/**
 * What a crash left.
 *
 * @param hasLostPower whether more than the process died
 * @param records what can be read of each log, up to the first that cannot
 * @param publishedDurable sequence up to which the machine had said that each log survives a loss of power
 */
public record Survivors(
        boolean hasLostPower, Map<LogName, List<JournalRecord>> records, Map<LogName, Long> publishedDurable) {}
