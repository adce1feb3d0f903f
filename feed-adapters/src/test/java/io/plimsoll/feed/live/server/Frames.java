package io.plimsoll.feed.live.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** WebSocket frames as RFC 6455, section 5.2, has them: a server's own, and a client's, which are masked. */
public final class Frames {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** A frame that came. */
    public static final class Frame {
        private final int opcode;
        private final byte[] payload;

        Frame(final int opcode, final byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        public int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private Frames() {}

    /** A whole text message. */
    public static byte[] text(final String message) {
        return frame(TEXT, true, message.getBytes(StandardCharsets.UTF_8));
    }

    /** A close frame. */
    public static byte[] close(final int status, final String reason) {
        final byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(
                CLOSE,
                true,
                ByteBuffer.allocate(Short.BYTES + text.length)
                        .putShort((short) status)
                        .put(text)
                        .array());
    }

    /** Any frame of a server. */
    public static byte[] frame(final int opcode, final boolean last, final byte[] payload) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(opcode, last, payload.length));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** The bytes in front of a server's payload of some length. */
    public static byte[] header(final int opcode, final boolean last, final long length) {
        final ByteBuffer header = ByteBuffer.allocate(10).put((byte) ((last ? LAST : 0) | opcode));
        if (length < LENGTH_16) {
            header.put((byte) length);
        } else if (length <= 0xFFFF) {
            header.put((byte) LENGTH_16).putShort((short) length);
        } else {
            header.put((byte) LENGTH_64).putLong(length);
        }
        final byte[] bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }

    /** The next frame of a client, or null at the end of the stream. */
    public static Frame read(final DataInputStream in) throws IOException {
        final int first = in.read();
        if (first < 0) {
            return null;
        }
        final int second = in.readUnsignedByte();
        if ((second & MASKED) == 0) {
            throw new IOException("a client's frame is not masked");
        }
        int length = second & ~MASKED;
        if (length == LENGTH_16) {
            length = in.readUnsignedShort();
        } else if (length == LENGTH_64) {
            length = Math.toIntExact(in.readLong());
        }
        final byte[] mask = in.readNBytes(4);
        final byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(first & 0xF, payload);
    }
}
