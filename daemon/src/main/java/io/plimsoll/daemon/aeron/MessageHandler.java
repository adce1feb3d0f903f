package io.plimsoll.daemon.aeron;

import org.agrona.DirectBuffer;

/** Gets whole messages, on the thread that polls. */
@FunctionalInterface
public interface MessageHandler {
    void onMessage(DirectBuffer buffer, int offset, int length);
}
