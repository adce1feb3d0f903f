/**
 * Prices of Pyth by Hermes' server-sent events (https://docs.pyth.network/price-feeds/core/api-instances-and-providers/hermes, whose API
 * is {@code GET /v2/updates/price/stream} of https://hermes.pyth.network/docs). One event holds every feed's price of one slot:
 *
 * <pre>{"binary":{"encoding":"hex","data":["504e..."]},"parsed":[{"id":"ff61...","price":{"price":"184136023127","conf":"177166324",
 * "expo":-8,"publish_time":1692110601},"ema_price":{...},"metadata":{"slot":88123456,"proof_available_time":1692110603,
 * "prev_publish_time":1692110600}}]}</pre>
 *
 * <p>A price is {@code price * 10^expo} and its interval {@code conf * 10^expo} to either side; {@code publish_time} is in seconds, so two
 * slots can share one, and the slot is the sequence behind it. What Hermes tells of itself comes as an event of plain text.
 */
package io.plimsoll.feed.pyth;
