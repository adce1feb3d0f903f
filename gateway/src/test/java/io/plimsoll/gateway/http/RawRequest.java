package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Bytes sent to a gateway as they are, which no library would send, and what comes back. Stateless. */
final class RawRequest {
    private RawRequest() {}

    /** Everything that comes until the other side closes. */
    static String send(final RunningGateway gateway, final String bytes) throws IOException {
        return send(gateway, bytes.getBytes(ISO_8859_1));
    }

    static String send(final RunningGateway gateway, final byte[] bytes) throws IOException {
        return send(gateway, InetAddress.getLoopbackAddress(), bytes);
    }

    /** The same from another address of this machine. */
    static String send(final RunningGateway gateway, final InetAddress from, final byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port(), from, 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** A GET after which the gateway closes. */
    static String get(final String path, final String headers) {
        return "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
    }

    /** Refused for this reason, in words, and counted once more than before. */
    static void assertRefused(final RunningGateway gateway, final Refusal refusal, final String bytes)
            throws IOException {
        final long before = gateway.count(refusal);
        final String answer = send(gateway, bytes);
        assertTrue(answer.startsWith("HTTP/1.1 " + refusal.status() + " "), bytes + " -> " + answer);
        assertTrue(
                answer.contains(
                        "{\"error\":\"" + refusal.code() + "\",\"status\":" + refusal.status() + ",\"text\":\""),
                bytes + " -> " + answer);
        assertEquals(before + 1, gateway.count(refusal), bytes + " is not counted once as " + refusal);
    }
}
