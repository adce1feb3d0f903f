package io.plimsoll.gateway.config;

import io.plimsoll.journal.config.YamlSection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The gateway's configuration, checked. Immutable.
 *
 * @param journal the directory of the daemon's journal
 * @param isDurable whether only what is known to be on disk is shown
 * @param address to listen at
 * @param port to listen at; 0: any that is free
 * @param hosts what a request's Host may name, in lower case
 * @param origins of web pages that may ask, besides the gateway's own
 * @param tls absent: plain HTTP, at a loopback address only
 * @param tokens of the clients; absent: everyone on this machine
 * @param claims where claims are kept; absent: there are none
 * @param maxLeaseNs longest that a claim may last without being renewed
 * @param clients what they may take
 * @param streams how orders are kept for them
 * @param console who may see and do what of the daemon's
 */
public record GatewayConfig(
        Path journal,
        boolean isDurable,
        InetAddress address,
        int port,
        Set<String> hosts,
        Set<String> origins,
        Optional<TlsConfig> tls,
        Optional<Path> tokens,
        Optional<Path> claims,
        long maxLeaseNs,
        ClientLimits clients,
        StreamConfig streams,
        ConsoleConfig console) {
    private static final String NONE = "none";
    private static final long MAX_LEASE_NS = TimeUnit.MINUTES.toNanos(1);

    /** Reads and checks a file. */
    public static GatewayConfig read(final Path file) {
        final YamlSection yaml = YamlSection.read(file);
        final InetAddress address = address(yaml);
        final Optional<TlsConfig> tls = TlsConfig.read(yaml);
        if (!address.isLoopbackAddress() && tls.isEmpty()) {
            throw yaml.bad("address", "'" + yaml.text("address") + "', which other machines reach: 'tls' is needed");
        }
        final Optional<Path> tokens = tokens(yaml, address);
        final YamlSection limits = yaml.section("limits");
        final ClientLimits clients = ClientLimits.read(limits);
        final StreamConfig streams = StreamConfig.read(limits, clients.idleTimeoutNs());
        limits.end();
        final GatewayConfig config = new GatewayConfig(
                yaml.path("journal"),
                yaml.has("durable") && yaml.choice("durable", YesNo.class) == YesNo.TRUE,
                address,
                yaml.integer("port", 0, 65_535),
                hosts(yaml, address),
                names(yaml, "origins"),
                tls,
                tokens,
                NONE.equals(yaml.text("claims", NONE)) ? Optional.empty() : Optional.of(yaml.path("claims")),
                yaml.durationNs("maxLease", MAX_LEASE_NS),
                clients,
                streams,
                ConsoleConfig.read(yaml, tokens.isPresent()));
        yaml.end();
        return config;
    }

    private enum YesNo {
        TRUE,
        FALSE
    }

    private static InetAddress address(final YamlSection yaml) {
        final String text = yaml.text("address", "127.0.0.1");
        try {
            return InetAddress.getByName(text);
        } catch (final UnknownHostException e) {
            throw yaml.bad("address", "'" + text + "', expected an address of this machine, as 127.0.0.1");
        }
    }

    private static Optional<Path> tokens(final YamlSection yaml, final InetAddress address) {
        if (yaml.text("tokens").equals(NONE)) {
            if (!address.isLoopbackAddress()) {
                throw yaml.bad("tokens", "'none', which only a loopback address allows");
            }
            return Optional.empty();
        }
        final Path file = yaml.path("tokens");
        PrivateFile.require(yaml, "tokens", file);
        return Optional.of(file);
    }

    private static Set<String> hosts(final YamlSection yaml, final InetAddress address) {
        final Set<String> hosts = new TreeSet<>(names(yaml, "hosts"));
        hosts.add(address.getHostAddress());
        if (address.isLoopbackAddress()) {
            hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
        }
        return Set.copyOf(hosts);
    }

    private static Set<String> names(final YamlSection yaml, final String key) {
        final Set<String> names = new TreeSet<>();
        for (final String name : yaml.text(key, "").split("[\\s,]+", -1)) {
            if (!name.isEmpty()) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
