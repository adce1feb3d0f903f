package io.plimsoll.feed.live.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.live.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name that only the proxy can look up is left to it. */
@Timeout(20)
class ProxyTest {
    private static final String HOST = "known-to-the-proxy-alone.invalid"; // RFC 2606: no resolver has it

    @Test
    void shouldLeaveNamesToTheProxy() throws Exception {
        final ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            final Future<String> asked = thread.submit(() -> answer(proxy));
            final TransportRig rig = new TransportRig(
                    ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));
            rig.fetch(Endpoint.of(URI.create("http://" + HOST + "/prices")));
            rig.heard.await("answer: here");
            assertEquals("GET http://" + HOST + "/prices HTTP/1.1", asked.get());
            rig.close();
        } finally {
            thread.shutdownNow();
        }
    }

    private static String answer(final ServerSocket proxy) throws IOException {
        try (Socket client = proxy.accept();
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            final String line = request.readLine();
            for (String header = line; !header.isEmpty(); header = request.readLine()) {
                // to the end of the request
            }
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nhere"
                            .getBytes(StandardCharsets.US_ASCII));
            return line;
        }
    }

    @Test
    void shouldLookUpAloneWithoutAProxy() throws Exception {
        final TransportRig rig = new TransportRig((ProxySelector) null);
        rig.fetch(Endpoint.of(URI.create("http://" + HOST + "/prices")));
        rig.heard.await("failed: no such host");
        rig.close();
    }
}
