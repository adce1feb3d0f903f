package io.plimsoll.gateway.claims;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.ClaimKind;
import java.util.HashMap;
import java.util.Map;

/** Which client has which order. Knows no clock and no log: the same wishes at the same times give the same answers. One thread. */
final class ClaimTable {
    /** Orders that are claimed or acted on at once, of all clients. */
    static final int MOST = 200_000;

    /** An order that was acted on is kept from others for so long. */
    static final long ACK_NS = 3_600_000_000_000L;

    private final Map<OrderId, Claim> claims = new HashMap<>();

    /** Answers without changing anything. */
    ClaimAnswer ask(
            final ClaimKind kind, final OrderId order, final String client, final long untilNs, final long nowNs) {
        if (claims.size() >= MOST) {
            claims.values().removeIf(claim -> claim.untilNs() <= nowNs);
        }
        final Claim found = claims.get(order);
        final Claim standing = found == null || found.untilNs() <= nowNs ? null : found;
        final boolean isOurs = standing != null && standing.client().equals(client);
        if (standing != null && !isOurs) {
            return new ClaimAnswer(false, standing);
        }
        return switch (kind) {
            case CLAIM ->
                (isOurs && standing.isAcked()) || (standing == null && claims.size() >= MOST)
                        ? new ClaimAnswer(false, standing)
                        : new ClaimAnswer(true, new Claim(client, untilNs, false));
            case ACK ->
                standing == null && claims.size() >= MOST
                        ? new ClaimAnswer(false, null)
                        : new ClaimAnswer(true, new Claim(client, nowNs + ACK_NS, true));
            default -> new ClaimAnswer(isOurs && !standing.isAcked(), isOurs && standing.isAcked() ? standing : null);
        };
    }

    /** Takes over what was granted. */
    void apply(final OrderId order, final Claim claim) {
        if (claim == null) {
            claims.remove(order);
        } else {
            claims.put(order, claim);
        }
    }
}
