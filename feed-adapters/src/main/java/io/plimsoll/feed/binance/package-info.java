/**
 * Mark and index prices of Binance USD-M futures by its mark price stream
 * (https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Mark-Price-Stream and, for addresses and
 * limits, https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams). Once a second and symbol:
 *
 * <pre>{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000000","i":"11784.62659091","P":"11784.25641265",
 * "r":"0.00038167","T":1562306400000}</pre>
 *
 * <p>{@code p} is the mark price, {@code i} the index, {@code E} the time in milliseconds. Nothing is numbered, so the time is the sequence.
 * A combined stream wraps it as {@code {"stream":NAME,"data":...}}, and the stream of all symbols sends an array.
 */
package io.plimsoll.feed.binance;
