package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.replay.RecordFields;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.walk.Verdict;
import io.plimsoll.protocol.Frame;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code journal stats}: how much of what it holds. */
@Command(
        name = "stats",
        description = "Counts the records of each log by kind, with their bytes and the time that they span.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal stats --journal data/journal"})
final class JournalStatsCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Override
    public Integer call() {
        final FrameLogs logs = journal.require(LogName.values());
        for (final LogName log : LogName.values()) {
            final Counts counts = new Counts();
            final Verdict verdict = logs.walk(log, counts);
            VerdictText.print(System.out, log, verdict);
            if (verdict.records() > 0) {
                System.out.printf(
                        "        %s to %s, %d files, %,d bytes of records%n",
                        instant(counts.firstNs),
                        instant(verdict.lastEventNs()),
                        logs.files(log).size(),
                        counts.bytes());
            }
            counts.print();
        }
        return ExitCode.OK.code();
    }

    private static Instant instant(final long ns) {
        return Instant.ofEpochSecond(ns / 1_000_000_000, ns % 1_000_000_000);
    }

    /** Records and bytes by the name that a line of {@code export} gives them, in the order of the schema. */
    private static final class Counts implements FrameHandler {
        private final Map<Integer, Count> byTemplate = new TreeMap<>();
        private long firstNs;

        private static final class Count {
            private final String name;
            private long records;
            private long bytes;

            Count(final String name) {
                this.name = name;
            }
        }

        @Override
        public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
            firstNs = firstNs == 0 ? Frame.eventNs(buffer, offset) : firstNs;
            final Count count = byTemplate.computeIfAbsent(
                    Frame.templateId(buffer, offset),
                    id -> new Count(RecordFields.of(buffer, offset, length).get("type")));
            count.records++;
            count.bytes += length;
        }

        private long bytes() {
            return byTemplate.values().stream().mapToLong(count -> count.bytes).sum();
        }

        private void print() {
            byTemplate
                    .values()
                    .forEach(count -> System.out.printf(
                            "        %-20s %,14d records %,16d bytes%n", count.name, count.records, count.bytes));
        }
    }
}
