package io.plimsoll.feed.live.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are believed. */
@Timeout(30)
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static SSLContext ours;

    @BeforeAll
    static void makeCertificate(@TempDir final Path directory) throws Exception {
        final Path file = directory.resolve("keys.p12");
        final Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "localhost",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-keyalg",
                        "EC")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertEquals(0, keytool.waitFor());
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        final KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        final TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        ours = SSLContext.getInstance("TLS");
        ours.init(own.getKeyManagers(), others.getTrustManagers(), null);
    }

    @Test
    void shouldTrustWhomItsContextTrusts() throws Exception {
        final TransportRig rig = new TransportRig(ours);
        try (ScriptedServer server = new ScriptedServer(
                ours,
                new Script().webSocket().send("secret"),
                new Script().eventStream().text("data: stream\n\n"))) {
            rig.open(server.uri("wss", "/"));
            rig.heard.await("secret");
            rig.open(server.uri("https", "/"));
            rig.heard.await("stream");
        }
        rig.close();
    }

    @Test
    void shouldTrustNobodyElse() throws Exception {
        final TransportRig rig = new TransportRig();
        try (ScriptedServer server = new ScriptedServer(ours, new Script().webSocket())) {
            rig.open(server.uri("wss", "/"));
            rig.heard.awaitClosed();
            assertTrue(rig.heard.last().contains("unable to find valid certification path"), rig.heard.last());
            assertEquals(List.of(), server.requests());
        }
        rig.close();
    }
}
