package io.plimsoll.daemon.book;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads what a venue liquidated (docs/formats/venue-liquidations.md): the whole file, or nothing of it. Stateless. */
public final class VenueLiquidations {
    private static final String EXAMPLE =
            "{\"at\":\"2025-02-03T01:07:12Z\",\"account\":\"a1\",\"instrument\":\"BTC-PERP\",\"quantity\":\"-0.5\"}";

    private VenueLiquidations() {}

    /**
     * What the file says, in its order.
     *
     * @throws io.plimsoll.journal.config.UserError when a line is malformed, naming file and line
     */
    public static List<VenueLiquidation> read(final Path file) {
        final List<VenueLiquidation> all = new ArrayList<>();
        JsonLines.read(file, EXAMPLE, line -> all.add(liquidation(line)));
        return all;
    }

    private static VenueLiquidation liquidation(final JsonLine line) {
        if (line.has("at") == line.has("sequence")) {
            throw line.error(
                    "expected either 'at', a time in UTC as 2025-02-03T01:07:12Z, or 'sequence', that of an input");
        }
        final boolean isAsset = line.has("asset");
        if (isAsset == line.has("instrument")) {
            throw line.error("expected either 'instrument' with 'quantity', or 'asset' with 'amount'");
        }
        final BigDecimal quantity = line.bigDecimal(isAsset ? "amount" : "quantity");
        if (quantity.signum() == 0) {
            throw line.error("'" + (isAsset ? "amount" : "quantity")
                    + "' is 0, expected what the account sold (negative) or bought");
        }
        final VenueLiquidation read = new VenueLiquidation(
                line.origin(),
                line.has("at") ? time(line) : VenueLiquidation.NO_TIME,
                line.has("sequence") ? sequence(line) : 0,
                line.name("account"),
                line.text(isAsset ? "asset" : "instrument"),
                isAsset,
                quantity,
                optional(line, "price"),
                optional(line, "equity"),
                optional(line, "requirement"));
        line.end();
        return read;
    }

    private static BigDecimal optional(final JsonLine line, final String field) {
        return line.has(field) ? line.bigDecimal(field) : null;
    }

    private static long sequence(final JsonLine line) {
        final String text = line.text("sequence");
        try {
            final long sequence = Long.parseLong(text);
            if (sequence > 0) {
                return sequence;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw line.error("'sequence' is '" + text + "', expected a whole number from 1 as text");
    }

    private static long time(final JsonLine line) {
        final String text = line.text("at");
        try {
            final Instant time = Instant.parse(text);
            return Math.addExact(TimeUnit.SECONDS.toNanos(time.getEpochSecond()), time.getNano());
        } catch (final DateTimeException | ArithmeticException e) {
            throw line.error("'at' is '" + text + "', expected a time in UTC as 2025-02-03T01:07:12Z");
        }
    }
}
