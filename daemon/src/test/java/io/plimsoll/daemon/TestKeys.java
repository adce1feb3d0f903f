package io.plimsoll.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Keys, certificates and secrets in files, for tests. Made by the JDK's keytool. Stateless. */
public final class TestKeys {
    /** Of every keystore. */
    public static final String PASSWORD = "correct horse battery";

    private TestKeys() {}

    /** Makes NAME.p12 with a key, and NAME.pem with its certificate. */
    public static void make(final Path folder, final String name, final String extension, final int days)
            throws IOException, InterruptedException {
        final Path keystore = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-keystore",
                keystore,
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-validity",
                days,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                keystore,
                "-alias",
                name,
                "-storepass",
                PASSWORD,
                "-file",
                folder.resolve(name + ".pem"));
    }

    private static void keytool(final Object... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (final Object argument : arguments) {
            command.add(argument.toString());
        }
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** Writes a secret that only this user may read. */
    public static Path secret(final Path file, final String text) throws IOException {
        Files.writeString(file, text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
