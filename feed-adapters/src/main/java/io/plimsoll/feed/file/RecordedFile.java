package io.plimsoll.feed.file;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.text.LineReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads recorded price files: price rows, OHLCV bars or a market's trades, plain or gzipped, told apart by their first
 * bytes and header line (docs/formats/ticks.md). A file is read and checked to its end before its first tick exists, so a
 * malformed row means that nothing of it is published. Stateless, any thread.
 */
public final class RecordedFile {
    /** Most rows of a file. */
    public static final int MAX_ROWS = 100_000_000;

    /** Most bytes of a line. */
    static final int MAX_LINE = 4096;

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int GZIP_BUFFER = 64 * 1024;

    private RecordedFile() {}

    /**
     * Reads a file that names its instruments.
     *
     * @throws FormatException when a row is malformed, or the header is none of those accepted
     * @throws IOException when the file cannot be read
     */
    public static RecordedTicks read(final Path file, final PriceIds ids) throws IOException {
        return read(file, ids, List.of());
    }

    /**
     * Reads a file.
     *
     * @param feeds for a trade file, which names no instrument: the symbols that each of its prices feeds; otherwise empty
     * @throws FormatException when a row is malformed, or the header is none of those accepted
     * @throws IOException when the file cannot be read
     */
    public static RecordedTicks read(final Path file, final PriceIds ids, final List<String> feeds) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, ids, feeds);
        }
    }

    /** Reads a stream to its end; {@code name} stands for the file in messages. The caller closes the stream. */
    public static RecordedTicks read(
            final String name, final InputStream in, final PriceIds ids, final List<String> feeds) throws IOException {
        final PushbackInputStream bytes = new PushbackInputStream(in, 3);
        long line = 0;
        try {
            final InputStream text = decompressed(bytes);
            final LineReader lines = new LineReader(text, MAX_LINE);
            if (!lines.next()) {
                throw new FormatException(name, 1, "an empty file", "a header line");
            }
            final SymbolTable symbols = symbols(ids, feeds);
            final CsvLine row = new CsvLine(name, lines);
            final RowFormat format = Header.recognise(row, feeds, symbols, new RowSymbols(symbols));
            final TickRows rows = new TickRows(format);
            for (line = 1; lines.next(); line++) {
                if (rows.rows() == MAX_ROWS) {
                    throw row.error("more than " + MAX_ROWS + " rows", "a file in smaller parts");
                }
                row.readRow();
                format.read(row, rows);
            }
            final boolean isChecked = text instanceof GZIPInputStream; // which ends with its length and checksum
            return new RecordedTicks(rows, symbols, !isChecked && !lines.hasEnd());
        } catch (final ZipException | EOFException e) {
            throw new FormatException(name, line + 1, "damaged gzip (" + e.getMessage() + ")", "a whole gzip file");
        }
    }

    // Symbols that the caller named get the first numbers, in the caller's order.
    private static SymbolTable symbols(final PriceIds ids, final List<String> feeds) throws IOException {
        final SymbolTable symbols = new SymbolTable(ids);
        for (int i = 0; i < feeds.size(); i++) {
            final byte[] name = feeds.get(i).getBytes(StandardCharsets.UTF_8);
            if (symbols.number(name, 0, name.length) != i) {
                throw new IllegalArgumentException(feeds.get(i) + " is named twice in " + feeds);
            }
        }
        return symbols;
    }

    // gzip goes by its bytes, since files lose their suffix on the way. A UTF-8 byte order mark is passed over.
    private static InputStream decompressed(final PushbackInputStream in) throws IOException {
        final byte[] start = new byte[3];
        final int length = in.readNBytes(start, 0, start.length);
        if (length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            return in;
        }
        in.unread(start, 0, length);
        final boolean gzip = length >= 2 && (start[0] & 0xFF) == GZIP_FIRST && (start[1] & 0xFF) == GZIP_SECOND;
        return gzip ? new GZIPInputStream(in, GZIP_BUFFER) : in;
    }
}
