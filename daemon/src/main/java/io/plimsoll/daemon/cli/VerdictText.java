package io.plimsoll.daemon.cli;

import io.plimsoll.journal.LogName;
import io.plimsoll.journal.walk.Verdict;
import java.io.PrintStream;

/** Tells what a walk over a log has found, for people. Stateless. */
final class VerdictText {
    private VerdictText() {}

    static void print(final PrintStream out, final LogName log, final Verdict verdict) {
        out.printf(
                "%-6s  %,d records, %d to %d: ", log.directory(), verdict.records(), verdict.first(), verdict.last());
        if (verdict.damage() == null) {
            out.println(verdict.lostMark() == null ? "right, to the end" : "right, as far as they go");
        } else {
            out.println("then damaged");
            out.println("        " + verdict.damage());
        }
        if (verdict.lostMark() != null) {
            out.println("        " + verdict.lostMark());
        }
        if (verdict.lostUpTo() > verdict.last()) {
            out.printf(
                    "        lost: %d to %d; %,d of them are still there, behind the damage%n",
                    verdict.last() + 1, verdict.lostUpTo(), verdict.damage().readable());
        }
    }
}
