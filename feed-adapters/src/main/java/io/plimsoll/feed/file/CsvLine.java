package io.plimsoll.feed.file;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.text.LineReader;
import io.plimsoll.feed.text.PlainDecimal;
import io.plimsoll.protocol.Decimals;
import java.nio.charset.StandardCharsets;
import org.agrona.AsciiSequenceView;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The current line of a comma-separated file, its fields read straight from the bytes. Fields are not quoted and not
 * trimmed: what stands between two commas is the value. One thread; allocates only when it fails.
 */
final class CsvLine {
    /** Most columns of a header. */
    static final int MAX_COLUMNS = 256;

    private final String file;
    private final LineReader lines;
    private final UnsafeBuffer buffer;
    private final AsciiSequenceView view = new AsciiSequenceView();
    private final int[] ends = new int[MAX_COLUMNS + 1];
    private String[] columns = new String[0];
    private int fields;

    CsvLine(final String file, final LineReader lines) {
        this.file = file;
        this.lines = lines;
        this.buffer = new UnsafeBuffer(lines.bytes());
    }

    /** Takes the current line as the header, and returns its column names. */
    String[] readHeader() {
        split();
        final int headerFields = Math.min(fields, MAX_COLUMNS);
        final String[] names = new String[headerFields];
        for (int column = 0; column < headerFields; column++) {
            names[column] = field(column);
        }
        if (fields > MAX_COLUMNS) {
            throw error("more than " + MAX_COLUMNS + " columns", "at most " + MAX_COLUMNS);
        }
        columns = names;
        return names.clone();
    }

    /** Takes the current line as a row, which has as many fields as the header. */
    void readRow() {
        split();
        if (fields != columns.length) {
            final String found = lines.length() == 0 ? "an empty line" : fields + " fields";
            throw error(found, columns.length + " fields: " + String.join(",", columns));
        }
    }

    private void split() {
        if (lines.tooLong()) {
            throw error("a line longer than " + RecordedFile.MAX_LINE + " bytes", "a shorter one");
        }
        final byte[] bytes = lines.bytes();
        final int end = lines.start() + lines.length();
        fields = 0;
        for (int i = lines.start(); i < end; i++) {
            if (bytes[i] == ',') {
                ends[Math.min(fields++, MAX_COLUMNS)] = i;
            }
        }
        ends[Math.min(fields++, MAX_COLUMNS)] = end;
    }

    byte[] bytes() {
        return lines.bytes();
    }

    int start(final int column) {
        return column == 0 ? lines.start() : ends[column - 1] + 1;
    }

    int end(final int column) {
        return ends[column];
    }

    boolean isEmpty(final int column) {
        return start(column) == end(column);
    }

    /** The field as a time, in nanoseconds. */
    long time(final int column, final TimeUnits unit) {
        final int start = start(column);
        try {
            final long time = buffer.parseNaturalLongAscii(start, end(column) - start);
            return Math.multiplyExact(time, unit.nanos());
        } catch (final NumberFormatException | ArithmeticException e) {
            throw error(column, "a whole number of " + unit.label() + " since 1970, before the year 2262");
        }
    }

    /** The field as a mantissa at {@code decimals}; {@code symbol} tells the reader whose decimals those are. */
    long decimal(final int column, final int decimals, final SymbolTable symbols, final int symbol) {
        final int start = start(column);
        view.wrap(buffer, start, end(column) - start);
        try {
            return Decimals.parse(view, decimals);
        } catch (final NumberFormatException e) {
            throw error(
                    columns[column] + " " + e.getMessage(),
                    "a plain decimal number such as 42000.5, of at most " + decimals + " decimals (those of "
                            + symbols.name(symbol) + "), within 64 bits");
        }
    }

    /** Checks that the field is a decimal number, when no scale is known. */
    void checkDecimal(final int column) {
        final int start = start(column);
        view.wrap(buffer, start, end(column) - start);
        if (!PlainDecimal.matches(view, 0, view.length())) {
            throw error(column, "a plain decimal number such as 42000.5");
        }
    }

    FormatException error(final int column, final String expected) {
        return error(columns[column] + " '" + field(column) + "'", expected);
    }

    FormatException error(final String found, final String expected) {
        return new FormatException(file, lines.line(), found, expected);
    }

    private String field(final int column) {
        return new String(bytes(), start(column), end(column) - start(column), StandardCharsets.UTF_8);
    }
}
