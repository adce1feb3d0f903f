package io.plimsoll.feed.text;

import io.plimsoll.feed.live.MalformedFrameException;

/** An object of which some fields are wanted, by number: a reusable holder of what the last one read has. One thread. */
public final class JsonObject {
    private final JsonNames names;
    private final JsonValue[] values;
    private int seen;

    /** The wanted fields' names, in the order of their numbers. */
    public JsonObject(final String... names) {
        this.names = new JsonNames(names);
        values = new JsonValue[names.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = new JsonValue();
        }
    }

    /**
     * Takes a whole object, to its closing brace.
     *
     * @throws MalformedFrameException where it is none, or has a wanted field twice
     */
    public JsonObject read(final JsonScanner json) {
        clear();
        json.enterObject();
        for (int field = json.nextField(names, seen); field != JsonScanner.END; field = json.nextField(names, seen)) {
            json.take(values[field]);
            seen |= 1 << field;
        }
        return this;
    }

    /** Forgets what was read. */
    public void clear() {
        seen = 0;
    }

    /** Whether it has the field with a number. */
    public boolean has(final int field) {
        return (seen & (1 << field)) != 0;
    }

    /**
     * The value of the field with a number, until the next object is read.
     *
     * @throws MalformedFrameException where it has none
     */
    public JsonValue value(final int field) {
        if (!has(field)) {
            throw new MalformedFrameException("an object without " + names.name(field), "it");
        }
        return values[field];
    }
}
