package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS it answers as without, and keeps nobody who never sets it up. */
@Timeout(60)
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final String YAML = """
            journal: journal
            port: 0
            tokens: none
            tls:
              keystore: store.p12
              passwordFile: password
            limits: {headerTimeout: %s}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeACertificate() throws IOException, InterruptedException {
        final Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        "store.p12",
                        "-storepass",
                        PASSWORD))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
        final Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(folder.resolve("store.p12").toFile(), PASSWORD.toCharArray()));
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void shouldAnswerOverTls() throws IOException, GeneralSecurityException {
        try (RunningGateway gateway = RunningGateway.configured(folder, String.format(YAML, "30s"));
                Socket socket =
                        trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream()
                    .write(RawRequest.get("/v1/openapi.json", "Host: localhost\r\n")
                            .getBytes(ISO_8859_1));
            final String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void shouldCloseAConnectionThatNeverSetsUpTls() throws IOException {
        try (RunningGateway gateway = RunningGateway.configured(folder, String.format(YAML, "200ms"));
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            silent.setSoTimeout(20_000); // less than what an idle connection may last
            final InputStream in = silent.getInputStream();
            assertEquals(-1, in.read());
            assertEquals(1, gateway.count(Refusal.HEADER_TIMEOUT));
        }
    }
}
