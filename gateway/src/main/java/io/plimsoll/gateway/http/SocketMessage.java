package io.plimsoll.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.ClaimKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a client says over a WebSocket: {@code {"type":"claim","id":"1-4711-0","leaseMs":5000}}, {@code release} or {@code ack}.
 *
 * @param kind what it wants
 * @param order of which order
 * @param leaseNs for how long; 0 without one
 */
record SocketMessage(ClaimKind kind, OrderId order, long leaseNs) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Map<String, ClaimKind> KINDS =
            Map.of("claim", ClaimKind.CLAIM, "release", ClaimKind.RELEASE, "ack", ClaimKind.ACK);
    private static final Set<String> FIELDS = Set.of("type", "id", "leaseMs");
    private static final long U32 = 0xFFFF_FFFEL;

    /** @throws Wishes.Malformed when it is anything else */
    static SocketMessage parse(final String text) throws Wishes.Malformed {
        final Map<String, String> fields = fields(text);
        final ClaimKind kind = KINDS.get(fields.getOrDefault("type", ""));
        if (kind == null) {
            throw new Wishes.Malformed("type: expected claim, release or ack");
        }
        if (kind != ClaimKind.CLAIM && fields.containsKey("leaseMs")) {
            throw new Wishes.Malformed("leaseMs: only a claim has one");
        }
        return new SocketMessage(
                kind, order(fields.getOrDefault("id", "")), kind == ClaimKind.CLAIM ? lease(fields) : 0);
    }

    private static OrderId order(final String id) throws Wishes.Malformed {
        try {
            final OrderId order = OrderId.parse(id);
            if (order.epoch() >= 0 && order.epoch() <= U32 && order.ordinal() >= 0 && order.ordinal() <= U32) {
                return order;
            }
        } catch (final IllegalArgumentException ignored) {
            // told below, with what was expected
        }
        throw new Wishes.Malformed("id: expected the id of an order, as 1-4711-0");
    }

    private static long lease(final Map<String, String> fields) throws Wishes.Malformed {
        try {
            final long leaseMs = Long.parseLong(fields.getOrDefault("leaseMs", ""));
            if (leaseMs >= 1 && leaseMs <= TimeUnit.HOURS.toMillis(1)) {
                return TimeUnit.MILLISECONDS.toNanos(leaseMs);
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw new Wishes.Malformed("leaseMs: expected a whole number from 1 to 3600000");
    }

    private static Map<String, String> fields(final String text) throws Wishes.Malformed {
        final Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Wishes.Malformed("expected a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String name = parser.currentName();
                if (!FIELDS.contains(name) || !parser.nextToken().isScalarValue()) {
                    throw new Wishes.Malformed("expected type, id and leaseMs, each with one value");
                }
                if (fields.put(name, parser.getText()) != null) {
                    throw new Wishes.Malformed(name + ": given twice");
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new Wishes.Malformed("expected one JSON object");
            }
        } catch (final IOException e) {
            throw new Wishes.Malformed("no JSON");
        }
        return fields;
    }
}
