package io.plimsoll.gateway.feed;

import java.nio.ByteBuffer;

/**
 * One record of {@code orders}, encoded once for every client: the bytes of a server-sent event, of which the JSON line is a part. Immutable,
 * any thread.
 */
public final class OrderEvent {
    private final Place place;
    private final int previousCrc;
    private final boolean isOrder;
    private final byte[] bytes;
    private final int jsonOffset;
    private final long end;

    /**
     * Takes the bytes over; nobody may change them.
     *
     * @param place the record
     * @param previousCrc CRC32C of the record before it
     * @param isOrder whether it is what {@code tail} shows without {@code --all}: an order
     * @param bytes {@code id: PLACE}, a line end, {@code data: JSON}, two line ends
     * @param jsonOffset where in it the JSON begins
     * @param end bytes of all events that this feed encoded, up to and with this one; 0 in history
     */
    OrderEvent(
            final Place place,
            final int previousCrc,
            final boolean isOrder,
            final byte[] bytes,
            final int jsonOffset,
            final long end) {
        this.place = place;
        this.previousCrc = previousCrc;
        this.isOrder = isOrder;
        this.bytes = bytes;
        this.jsonOffset = jsonOffset;
        this.end = end;
    }

    /** Which record it is. */
    public Place place() {
        return place;
    }

    /** The whole as a server-sent event. */
    public ByteBuffer sse() {
        return ByteBuffer.wrap(bytes);
    }

    /** The JSON object with one line end. */
    public ByteBuffer line() {
        return ByteBuffer.wrap(bytes, jsonOffset, bytes.length - 1 - jsonOffset);
    }

    /** The JSON object alone. */
    public ByteBuffer json() {
        return ByteBuffer.wrap(bytes, jsonOffset, bytes.length - 2 - jsonOffset);
    }

    long sequence() {
        return place.sequence();
    }

    int previousCrc() {
        return previousCrc;
    }

    boolean isOrder() {
        return isOrder;
    }

    int size() {
        return bytes.length;
    }

    long end() {
        return end;
    }
}
