package io.plimsoll.daemon.follow;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A follower that is at work and says nothing goes on to be seen. */
@Timeout(90)
class FollowerBeatTest {
    @TempDir
    Path journal;

    private long atMs() {
        return FollowerPosition.read(journal).map(FollowerPosition::atMs).orElse(0L);
    }

    private long sequence() {
        return FollowerPosition.read(journal).map(FollowerPosition::sequence).orElse(0L);
    }

    @Test
    void shouldGoOnToBeatWhileItsFollowerIsBusy() throws IOException {
        Files.createDirectory(journal.resolve("snapshots"));
        try (FollowerBeat beat = new FollowerBeat(journal, 5, 1)) {
            Await.until("the first", () -> sequence() == 5);
            final long first = atMs();
            Await.until("a later one", () -> atMs() > first && sequence() == 5);
            beat.at(7);
            Await.until("where it is then", () -> sequence() == 7);
        }
    }

    @Test
    void shouldTellTheFollowerThatNobodySeesIt() {
        try (FollowerBeat beat = new FollowerBeat(journal, 5, 1)) { // no folder to write into
            Await.until("a failure", () -> {
                try {
                    beat.at(5);
                    return false;
                } catch (final IOException e) {
                    return true;
                }
            });
            assertThrows(IOException.class, () -> beat.at(6));
        }
    }
}
