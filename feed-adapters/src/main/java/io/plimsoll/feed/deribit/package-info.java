/**
 * Deribit's public market data: JSON-RPC 2.0 over a WebSocket.
 *
 * <ul>
 *   <li>Subscribing, and what the answer leaves out:
 *       https://docs.deribit.com/api-reference/subscription-management/public-subscribe
 *   <li>Notifications: https://docs.deribit.com/articles/notifications
 *   <li>Indices: https://docs.deribit.com/subscriptions/market-data/deribit_price_indexindex_name, instruments:
 *       https://docs.deribit.com/subscriptions/market-data/tickerinstrument_nameinterval
 *   <li>Heartbeats: https://docs.deribit.com/api-reference/session-management/public-set_heartbeat
 * </ul>
 *
 * A symbol is the venue's own name of an index ({@code btc_usd}) or of an instrument ({@code BTC-PERPETUAL}: its mark price). An option's
 * implied volatility is a number of its own: {@code ETH-27AUG21-4000-P@mark_iv}, in percent. The venue numbers nothing, and its times are
 * milliseconds.
 */
package io.plimsoll.feed.deribit;
