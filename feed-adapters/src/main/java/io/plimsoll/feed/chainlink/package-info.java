/**
 * Chainlink Data Streams: reports that an oracle network signs and a service pushes over a WebSocket.
 *
 * <ul>
 *   <li>Connection, headers and what is signed: https://docs.chain.link/data-streams/reference/data-streams-api/interface-ws and
 *       https://docs.chain.link/data-streams/reference/data-streams-api/authentication
 *   <li>What was missed: https://docs.chain.link/data-streams/reference/data-streams-api/interface-api
 *   <li>What a report's words mean: https://docs.chain.link/data-streams/reference/report-schema-overview
 *   <li>Which origin answers, and the meaning of a feed id's first half byte: the venue's own client,
 *       https://github.com/smartcontractkit/data-streams-sdk
 * </ul>
 *
 * A message is {@code {"report": {"feedID": "0x..", "fullReport": "0x.."}}}, an answer to a question for what was missed {@code {"reports":
 * [..]}}. Both are read by {@link io.plimsoll.feed.chainlink.ReportParser}. The signatures on a report are not verified: a price is a
 * claim, and the guards judge it.
 */
package io.plimsoll.feed.chainlink;
