package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plimsoll.feed.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the bytes, a message is read as a slow twin reads it, or refused where that one refuses it; nothing else is thrown. Each parser
 * has a subclass. The kept inputs of one, such as {@code PythFuzzTestInputs/fuzz}, are what {@code scripts/fuzz} found, and the messages in
 * {@code corpus.zip} beside them what it came to on its way; they are played here without its agent, which would change every class of the
 * JVM that other tests share and measure.
 */
@Timeout(60)
public abstract class FrameFuzz {
    private static final int ROUNDS = Integer.getInteger("plimsoll.rounds", 1) * 20_000;

    private final FrameParser parser;
    private final FrameOracle oracle;
    private final List<String> good;

    /**
     * Compares a parser with its twin.
     *
     * @param good messages to damage, of every kind that the venue sends
     */
    protected FrameFuzz(final FrameParser parser, final FrameOracle oracle, final List<String> good) {
        this.parser = parser;
        this.oracle = oracle;
        this.good = good;
    }

    @Test
    void shouldReadDamagedMessagesAsItsTwinDoes() {
        final Mutations mutations = new Mutations(Seeds.random(getClass()), good);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            read += isRead(mutations.next()) ? 1 : 0;
        }
        System.out.println(getClass().getSimpleName() + ": " + read + " of " + ROUNDS + " read, the others refused");
        assertTrue(read > ROUNDS / 10 && read < ROUNDS * 9 / 10, "both ways are tried");
    }

    @Test
    void shouldReadKeptInputsAsItsTwinDoes() throws IOException, URISyntaxException {
        final List<Path> inputs;
        try (Stream<Path> files = Files.list(keptInputs(getClass()))) {
            inputs = files.toList();
        }
        int read = 0;
        for (final Path input : inputs) {
            read += isRead(Files.readAllBytes(input)) ? 1 : 0;
        }
        System.out.println(getClass().getSimpleName() + ": " + read + " of " + inputs.size() + " kept inputs read");
        assertTrue(read > 0 && read < inputs.size(), "both ways are kept");
    }

    @Test
    void shouldReadAsItsTwinDoesWhatTheFuzzerCameTo() throws IOException {
        final InputStream corpus = getClass().getResourceAsStream(getClass().getSimpleName() + "Inputs/corpus.zip");
        assertTrue(corpus != null, "a corpus is kept");
        int read = 0;
        int messages = 0;
        try (ZipInputStream zip = new ZipInputStream(corpus)) {
            while (zip.getNextEntry() != null) {
                read += isRead(zip.readAllBytes()) ? 1 : 0;
                messages++;
            }
        }
        System.out.println(
                getClass().getSimpleName() + ": " + read + " of " + messages + " messages of the corpus read");
        assertTrue(read > 0 && read < messages, "both ways are kept");
    }

    /** The folder of a test's kept inputs. */
    static Path keptInputs(final Class<?> test) throws URISyntaxException {
        final URL kept = test.getResource(test.getSimpleName() + "Inputs/fuzz");
        assertTrue(kept != null, "inputs are kept");
        return Path.of(kept.toURI());
    }

    private boolean isRead(final byte[] frame) {
        return oracle.check(parser, frame) != null;
    }

    /** What Jazzer calls, for as long as its arguments say. */
    @FuzzTest(maxDuration = "")
    void fuzz(final byte[] frame) {
        oracle.check(parser, frame);
    }
}
