package io.plimsoll.daemon.process;

import io.plimsoll.daemon.book.SampleBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A seeded book and a price file for {@code plimsoll backtest}, with some hundreds of liquidations in them. Immutable. */
final class SmallBacktest {
    private final Path book;
    private final Path ticks;

    SmallBacktest(final Path folder, final int accounts, final int rows, final long seed) throws IOException {
        book = folder.resolve("book.ndjson");
        ticks = Files.write(folder.resolve("ticks.csv"), Prices.restless(rows, 0.25, seed));
        final List<SampleBook.Market> markets = List.of(
                SampleBook.Market.of("BTC-PERP", new BigDecimal("40000")),
                SampleBook.Market.of("ETH-PERP", new BigDecimal("2000")));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(book))) {
            new SampleBook(markets, seed).write(out, accounts);
        }
    }

    Path book() {
        return book;
    }

    Path ticks() {
        return ticks;
    }

    /** The command's arguments. */
    Object[] command(final Path journal, final Object... more) {
        final Object[] args = new Object[9 + more.length];
        final Object[] first = {
            "backtest", "--book", book, "--ticks", ticks, "--fills", "paper:35,10", "--journal", journal
        };
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(more, 0, args, first.length, more.length);
        return args;
    }
}
