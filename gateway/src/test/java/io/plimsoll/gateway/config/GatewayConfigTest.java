package io.plimsoll.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is unsafe or misspelt never runs. */
@Timeout(30)
class GatewayConfigTest {
    private static final String PLAIN = "journal: journal\nport: 0\ntokens: none\n";

    @TempDir
    private Path folder;

    private GatewayConfig read(final String yaml) throws IOException {
        return GatewayConfig.read(Files.writeString(folder.resolve("gateway.yaml"), yaml));
    }

    private void assertRefused(final String yaml, final String told) {
        final UserError error = assertThrows(UserError.class, () -> read(yaml));
        assertTrue(error.getMessage().contains(told), error.getMessage());
        assertTrue(error.getMessage().matches("(?s).*gateway.yaml:\\d+: .*"), error.getMessage());
    }

    @Test
    void shouldReadTheShippedFileAndItsDefaults() throws IOException {
        final Path shipped = Path.of(System.getProperty("plimsoll.root", ".."), "config", "gateway.yaml");
        final GatewayConfig config = GatewayConfig.read(shipped);
        assertTrue(config.address().isLoopbackAddress());
        assertEquals(ClientLimits.DEFAULT, config.clients());
        assertEquals(StreamConfig.DEFAULT, config.streams());
        final GatewayConfig plain = read(PLAIN + "limits:\n  stall: 20s\n");
        assertEquals(ClientLimits.DEFAULT, plain.clients());
        assertEquals(StreamConfig.DEFAULT, plain.streams());
        assertEquals(config.maxLeaseNs(), plain.maxLeaseNs());
        assertEquals(Set.of("localhost", "127.0.0.1", "[::1]"), plain.hosts());
    }

    @Test
    void shouldListenElsewhereOnlyWithTlsAndTokens() throws IOException {
        assertRefused(PLAIN + "address: 0.0.0.0\nlimits:\n  stall: 1s\n", "'tls' is needed");
        final Path key = Files.writeString(folder.resolve("key.pem"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        final String tls = "address: 0.0.0.0\ntls:\n  certificate: crt.pem\n  key: key.pem\nlimits:\n  stall: 1s\n";
        assertRefused(PLAIN + tls, "'none', which only a loopback address allows");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(PLAIN + tls, "expected mode 0600");
    }

    @Test
    void shouldRefuseTokensThatOthersMayRead() throws IOException {
        final String yaml = "journal: journal\nport: 0\ntokens: tokens.yaml\nlimits:\n  stall: 1s\n";
        assertRefused(yaml, "which is no file");
        final Path tokens = Files.writeString(folder.resolve("tokens.yaml"), "alice: 0123456789abcdef\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(yaml, "expected mode 0600");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("r--------"));
        assertEquals(tokens, read(yaml).tokens().orElseThrow());
    }

    @Test
    void shouldNameTheLineOfWhatIsWrong() {
        assertRefused(
                PLAIN + "limits:\n  conections: 5\n",
                "the nearest valid one is 'limits.connections'".replace("limits.", ""));
        assertRefused(PLAIN + "limits:\n  connections: 0\n", "expected a whole number from 1");
        assertRefused(PLAIN + "limits:\n  lagRecords: 70000\n", "above 'windowRecords', 65536");
        assertRefused(PLAIN + "limits:\n  lagBytes: 65MiB\n", "above 'windowBytes'");
        assertRefused(PLAIN + "limits:\n  heartbeat: 60s\n", "not below 'idleTimeout'");
        assertRefused(
                PLAIN + "address: nowhere.invalid\nlimits:\n  stall: 1s\n", "expected an address of this machine");
    }

    @Test
    void shouldHaveAConsoleOnlyForThoseWithTokens() throws IOException {
        final String limits = "limits:\n  stall: 20s\n";
        assertEquals(ConsoleConfig.NONE, read(PLAIN + limits).console());
        final String console = "console:\n  dataDir: data\n  readers: carol\n  operators: ada, bob\n";
        assertRefused(PLAIN + limits + console, "needs 'tokens'");
        final Path tokens = Files.writeString(folder.resolve("tokens.yaml"), "ada: a-token-of-16-letters-or-more\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        final String withTokens = "journal: journal\nport: 0\ntokens: tokens.yaml\n" + limits;
        final ConsoleConfig read = read(withTokens + console).console();
        assertEquals(Set.of("ada", "bob"), read.operators());
        assertTrue(read.mayRead("carol") && read.mayRead("ada") && !read.mayRead("eve"));
        assertTrue(read.mayOperate("bob") && !read.mayOperate("carol"));
        assertRefused(withTokens + "console:\n  dataDir: data\n", "for nobody");
        assertRefused(withTokens + "console:\n  dataDir: data\n  operator: ada\n", "operator");
        assertRefused(withTokens + "console:\n  readers: ada\n", "dataDir");
    }
}
