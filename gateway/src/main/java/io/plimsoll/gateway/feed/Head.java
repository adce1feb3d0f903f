package io.plimsoll.gateway.feed;

/**
 * How far the feed has read.
 *
 * @param generation rises when the log turns out to be another one than was read before
 * @param place the newest record; before the first: {@link Place#NOTHING}
 * @param end bytes encoded up to it
 */
public record Head(long generation, Place place, long end) {}
