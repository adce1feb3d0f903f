package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.run.Daemon;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.protocol.codec.KillOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing said during a stop is lost. */
@Timeout(60)
class StartAndStopTest {
    @TempDir
    private Path folder;

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(folder);
    }

    private Daemon start() throws IOException {
        return new Daemon(DaemonConfig.read(home.config()), "test", false, () -> {});
    }

    @Test
    void shouldKeepAKillThatComesTooLateForTheJournal() throws IOException {
        final Daemon daemon = start();
        assertFalse(Files.exists(home.data().resolve("KILL")));
        daemon.close();
        daemon.kill(KillOrigin.SIGNAL, "signal", "SIGHUP");
        assertTrue(Files.readString(home.data().resolve("KILL")).contains("SIGHUP"));
    }
}
