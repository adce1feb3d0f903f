package io.plimsoll.daemon.process;

import io.plimsoll.journal.Json;
import java.util.List;
import java.util.Map;

/** A JSON object's fields by path, as {@code counters.facts} or {@code accountSources.0.name}. Immutable. */
record Fields(Map<String, Object> object) {
    static Fields of(final String json) {
        return new Fields(Json.object(json));
    }

    String text(final String path) {
        return String.valueOf(at(path));
    }

    long number(final String path) {
        return ((Number) at(path)).longValue();
    }

    List<String> texts(final String path) {
        return ((List<?>) at(path)).stream().map(String::valueOf).toList();
    }

    private Object at(final String path) {
        Object value = object;
        for (final String step : path.split("\\.", -1)) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }
}
