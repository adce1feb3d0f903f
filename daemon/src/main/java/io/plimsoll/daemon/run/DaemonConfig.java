package io.plimsoll.daemon.run;

import io.plimsoll.daemon.aeron.RecordLinkConfig;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionsReader;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.feeds.FeedsReader;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import io.plimsoll.protocol.codec.EngineMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The daemon's configuration, read and checked as a whole before anything starts (config/plimsoll.yaml documents each key).
 *
 * @param mode shadow or live; has no default
 * @param dataDir holds journal, latency logs, counters, the admin token and the KILL file
 * @param minUsableBytes free disk below which no start
 * @param diskGuard when the disk is too full to go on
 * @param automaticKill what throws the kill switch without an operator
 * @param ringSlots a power of two
 * @param waitChoice how stages wait
 * @param topology which thread does which step
 * @param durability what records survive
 * @param capacity engine limits
 * @param finder how the engine finds who is to be valued
 * @param timerIntervalNs of event time
 * @param snapshots when states are compared and written
 * @param stallLimitNs how long a stage may have work and make no progress
 * @param latencyIntervalNs of the .hlog files
 * @param latencyKeptDays how many days of them that are over stay
 * @param adminPort loopback port; 0: any, told in the file admin.port
 * @param remoteAdmin the admin port for other machines, if there is one
 * @param arming who writes the arm record after a start
 * @param maxPriceAgeNs arming wants each price younger
 * @param maxFactAgeNs for how long an account source may be silent before its accounts get no orders; 0: for ever
 * @param definitions assets, instruments and profile
 * @param feeds price sources
 * @param accountSources matching engines
 * @param hash of everything that was read
 * @param file what was read
 * @param settings what it comes to, by the path of each key
 */
