package io.plimsoll.gateway.config;

import io.plimsoll.journal.config.YamlSection;
import java.util.concurrent.TimeUnit;

/**
 * What clients may take, and so each address of those without a token. Everything above is refused and counted.
 *
 * @param connections open at once, of all clients
 * @param connectionsPerAddress of one address
 * @param streamsPerClient requests and streams of one client at once
 * @param requestsPerSecond of one client, over time; messages over a WebSocket count as requests
 * @param requestsBurst of one client at once
 * @param headerBytes longest request line with headers
 * @param messageBytes longest message over a WebSocket; a request has no body at all
 * @param headerTimeoutNs in which a request's headers must have come
 * @param idleTimeoutNs after which a connection on which nothing moves is closed
 */
public record ClientLimits(
        int connections,
        int connectionsPerAddress,
        int streamsPerClient,
        int requestsPerSecond,
        int requestsBurst,
        int headerBytes,
        int messageBytes,
        long headerTimeoutNs,
        long idleTimeoutNs) {
    /** What holds unless told. */
    public static final ClientLimits DEFAULT = new ClientLimits(
            2_000, 200, 16, 50, 100, 8_192, 4_096, TimeUnit.SECONDS.toNanos(5), TimeUnit.SECONDS.toNanos(60));

    static ClientLimits read(final YamlSection yaml) {
        final ClientLimits limits = new ClientLimits(
                yaml.integer("connections", 1, 100_000, DEFAULT.connections),
                yaml.integer("connectionsPerAddress", 1, 100_000, DEFAULT.connectionsPerAddress),
                yaml.integer("streamsPerClient", 1, 100_000, DEFAULT.streamsPerClient),
                yaml.integer("requestsPerSecond", 1, 1_000_000, DEFAULT.requestsPerSecond),
                yaml.integer("requestsBurst", 1, 1_000_000, DEFAULT.requestsBurst),
                yaml.integer("headerBytes", 1_024, 65_536, DEFAULT.headerBytes),
                yaml.integer("messageBytes", 256, 65_536, DEFAULT.messageBytes),
                yaml.durationNs("headerTimeout", DEFAULT.headerTimeoutNs),
                yaml.durationNs("idleTimeout", DEFAULT.idleTimeoutNs));
        if (limits.headerTimeoutNs < TimeUnit.MILLISECONDS.toNanos(100)) {
            throw yaml.bad("headerTimeout", "below 100ms");
        }
        if (limits.idleTimeoutNs < TimeUnit.MILLISECONDS.toNanos(500)) {
            throw yaml.bad("idleTimeout", "below 500ms");
        }
        return limits;
    }
}
