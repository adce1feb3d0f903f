package io.plimsoll.daemon.cli;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.text.RecordText;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal quarantine}: goes on without an input that stops the engine. */
@Command(
        name = "quarantine",
        description = {
            "Takes one input out of every replay from now on, for an input that stops the engine at each start (exit code 33).",
            "The record stays in the journal; a tombstone beside it names it. What it said never reaches the engine: mend it at the venue,"
                    + " by a snapshot of its account."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal quarantine 48213 --reason 'incident 17' --journal data/journal"})
final class JournalQuarantineCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Parameters(paramLabel = "SEQ", description = "Sequence of the input.")
    private long sequence;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; kept with the tombstone.")
    private String reason = "";

    @Override
    public Integer call() throws IOException {
        if (sequence < 1) {
            throw new UserError("SEQ " + sequence + ": expected a sequence from 1");
        }
        if (reason.isBlank()) {
            throw new UserError("--reason: expected a text");
        }
        final FrameLogs logs = journal.require(LogName.INPUTS);
        refuseIfInASnapshot();
        final JournalLock lock = logs.lock();
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.at(sequence))) {
            boolean isFound = false;
            while (reader.lastSequence() < sequence && !reader.atEnd(0)) {
                isFound |= reader.poll((buffer, offset, length) -> entomb(logs, buffer, offset, length))
                        && reader.lastSequence() == sequence;
            }
            if (!isFound) {
                throw new UserError("SEQ " + sequence + ": inputs end before it, or it is quarantined already");
            }
        } finally {
            lock.close();
        }
        System.out.println("quarantined input " + sequence);
        return ExitCode.OK.code();
    }

    // A start from it would go on with what the input did, a replay from the start without.
    private void refuseIfInASnapshot() throws IOException {
        final List<Long> snapshots = journal.snapshots().newestFirst();
        if (!snapshots.isEmpty() && snapshots.get(0) >= sequence) {
            throw new UserError("SEQ " + sequence + ": snapshot " + snapshots.get(0) + " has this input in it; "
                    + "see docs/operating/journal.md, Quarantine");
        }
    }

    private void entomb(final FrameLogs logs, final DirectBuffer buffer, final int offset, final int length) {
        if (Frame.sequence(buffer, offset) == sequence) {
            new RecordText(System.out, true, true).onFrame(buffer, offset, length);
            logs.quarantine().add(sequence, Frame.crc(buffer, offset), reason);
        }
    }
}