public record DaemonConfig(
        EngineMode mode,
        Path dataDir,
        long minUsableBytes,
        DiskGuardConfig diskGuard,
        AutomaticKillConfig automaticKill,
        int ringSlots,
        WaitChoice waitChoice,
        Topology topology,
        DurabilityConfig durability,
        EngineCapacity capacity,
        Finder finder,
        long timerIntervalNs,
        SnapshotConfig snapshots,
        long stallLimitNs,
        long latencyIntervalNs,
        int latencyKeptDays,
        int adminPort,
        Optional<RemoteAdminConfig> remoteAdmin,
        Arming arming,
        long maxPriceAgeNs,
        long maxFactAgeNs,
        DefinitionSet definitions,
        List<FeedConfig> feeds,
        List<AccountSourceConfig> accountSources,
        long hash,
        Path file,
        Map<String, String> settings) {

    private static final int DEFAULT_LATENCY_KEPT_DAYS = 7;
    private static final long DEFAULT_STALL_LIMIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long DEFAULT_MARKER_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long DEFAULT_SNAPSHOT_INTERVAL_NS = TimeUnit.MINUTES.toNanos(5);
    private static final int DEFAULT_SNAPSHOTS_KEPT = 3;

    /** Who writes the arm record after a start; after a kill it is always an operator. */
    public enum Arming {
        OPERATOR,
        AUTOMATIC
    }

    /**
     * When states are compared and written.
     *
     * @param markerIntervalNs a marker, at which a follower and the daemon must agree, comes at each multiple of this
     * @param intervalNs from one snapshot of a follower to its next, at least; event time
     * @param kept how many stay
     */
    public record SnapshotConfig(long markerIntervalNs, long intervalNs, int kept) {}

    /** How a matching engine speaks to the daemon. */
    public enum AccountSourceType {
        /** A Chronicle queue of protocol records that another process writes. */
        QUEUE,
        /** NDJSON on a Unix domain socket. */
        SOCKET,
        /** NDJSON on standard input. */
        STDIN,
        /** Protocol records over Aeron, which keeps nothing: docs/formats/aeron.md. */
        AERON
    }

    /**
     * A matching engine.
     *
     * @param name for status and messages
     * @param type how it speaks
     * @param path queue directory or socket; null for stdin and Aeron
     * @param aeron channels and streams; null but for Aeron
     */
    public record AccountSourceConfig(String name, AccountSourceType type, Path path, RecordLinkConfig aeron) {
        /** One that is named by a path, or by nothing. */
        public AccountSourceConfig(final String name, final AccountSourceType type, final Path path) {
            this(name, type, path, null);
        }
    }

    public Path journalDir() {
        return dataDir.resolve("journal");
    }

    /** Reads the file and those that it names. */
    public static DaemonConfig read(final Path file) {
        return read(YamlSection.read(file));
    }

    /** Reads what a file holds, and the files that it names; the section knows from then on what {@link YamlSection#effective} tells. */
    public static DaemonConfig read(final YamlSection yaml) {
        final Path file = yaml.file();
        final EngineMode mode = yaml.choice("mode", Mode.class).engineMode;
        final Path dataDir = yaml.path("dataDir");
        final long minFreeDisk = yaml.bytes("minFreeDisk");
        final YamlSection ring = yaml.section("ring");
        final int slots = ring.integer("slots", 1 << 10, 1 << 22);
        if (Integer.bitCount(slots) != 1) {
            throw ring.bad("slots", slots + ", expected a power of two");
        }
        final WaitChoice wait = ring.choice("wait", WaitChoice.class, WaitChoice.BLOCKING);
        final Topology topology = ring.choice("topology", Topology.class, Topology.INLINE);
        ring.end();
        final YamlSection admin = yaml.section("admin");
        final int port = admin.integer("port", 0, 65_535);
        final Optional<RemoteAdminConfig> remoteAdmin = RemoteAdminConfig.read(admin);
        admin.end();
        final ProfileSpec profile = ProfileSpec.read(yaml.path("profile"));
        final DefinitionSet definitions =
                DefinitionsReader.read(yaml.path("instruments"), yaml.text("valuation"), profile);
        final EngineCapacity capacity = capacity(yaml.section("limits"), definitions);
        final long stallLimitNs = stallLimitNs(yaml);
        final DaemonConfig config = new DaemonConfig(
                mode,
                dataDir,
                minFreeDisk,
                DiskGuardConfig.read(yaml, minFreeDisk),
                AutomaticKillConfig.read(yaml, stallLimitNs),
                slots,
                wait,
                topology,
                DurabilityConfig.read(yaml, topology, stallLimitNs),
                capacity,
                yaml.choice("engine", Finder.class, Finder.INDEX),
                atLeast(yaml, "timerInterval", TimeUnit.MILLISECONDS.toNanos(1)),
                snapshots(yaml),
                stallLimitNs,
                atLeast(yaml, "latencyInterval", TimeUnit.MILLISECONDS.toNanos(100)),
                yaml.integer("latencyKeptDays", 1, 3_650, DEFAULT_LATENCY_KEPT_DAYS),
                port,
                remoteAdmin,
                yaml.choice("arming", Arming.class, Arming.OPERATOR),
                atLeast(yaml, "maxPriceAge", TimeUnit.MILLISECONDS.toNanos(1)),
                yaml.has("maxFactAge")
                        ? atLeast(yaml, "maxFactAge", TimeUnit.MILLISECONDS.toNanos(1))
                        : RunRecords.NO_BOUND,
                definitions,
                FeedsReader.read(yaml, definitions),
                accountSources(yaml),
                ConfigHash.of(file, yaml.path("profile"), yaml.path("instruments")),
                file,
                yaml.settings());
        yaml.end();
        return config;
    }

    private enum Mode {
        SHADOW(EngineMode.SHADOW),
        LIVE(EngineMode.LIVE);

        private final EngineMode engineMode;

        Mode(final EngineMode engineMode) {
            this.engineMode = engineMode;
        }
    }

    private static long stallLimitNs(final YamlSection yaml) {
        final long stallLimitNs = yaml.durationNs("stallLimit", DEFAULT_STALL_LIMIT_NS);
        return atLeast(yaml, "stallLimit", stallLimitNs, TimeUnit.SECONDS.toNanos(1));
    }

    private static long atLeast(final YamlSection yaml, final String key, final long min) {
        return atLeast(yaml, key, yaml.durationNs(key), min);
    }

    private static long atLeast(final YamlSection yaml, final String key, final long value, final long min) {
        if (value < min) {
            throw yaml.bad(key, "shorter than " + TimeUnit.NANOSECONDS.toMillis(min) + "ms");
        }
        return value;
    }

    private static SnapshotConfig snapshots(final YamlSection yaml) {
        final YamlSection section = yaml.sectionOrNone("snapshots");
        final SnapshotConfig snapshots = new SnapshotConfig(
                atLeast(
                        section,
                        "markerInterval",
                        section.durationNs("markerInterval", DEFAULT_MARKER_INTERVAL_NS),
                        TimeUnit.MILLISECONDS.toNanos(10)),
                section.durationNs("interval", DEFAULT_SNAPSHOT_INTERVAL_NS),
                section.integer("kept", 2, 1_000, DEFAULT_SNAPSHOTS_KEPT));
        section.end();
        return snapshots;
    }

    private static EngineCapacity capacity(final YamlSection limits, final DefinitionSet definitions) {
        final EngineCapacity capacity = new EngineCapacity(
                limits.integer("accounts", 1, 100_000_000),
                limits.integer("legs", 1, 350_000_000),
                limits.integer("ordersInFlight", 1, 100_000_000),
                limits.integer("assets", definitions.assets().size(), 10_000),
                limits.integer(
                        "instruments", Math.max(1, definitions.instruments().size()), 10_000));
        limits.end();
        return capacity;
    }

    // What Aeron has not delivered nobody knows of: silence must not pass for nothing new.
    private static RecordLinkConfig aeron(final YamlSection source, final YamlSection yaml) {
        if (!yaml.has("maxFactAge")) {
            throw source.bad(
                    "type", "aeron, which wants 'maxFactAge': for how long it may be silent before orders stop");
        }
        return RecordLinkConfig.read(source);
    }

    private static List<AccountSourceConfig> accountSources(final YamlSection yaml) {
        final List<AccountSourceConfig> sources = new ArrayList<>();
        for (final YamlSection source : yaml.sections("accountSources")) {
            final AccountSourceType type = source.choice("type", AccountSourceType.class);
            final String name = source.text("name");
            sources.add(
                    switch (type) {
                        case QUEUE, SOCKET -> new AccountSourceConfig(name, type, source.path("path"));
                        case STDIN -> new AccountSourceConfig(name, type, null);
                        case AERON -> new AccountSourceConfig(name, type, null, aeron(source, yaml));
                    });
            source.end();
        }
        if (sources.isEmpty()) {
            throw UserError.at(
                    yaml.file(),
                    yaml.line("accountSources"),
                    "'accountSources' names no matching engine; without one there is no account");
        }
        return List.copyOf(sources);
    }
}
