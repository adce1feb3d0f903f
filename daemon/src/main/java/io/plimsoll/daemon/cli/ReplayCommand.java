package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.replay.InputsEnd;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.daemon.replay.Verification;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.OrderId;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: the inputs through the engine again, and what it decides beside what {@code orders} holds. */
@Command(
        name = "replay",
        description = {
            "Regenerates every decision from the inputs of a journal and compares it, byte for byte, with orders.",
            "Needs the journal alone. A decision that differs ends it with exit code 40, another state hash with 41.",
            "With --set, --drop-source or --shift-price it says what would have been instead."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll replay --journal data/journal",
            "  plimsoll replay --journal data/journal --from 2013-11-27T00:00:00Z --to 2013-11-28T00:00:00Z",
            "  plimsoll replay --journal data/journal --set profile.stopBuffer=1 --shift-price BTC-PERP=-5",
            "  plimsoll replay --journal data/journal --until-order 1-354105-0 --expect-hash 9f0c1d2e3b4a5968"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--from",
            paramLabel = "SEQ|TIME",
            description =
                    "First input whose decisions are compared; the replay begins with the newest snapshot before it, and a"
                            + " what-if counts and changes from there on. Default: the first that it can begin with.")
    private String from;

    @ArgGroup
    private End end = new End();

    /** One of the two, or neither. */
    static final class End {
        @Option(
                names = "--to",
                paramLabel = "SEQ|TIME",
                description = "Last input. A time is UTC, as 2013-11-26T12:53:50Z. Default: the last.")
        private String to;

        @Option(names = "--until-order", paramLabel = "ID", description = "Ends with the input that caused this order.")
        private String order;
    }

    @Option(
            names = "--expect-hash",
            paramLabel = "H",
            description = "Hash of the engine's state at the end, as replay and backtest print it.")
    private String expectedHash;

    @Mixin
    private WhatIfOptions whatIf = new WhatIfOptions();

    @Override
    public Integer call() throws IOException {
        final FrameLogs logs = journal.requireInputs();
        final Stretch stretch = Stretch.all().from(from).to(lastInput());
        if (whatIf.isWanted()) {
            if (expectedHash != null) {
                throw new UserError("--expect-hash speaks of what was recorded: not with a what-if");
            }
            whatIf.run(logs, journal.snapshots(), stretch);
            return ExitCode.OK.code();
        }
        final Verification.Result result;
        try (ProgressBar progress = ProgressBar.onTerminal(InputsEnd.lastSequence(logs, stretch), "inputs")) {
            result = Verification.run(logs, journal.snapshots(), stretch, progress);
        }
        print(result);
        if (result.difference().isPresent()) {
            result.difference().get().print(System.out);
            return ExitCode.REPLAY_DIFFERS.code();
        }
        if (expectedHash != null && result.stateHash() != parseHash()) {
            throw new UserError(
                    ExitCode.HASH_DIFFERS,
                    "the state hash after input " + result.lastInput() + " is " + Long.toHexString(result.stateHash())
                            + ", expected " + expectedHash);
        }
        return ExitCode.OK.code();
    }

    private String lastInput() {
        if (end.order == null) {
            return end.to;
        }
        try {
            return Long.toString(OrderId.parse(end.order).sequence());
        } catch (final IllegalArgumentException e) {
            throw new UserError("--until-order: " + e.getMessage());
        }
    }

    private long parseHash() {
        try {
            return Long.parseUnsignedLong(expectedHash, 16);
        } catch (final NumberFormatException e) {
            throw new UserError("--expect-hash " + expectedHash + ": expected up to 16 hexadecimal digits");
        }
    }

    private static void print(final Verification.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%,d inputs replayed in %.2f s: %,.0f a second%n",
                result.events(),
                result.nanos() / 1e9,
                result.eventsPerSecond());
        System.out.printf(
                Locale.ROOT,
                "%,d decisions on inputs %,d to %,d are byte for byte what orders holds%n",
                result.compared(),
                result.firstInput(),
                result.lastInput());
        System.out.printf(Locale.ROOT, "state hash %s%n", Long.toHexString(result.stateHash()));
    }
}
