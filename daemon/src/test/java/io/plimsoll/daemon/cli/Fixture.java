package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small book around 1,000, ticks that fall by a fifth and come back, and a backtest over both. */
final class Fixture {
    final Path folder;
    final Path book;
    final Path ticks;

    Fixture(final Path folder) throws IOException {
        this.folder = folder;
        book = folder.resolve("book.ndjson");
        Ran.well("sample-book", "--price", "BTC-PERP=1000", "--accounts", 200, "--seed", 5, "-o", book);
        ticks = Files.write(folder.resolve("ticks.csv"), ticks());
    }

    static List<String> ticks() {
        final List<String> rows = new ArrayList<>();
        rows.add("ts,instrument,price");
        for (int i = 0; i < 400; i++) {
            rows.add((1_738_368_000_000L + i * 1_000L) + ",BTC-PERP," + (1_000 - Math.min(i, 400 - i)));
        }
        return rows;
    }

    /** Runs the ticks; more options may follow. */
    Ran backtest(final String journal, final Object... more) {
        return backtest(ticks, journal, more);
    }

    Ran backtest(final Path tickFile, final String journal, final Object... more) {
        final List<Object> arguments = new ArrayList<>(List.of(
                "backtest",
                "--book",
                book,
                "--ticks",
                tickFile,
                "--journal",
                folder.resolve(journal),
                "--profile",
                Project.linearProfile(),
                "--json"));
        arguments.addAll(List.of(more));
        return Ran.plimsoll(arguments.toArray());
    }
}
