package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
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

    /** Records and bytes by the number of their message in the schema. */
    private static final class Counts implements FrameHandler {
        private final Map<Integer, long[]> byTemplate = new TreeMap<>();
        private long firstNs;

        @Override
        public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
            firstNs = firstNs == 0 ? Frame.eventNs(buffer, offset) : firstNs;
            final long[] count = byTemplate.computeIfAbsent(Frame.templateId(buffer, offset), id -> new long[2]);
            count[0]++;
            count[1] += length;
        }

        private long bytes() {
            return byTemplate.values().stream().mapToLong(count -> count[1]).sum();
        }

        private void print() {
            byTemplate.forEach((id, count) ->
                    System.out.printf("        message %-4d %,14d records %,16d bytes%n", id, count[0], count[1]));
        }
    }
}
