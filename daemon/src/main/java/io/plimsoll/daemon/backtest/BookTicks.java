package io.plimsoll.daemon.backtest;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Tick files by the price ids of a book. Stateless. */
public final class BookTicks {
    private BookTicks() {}

    /**
     * Reads a file whole.
     *
     * @param feeds for a file of trades, which names no instrument: the symbols that it feeds
     * @throws UserError when it is not there
     * @throws io.plimsoll.feed.FormatException when it is malformed
     */
    public static RecordedTicks read(final Book book, final Path file, final List<String> feeds) throws IOException {
        try {
            return RecordedFile.read(
                    file,
                    symbol -> {
                        final DefinitionSet.PriceRef price = book.definitions().price(symbol);
                        return price == null ? null : new PriceId(price.id(), price.decimals());
                    },
                    feeds);
        } catch (final NoSuchFileException e) {
            throw new UserError(file + ": no such file");
        }
    }
}
