package io.plimsoll.daemon.postmortem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DownSpansTest {
    private static final long GUARDED = 1;
    private static final long PLAIN = 2;

    private final DownSpans spans = new DownSpans();

    @BeforeEach
    void hearTwoSources() {
        spans.define(GUARDED);
        for (final int source : List.of(3, 4)) {
            spans.taken(GUARDED, source, 10);
            spans.taken(PLAIN, source, 10);
        }
    }

    private Doubt begin(final long priceId, final int source) {
        final Doubt doubt = new Doubt(7, 20, "X", "source down", null).by(source);
        spans.begin(priceId, source, doubt);
        return doubt;
    }

    @Test
    void shouldGoDownForWhatItIsASourceOf() {
        assertEquals(List.of(GUARDED), spans.down(3));
        assertEquals(List.of(GUARDED, PLAIN), spans.down(4));
        assertEquals(List.of(), spans.down(5));
    }

    @Test
    void shouldBeDownOnce() {
        begin(GUARDED, 4);
        assertEquals(List.of(PLAIN), spans.down(4));
    }

    @Test
    void shouldEndWithTheNextTickOfItsOwnWhereThereIsAGuard() {
        final Doubt doubt = begin(GUARDED, 4);
        spans.taken(GUARDED, 3, 30);
        assertEquals(null, doubt.toNs());
        spans.taken(GUARDED, 4, 40);
        assertEquals(40, doubt.toNs());
        assertEquals(List.of(GUARDED, PLAIN), spans.down(4));
    }

    @Test
    void shouldEndWithAnyTickWhereThereIsNone() {
        final Doubt doubt = begin(PLAIN, 4);
        spans.taken(PLAIN, 3, 30);
        assertEquals(30, doubt.toNs());
        assertEquals(List.of(GUARDED), spans.down(4));
    }
}
