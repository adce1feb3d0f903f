package io.plimsoll.feed.live.capture;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How a captured file is laid out, little-endian: eight bytes that say what it is, then records of a length, a checksum of what follows it,
 * a time, a connection, a kind and so many bytes. docs/formats/capture.md says it for others.
 */
final class CaptureFormat {
    /** Names the format and its version. */
    static final byte[] MAGIC = "PLIMCAP1".getBytes(StandardCharsets.US_ASCII);

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final int LENGTH = 0;
    static final int CRC = 4;
    static final int TIME = 8;
    static final int CONNECTION = 16;
    static final int KIND = 20;
    static final int BODY = 24; // the kind takes four bytes: what follows stays aligned
    /** More is no length. */
    static final int MOST_BODY = 1 << 26;

    private CaptureFormat() {}

    /** Checksum of a record that begins at an index of an array. */
    static int crc(final byte[] array, final int record, final int bodyLength) {
        final CRC32C crc = new CRC32C();
        crc.update(array, record + TIME, BODY - TIME + bodyLength);
        return (int) crc.getValue();
    }
}
