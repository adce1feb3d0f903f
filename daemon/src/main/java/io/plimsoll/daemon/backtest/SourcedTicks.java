package io.plimsoll.daemon.backtest;

import io.plimsoll.feed.TickSource;

/**
 * The ticks of one price source.
 *
 * @param source the number that they carry in the journal
 * @param ticks in order of event time
 */
public record SourcedTicks(int source, TickSource ticks) {}
