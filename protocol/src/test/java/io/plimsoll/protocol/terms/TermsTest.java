package io.plimsoll.protocol.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lists of numbers in the terms records name each component once, in its place. */
@Timeout(60)
class TermsTest {
    @Test
    void shouldMapEachComponentInItsPlace() {
        assertMapsInOrder(AssetTerms.PLAIN, AssetTerms.PLAIN::map, terms -> terms.map(value -> value));
        assertMapsInOrder(InstrumentTerms.PLAIN, InstrumentTerms.PLAIN::map, terms -> terms.map(value -> value));
        assertMapsInOrder(ProfileTerms.PLAIN, ProfileTerms.PLAIN::map, terms -> terms.map(value -> value));
    }

    // What is 1 becomes 2 and what is 0 becomes 3, so that an enum becomes another and a flag turns.
    private static <T extends Record> void assertMapsInOrder(
            final T plain, final Function<LongUnaryOperator, T> map, final UnaryOperator<T> again) {
        final List<String> changed = new ArrayList<>();
        final int count = names("", plain.getClass()).toList().size();
        for (int i = 0; i < count; i++) {
            final int wanted = i;
            final int[] next = {0};
            final T other = again.apply(map.apply(value -> next[0]++ == wanted ? value ^ 3 : value));
            assertEquals(count, next[0], "numbers of " + plain);
            changed.addAll(Terms.differences(other, plain));
        }
        assertEquals(names("", plain.getClass()).toList(), changed);
    }

    private static Stream<String> names(final String prefix, final Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> names(prefix, component));
    }

    private static Stream<String> names(final String prefix, final RecordComponent component) {
        final String name = prefix + component.getName();
        return component.getType().isRecord() ? names(name + ".", component.getType()) : Stream.of(name);
    }
}
