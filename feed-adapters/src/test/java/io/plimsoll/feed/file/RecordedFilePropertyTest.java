package io.plimsoll.feed.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.TickSource;
import io.plimsoll.protocol.Decimals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecordedFilePropertyTest {
    private record Row(long ts, int symbol, long value) {}

    private final Random random = Seeds.random(RecordedFilePropertyTest.class);

    @Test
    void shouldReadBackEveryMantissaExactlyAtEveryScale() throws IOException {
        for (int decimals = 0; decimals <= Decimals.MAX_DECIMALS; decimals++) {
            final Map<String, PriceId> ids = Map.of("S", new PriceId(9, decimals));
            final List<Long> mantissas = new ArrayList<>(List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
            final StringBuilder file = new StringBuilder("ts,instrument,price\n");
            for (int i = 0; i < 1_000; i++) {
                mantissas.add(random.nextLong() >> random.nextInt(64));
            }
            for (final long mantissa : mantissas) {
                file.append("1,S,").append(Decimals.format(mantissa, decimals)).append('\n');
            }
            final TickSource ticks = RecordedFile.read(
                            "p.csv", new ByteArrayInputStream(file.toString().getBytes(UTF_8)), ids::get, List.of())
                    .ticks();
            for (final long mantissa : mantissas) {
                ticks.next();
                assertEquals(mantissa, ticks.value(), () -> Decimals.format(mantissa, ticks.priceId()));
            }
            assertFalse(ticks.next());
        }
    }

    @Test
    void shouldSortAsALibrarySortWould() {
        for (int round = 0; round < 100; round++) {
            final int size = random.nextInt(3_000);
            final int times = 1 + random.nextInt(round % 2 == 0 ? 5 : 5_000);
            final List<Row> rows = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                rows.add(new Row(random.nextInt(times), random.nextInt(3), i));
            }
            if (round % 5 == 0) { // sorted stretches, as in files put together from others
                rows.subList(0, size / 2).sort(Comparator.comparingLong(Row::ts));
                rows.subList(size / 2, size).sort(Comparator.comparingLong(Row::ts));
            }
            final TickSource ticks = read(rows).ticks();
            final List<Row> expected = new ArrayList<>(rows);
            expected.sort(Comparator.comparingLong(Row::ts)); // stable
            for (final Row row : expected) {
                ticks.next();
                assertEquals(row, new Row(ticks.eventNs(), ticks.priceId() - 1, ticks.value()));
            }
            assertFalse(ticks.next());
            assertEquals(size, ticks.sequence());
        }
    }

    private static RecordedTicks read(final List<Row> rows) {
        final StringBuilder file = new StringBuilder("ts_ns,instrument,price\n");
        final String[] symbols = {"A", "B", "C"};
        final Map<String, PriceId> ids = Map.of("A", new PriceId(1, 0), "B", new PriceId(2, 0), "C", new PriceId(3, 0));
        for (final Row row : rows) {
            file.append(row.ts()).append(',').append(symbols[row.symbol()]).append(',');
            file.append(row.value()).append('\n');
        }
        try {
            return RecordedFile.read(
                    "s.csv", new ByteArrayInputStream(file.toString().getBytes(UTF_8)), ids::get, List.of());
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
