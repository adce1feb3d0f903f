package io.plimsoll.gateway.claims;

/**
 * Who has an order.
 *
 * @param client the name of its token
 * @param untilNs when it ends, ns since the Unix epoch
 * @param isAcked whether the client has acted on the order
 */
public record Claim(String client, long untilNs, boolean isAcked) {}
