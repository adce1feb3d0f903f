package io.plimsoll.benchmarks;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.book.SampleBook;
import io.plimsoll.daemon.definitions.ProfileSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The book that every benchmark values: seeded, four linear perpetuals. */
final class BenchmarkBook {
    private BenchmarkBook() {}

    /** Makes it by way of a file {@code book.ndjson} in a folder. */
    static Book make(final Path folder, final int accounts) throws IOException {
        final Path file = folder.resolve("book.ndjson");
        final List<SampleBook.Market> markets = List.of(
                SampleBook.Market.of("BTC-PERP", new BigDecimal("42000.5")),
                SampleBook.Market.of("ETH-PERP", new BigDecimal("2310.25")),
                SampleBook.Market.of("SOL-PERP", new BigDecimal("98.43")),
                SampleBook.Market.of("XRP-PERP", new BigDecimal("0.5312")));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new SampleBook(markets, 11).write(out, accounts);
        }
        final Path profile = Path.of(System.getProperty("plimsoll.home", "."), "config", "profiles", "linear.yaml");
        return BookReader.read(file, ProfileSpec.read(profile), "USD");
    }
}
