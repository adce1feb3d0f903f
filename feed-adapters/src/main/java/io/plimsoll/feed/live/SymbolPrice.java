package io.plimsoll.feed.live;

/**
 * The last price of a symbol that was published.
 *
 * @param value mantissa at the decimals of its price id
 * @param publishNs the venue's own time of it, nanoseconds since the Unix epoch
 * @param receiveNs when it was received, nanoseconds since the Unix epoch
 */
public record SymbolPrice(long value, long publishNs, long receiveNs) {}
