package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.MarginEngine;

/**
 * What a recovery came to.
 *
 * @param engine at the end of {@code inputs}
 * @param snapshot the last input of the snapshot that it started from, 0 without one
 * @param replayed inputs after that
 * @param appended decisions that were missing in {@code orders} and are there now
 */
public record Recovered(MarginEngine engine, long snapshot, long replayed, long appended) {}
