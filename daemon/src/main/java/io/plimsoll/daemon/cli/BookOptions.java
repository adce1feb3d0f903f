package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which book a command reads. */
final class BookOptions {
    @Option(
            names = "--book",
            paramLabel = "FILE",
            required = true,
            description = "The book: NDJSON (docs/formats/book.md), plain or .gz.")
    private Path file = Path.of("");

    @Option(
            names = "--valuation",
            paramLabel = "ASSET",
            defaultValue = "USD",
            description = "The valuation currency, worth 1. Default: ${DEFAULT-VALUE}.")
    private String valuation = "USD";

    Path file() {
        return file;
    }

    String valuation() {
        return valuation;
    }

    /** Refuses a book that leaves something without a price. */
    void requirePrices(final Book book) {
        requirePrices(file, book);
    }

    /** The same of another file. */
    static void requirePrices(final Path file, final Book book) {
        for (final DefinitionSet.PriceRef price : book.definitions().prices()) {
            if (!book.prices().containsKey(price.symbol())) {
                throw new UserError(
                        file + ": no price of '" + price.symbol() + "'; expected a line {\"type\":\"price\",\"of\":\""
                                + price.symbol() + "\",\"value\":\"...\"}");
            }
        }
    }
}
