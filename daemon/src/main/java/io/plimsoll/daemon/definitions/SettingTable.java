package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.terms.Terms;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * The settings that state one kind of terms, in a file or one by one. What is not stated stays as it is. Immutable.
 *
 * @param <T> the terms record
 */
final class SettingTable<T extends Record> {
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<String> components;
    private final Mapping<T> mapping;

    /** The same terms with each number as the function has it, in the order of the components. */
    @FunctionalInterface
    interface Mapping<T> {
        T map(T terms, LongUnaryOperator each);
    }

    /** @param plain any terms of the kind, for the names of the components */
    SettingTable(final T plain, final Mapping<T> mapping, final List<Setting> settings) {
        this.mapping = mapping;
        components = Terms.names(plain);
        for (final Setting setting : settings) {
            if (!components.contains(setting.component())) {
                throw new IllegalArgumentException(setting + " is of no component of " + plain);
            }
            this.settings.put(setting.path(), setting);
            if (!setting.group().isEmpty()) {
                groups.add(setting.group());
            }
        }
    }

    /** Every path. */
    Set<String> paths() {
        return settings.keySet();
    }

    /** The setting of a path, or null. */
    Setting setting(final String path) {
        return settings.get(path);
    }

    /** The terms with one setting anew. */
    T with(final T terms, final Setting setting, final long number) {
        final int place = components.indexOf(setting.component());
        final int[] next = {0};
        return mapping.map(terms, value -> next[0]++ == place ? number : value);
    }

    /** The terms with what the fields state of these settings. Fields of other kinds stay for others to ask for. */
    T read(final Fields fields, final T start) {
        T terms = start;
        for (final Setting setting : settings.values()) {
            if (setting.group().isEmpty()) {
                terms = read(fields, terms, setting);
            }
        }
        for (final String group : groups) {
            if (fields.has(group)) {
                terms = readGroup(fields.nested(group), terms, group);
            }
        }
        return terms;
    }

    private T readGroup(final Fields fields, final T start, final String group) {
        T terms = start;
        for (final Setting setting : settings.values()) {
            if (setting.group().equals(group)) {
                terms = read(fields, terms, setting);
            }
        }
        fields.end();
        return terms;
    }

    private T read(final Fields fields, final T terms, final Setting setting) {
        if (!fields.has(setting.key())) {
            return terms;
        }
        return with(terms, setting, setting.value().read(fields, setting.key()));
    }
}
