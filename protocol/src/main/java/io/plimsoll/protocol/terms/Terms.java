package io.plimsoll.protocol.terms;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What the terms records have in common. Stateless. */
public final class Terms {
    /** A bound that nothing reaches. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    private Terms() {}

    /**
     * Names of the settings in which two terms records of one kind differ, a nested one after its group's name and a dot; empty where
     * they are equal. Allocates, for messages.
     */
    public static List<String> differences(final Record terms, final Record others) {
        final List<String> names = new ArrayList<>();
        addDifferences("", terms, others, names);
        return names;
    }

    /** Names of all settings of a terms record as {@link #differences} tells them, in the order of the components. Allocates. */
    public static List<String> names(final Record terms) {
        final List<String> names = new ArrayList<>();
        addNames("", terms, names);
        return names;
    }

    private static void addNames(final String prefix, final Record terms, final List<String> names) {
        for (final RecordComponent component : terms.getClass().getRecordComponents()) {
            final String name = prefix + component.getName();
            if (value(component, terms) instanceof Record nested) {
                addNames(name + ".", nested, names);
            } else {
                names.add(name);
            }
        }
    }

    private static void addDifferences(
            final String prefix, final Record terms, final Record others, final List<String> names) {
        for (final RecordComponent component : terms.getClass().getRecordComponents()) {
            final Object value = value(component, terms);
            final Object other = value(component, others);
            final String name = prefix + component.getName();
            if (value instanceof Record nested && other instanceof Record otherNested) {
                addDifferences(name + ".", nested, otherNested, names);
            } else if (!value.equals(other)) {
                names.add(name);
            }
        }
    }

    private static Object value(final RecordComponent component, final Record terms) {
        try {
            return component.getAccessor().invoke(terms);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("a terms record hides " + component, e);
        }
    }

    static int number(final LongUnaryOperator each, final int value) {
        return (int) each.applyAsLong(value);
    }

    static boolean flag(final LongUnaryOperator each, final boolean value) {
        return each.applyAsLong(value ? 1 : 0) != 0;
    }
}
