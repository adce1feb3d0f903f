package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An epoch is opened when the page cache may have taken records, above any that was ever used. */
@Timeout(30)
class BootFileTest {
    @TempDir
    private Path journal;

    @Test
    void shouldGoOnInTheSameBoot() {
        assertFalse(new BootFile(journal, "a").mayHaveLost(0));
        assertEquals(1, new BootFile(journal, "a").unusedEpoch(0));
        new BootFile(journal, "a").save(3);
        assertFalse(new BootFile(journal, "a").mayHaveLost(3));
    }

    @Test
    void shouldNotGoOnInAnother() {
        new BootFile(journal, "a").save(3);
        assertTrue(new BootFile(journal, "b").mayHaveLost(3));
        assertEquals(4, new BootFile(journal, "b").unusedEpoch(3));
    }

    @Test
    void shouldPassOverAnEpochThatWasLostItself() {
        new BootFile(journal, "a").save(3);
        assertTrue(new BootFile(journal, "a").mayHaveLost(2), "saved, and not in the log");
        assertEquals(4, new BootFile(journal, "b").unusedEpoch(1));
    }
}
