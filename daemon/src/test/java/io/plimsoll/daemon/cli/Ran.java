package io.plimsoll.daemon.cli;

import io.plimsoll.journal.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One command, run in this process: its exit code and what it printed. Whoever uses it locks System.out and System.err. */
public record Ran(int exitCode, String out, String err) {
    /** The command and its arguments as on a command line. */
    public static Ran plimsoll(final Object... arguments) {
        final String[] args = new String[arguments.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = arguments[i].toString();
        }
        final PrintStream realOut = System.out;
        final PrintStream realErr = System.err;
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            final int exitCode = Plimsoll.run(args);
            return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    /** The same; anything but exit code 0 is an error of the test. */
    public static Ran well(final Object... arguments) {
        final Ran ran = plimsoll(arguments);
        if (ran.exitCode() != 0) {
            throw new AssertionError("exit code " + ran.exitCode() + ": " + ran.err());
        }
        return ran;
    }

    /** Standard output as one JSON object a line. */
    public List<Map<String, Object>> objects() {
        return out.lines().map(Json::object).toList();
    }
}
