package io.plimsoll.daemon.definitions;

import java.util.Map;

/**
 * What a profile says for the lines of a book that leave it out: fields and their texts, or maps of them. Immutable.
 *
 * @param asset for assets
 * @param instrument for instruments
 */
public record LineDefaults(Map<String, Object> asset, Map<String, Object> instrument) {
    /** A profile that says nothing of them. */
    public static final LineDefaults NONE = new LineDefaults(Map.of(), Map.of());
}
