/**
 * Prices of Coinbase Exchange by the {@code ticker} and {@code heartbeat} channels of its public feed
 * (https://docs.cdp.coinbase.com/exchange/websocket-feed/overview, https://docs.cdp.coinbase.com/exchange/websocket-feed/channels and
 * https://docs.cdp.coinbase.com/exchange/websocket-feed/errors). A ticker tells of a trade:
 *
 * <pre>{"type":"ticker","sequence":37475248783,"product_id":"ETH-USD","price":"1285.22","open_24h":"1310.79","volume_24h":"245532.79",
 * "low_24h":"1280.52","high_24h":"1313.8","volume_30d":"9788783.60","best_bid":"1285.04","best_bid_size":"0.46688654",
 * "best_ask":"1285.27","best_ask_size":"1.56637040","side":"buy","time":"2022-10-19T23:28:22.061769Z","trade_id":370843401,
 * "last_size":"11.4396987"}</pre>
 *
 * <p>Trades that come together are told of once, so a sequence has gaps. The price is the last trade's, and the interval half of what lies
 * between bid and ask. Messages of types that this reader does not know are to be ignored, says the venue.
 */
package io.plimsoll.feed.coinbase;
