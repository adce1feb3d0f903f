package io.plimsoll.daemon.aeron;

import io.aeron.CommonContext;
import io.plimsoll.journal.config.YamlSection;
import java.nio.file.Path;

/**
 * Where a matching engine's records come in over Aeron.
 *
 * @param channel of the records
 * @param stream of the records
 * @param backChannel on which the daemon asks for what it has missed; its stream is the next one
 * @param driverDir directory of the media driver, a process beside the daemon
 */
public record RecordLinkConfig(String channel, int stream, String backChannel, Path driverDir) {
    private static final int MAX_STREAM = 1_000_000_000;

    /** Reads the keys of an account source. */
    public static RecordLinkConfig read(final YamlSection source) {
        final String channel = channel(source, "channel", Channel.IPC);
        if (!Channel.isIpc(channel) && !source.has("backChannel")) {
            throw source.bad("channel", "one that leads to the daemon only: 'backChannel' has to lead to the venue");
        }
        return new RecordLinkConfig(
                channel,
                source.integer("stream", 1, MAX_STREAM),
                channel(source, "backChannel", channel),
                source.path(
                        "driverDir",
                        Path.of(CommonContext.getAeronDirectoryName()).toAbsolutePath()));
    }

    private static String channel(final YamlSection source, final String key, final String fallback) {
        final String channel = source.text(key, fallback);
        final String defect = Channel.defect(channel);
        if (defect != null) {
            throw source.bad(key, defect);
        }
        return channel;
    }

    /** Stream of the back channel. */
    public int backStream() {
        return stream + 1;
    }
}
