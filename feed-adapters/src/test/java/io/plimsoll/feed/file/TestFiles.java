package io.plimsoll.feed.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.TickSource;
import io.plimsoll.protocol.Decimals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Short ways to read a file that a test states as text. */
final class TestFiles {
    static final PriceIds IDS =
            Map.of("BTC", new PriceId(1, 2), "ETH", new PriceId(2, 4), "XRP", new PriceId(3, 0))::get;

    private TestFiles() {}

    static RecordedTicks read(final byte[] content, final List<String> feeds) {
        try {
            return RecordedFile.read("t.csv", new ByteArrayInputStream(content), IDS, feeds);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    static RecordedTicks read(final String content, final String... feeds) {
        return read(content.getBytes(UTF_8), List.of(feeds));
    }

    static byte[] gzip(final byte[] content) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** Each tick as {@code sequence eventNs priceId value[+-confidence]}. */
    static List<String> ticks(final RecordedTicks recorded) {
        final List<String> result = new ArrayList<>();
        final TickSource ticks = recorded.ticks();
        while (ticks.next()) {
            result.add(ticks.sequence() + " " + ticks.eventNs() + " " + ticks.priceId() + " " + ticks.value()
                    + (ticks.confidence() == TickSource.NO_CONFIDENCE ? "" : "+-" + ticks.confidence()));
        }
        return result;
    }

    /** Values of the ticks of one price id, as decimal text. */
    static List<String> values(final RecordedTicks recorded, final PriceId id) {
        final List<String> result = new ArrayList<>();
        final TickSource ticks = recorded.ticks();
        while (ticks.next()) {
            if (ticks.priceId() == id.id()) {
                result.add(Decimals.format(ticks.value(), id.decimals()));
            }
        }
        return result;
    }
}
