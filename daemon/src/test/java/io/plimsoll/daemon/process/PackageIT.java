package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped: the same bytes each time, an archive that runs where it is unpacked, and a package as an operator handles it. */
@Timeout(240)
class PackageIT {
    private static final int CANNOT = 77;

    @TempDir
    private Path folder;

    private record Ended(int code, String said) {}

    private Ended script(final Map<String, String> environment, final String... command)
            throws IOException, InterruptedException {
        final Path said = Files.createTempFile(folder, "said", ".txt");
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Project.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        final Process process = builder.start();
        try {
            assertTrue(process.waitFor(200, TimeUnit.SECONDS), () -> List.of(command) + " does not end");
            return new Ended(process.exitValue(), Files.readString(said));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Path packaged(final String version, final String into) throws IOException, InterruptedException {
        final Path out = folder.resolve(into);
        final Ended made = script(
                Map.of("PLIMSOLL_NO_BUILD", "1", "PLIMSOLL_VERSION", version), "scripts/package", out.toString());
        assertEquals(0, made.code(), made.said());
        return out;
    }

    @Test
    void shouldMakeTheSameBytesAgain() throws IOException, InterruptedException {
        final String once = Files.readString(packaged("1.2.3", "once").resolve("SHA256SUMS"));
        TimeUnit.MILLISECONDS.sleep(1_100); // so that a time would differ
        assertEquals(once, Files.readString(packaged("1.2.3", "twice").resolve("SHA256SUMS")));
        assertTrue(once.contains("plimsoll-1.2.3.tar.gz"), once);
    }

    @Test
    void shouldRunFromWhereItIsUnpacked() throws IOException, InterruptedException {
        final Path archive = packaged("1.2.3", "once").resolve("plimsoll-1.2.3.tar.gz");
        assertEquals(
                0,
                script(Map.of(), "tar", "-xzf", archive.toString(), "-C", folder.toString())
                        .code());
        final Path home = folder.resolve("plimsoll-1.2.3");
        final Ended checked = script(
                Map.of(),
                home.resolve("bin/plimsoll").toString(),
                "check-config",
                "--config",
                home.resolve("config/plimsoll.yaml").toString());
        assertEquals(0, checked.code(), checked.said());
        assertTrue(checked.said().contains(": in order: mode shadow"), checked.said());
        assertEquals(
                0,
                script(Map.of(), home.resolve("bin/plimsoll").toString(), "gateway", "--help")
                        .code());
        for (final String bill : List.of("daemon", "gateway")) {
            final String components = Files.readString(home.resolve("sbom/plimsoll-" + bill + ".cdx.json"));
            assertTrue(components.contains("\"bomFormat\" : \"CycloneDX\""), bill);
            assertTrue(components.contains("pkg:maven/net.openhft/chronicle-queue@"), bill);
        }
    }

    @Test
    void shouldInstallStartUpgradeRollBackAndRemove() throws IOException, InterruptedException {
        final Ended whether = script(Map.of(), "scripts/check-package", "--whether");
        assumeTrue(whether.code() != CANNOT, whether.said());
        final Ended checked = script(
                Map.of(),
                "scripts/check-package",
                packaged("1.2.3", "older").resolve("plimsoll_1.2.3_all.deb").toString(),
                packaged("1.2.4", "newer").resolve("plimsoll_1.2.4_all.deb").toString());
        assertEquals(0, checked.code(), checked.said());
        assertTrue(checked.said().endsWith("all in order\n"), checked.said());
    }
}
