package io.plimsoll.feed;

/**
 * Which price id each symbol of a source feeds. Asked by adapter threads, so an implementation is immutable or
 * thread-safe; a map's {@code get} will do.
 */
@FunctionalInterface
public interface PriceIds {
    /** What the symbol prices, or null when it is unknown. Symbols are compared exactly, case included. */
    PriceId priceId(String symbol);
}
