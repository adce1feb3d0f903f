package io.plimsoll.daemon.process;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.venue.ExampleMatchingEngine;
import io.plimsoll.daemon.venue.TestDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An {@link ExampleMatchingEngine} in a process of its own, told what to do. One thread. */
final class Venue {
    private final Child process;

    private Venue(final Child process) {
        this.process = process;
        process.awaitLine("READY");
    }

    /** One that a daemon hears by tailing its journal. */
    static Venue queued(final Children children, final DaemonHome home) {
        return new Venue(children.java(List.of(), ExampleMatchingEngine.class, home.venue(), home.journal()));
    }

    /** One that speaks on the daemon's socket. */
    static Venue connected(final Children children, final DaemonHome home) {
        return new Venue(
                children.java(List.of(), ExampleMatchingEngine.class, home.venue(), home.journal(), home.socket()));
    }

    /** One that speaks over Aeron. */
    static Venue overAeron(
            final Children children, final DaemonHome home, final TestDriver driver, final AeronStream stream) {
        return new Venue(children.java(
                List.of(),
                ExampleMatchingEngine.class,
                home.venue(),
                home.journal(),
                driver.directory(),
                stream.channel(),
                stream.backChannel(),
                stream.number()));
    }

    /** Where a venue and a daemon hear each other. */
    record AeronStream(String channel, String backChannel, int number) {
        String source(final TestDriver driver) {
            return "[{type: aeron, name: venue, channel: \"" + channel + "\", backChannel: \"" + backChannel
                    + "\", stream: " + number + ", driverDir: " + driver.directory() + "}]";
        }
    }

    Child process() {
        return process;
    }

    /** Does something, and answers the sequence of its last fact. */
    long does(final String command) {
        final int before = done(command).size();
        process.say(command);
        Await.until(
                () -> "'" + command + "' from " + process, () -> done(command).size() > before || !process.isAlive());
        final List<String> done = done(command);
        if (done.size() <= before) {
            throw new AssertionError("it ended before '" + command + "': " + process);
        }
        return Long.parseLong(done.get(done.size() - 1));
    }

    /** What each account holds, by its id. */
    Map<Long, String> holdings() {
        final int before = process.lines().size();
        does("tell");
        final Map<Long, String> holdings = new TreeMap<>();
        final List<String> lines = new ArrayList<>(process.lines());
        for (final String line : lines.subList(before, lines.size())) {
            if (line.startsWith("HOLDS ")) {
                final String[] words = line.split(" ", 3);
                holdings.put(Long.parseLong(words[1]), words[2]);
            }
        }
        return holdings;
    }

    /** Ends in order. */
    void stop() {
        does("stop");
        process.awaitExit(0);
    }

    private List<String> done(final String command) {
        final String start = "DONE " + command + " ";
        return process.lines().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
