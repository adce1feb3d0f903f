package io.plimsoll.daemon.aeron;

import io.aeron.ChannelUri;

/** Looks at channels as people write them. Stateless. */
public final class Channel {
    /** Shared memory, through a media driver on the same machine. */
    public static final String IPC = "aeron:ipc";

    private Channel() {}

    /** What is wrong with a channel, or null. */
    public static String defect(final String channel) {
        try {
            final ChannelUri uri = ChannelUri.parse(channel);
            final boolean isAddressed = uri.isIpc() || uri.get("endpoint") != null || uri.get("control") != null;
            return isAddressed ? null : "'" + channel + "' without endpoint=HOST:PORT";
        } catch (final IllegalArgumentException e) {
            return "'" + channel + "', expected " + IPC + " or aeron:udp?endpoint=HOST:PORT: " + e.getMessage();
        }
    }

    /** Whether what is said on it is heard by whoever listens on it, in either direction. */
    static boolean isIpc(final String channel) {
        return ChannelUri.parse(channel).isIpc();
    }
}
