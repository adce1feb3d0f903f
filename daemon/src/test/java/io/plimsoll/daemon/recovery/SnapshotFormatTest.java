package io.plimsoll.daemon.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A snapshot of another format is refused for its format, not for what its bytes happen to mean. */
@Timeout(30)
class SnapshotFormatTest {
    private static final long MAGIC = 0x504C_494D_534E_4150L;
    private static final EngineCapacity CAPACITY = new EngineCapacity(4, 4, 4, 2, 2);

    private final MemorySnapshots snapshots = new MemorySnapshots();
    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final SnapshotHeader header =
            new SnapshotHeader(MarginEngine.RULES_VERSION, 7, 1, 2, 3, engine.stateHash());

    private byte[] ofFormat(final int format) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final ImageWriter image = new ImageWriter(bytes);
        image.number(MAGIC);
        image.number(format);
        header.image(image);
        for (final int room : List.of(4, 4, 4, 2, 2)) {
            image.number(room);
        }
        engine.image(image);
        image.end();
        return bytes.toByteArray();
    }

    @Test
    void shouldReadItsOwnFormat() throws IOException {
        snapshots.save(7, out -> Snapshot.write(header, engine, out), in -> {});
        assertEquals(
                Optional.of(header),
                Snapshot.load(snapshots, 7, MarginEngine::new).map(Snapshot::header));
        snapshots.bytes().put(7L, ofFormat(6));
        assertEquals(Optional.of(header), Snapshot.headerOf(snapshots, 7), "the bytes above");
    }

    @Test
    void shouldNameTheFormatOfAnEarlierBuild() {
        for (final int format : List.of(0, 3, 4, 5, 7)) {
            final byte[] bytes = ofFormat(format);
            snapshots.bytes().put(7L, bytes);
            assertEquals(Optional.empty(), Snapshot.load(snapshots, 7, MarginEngine::new));
            assertEquals(Optional.empty(), Snapshot.headerOf(snapshots, 7));
            final IOException refused = assertThrows(
                    IOException.class,
                    () -> Snapshot.readBack(header, MarginEngine::new).readFrom(new ByteArrayInputStream(bytes)));
            assertTrue(refused.getMessage().contains("its format is " + format + ", expected 6"), refused::getMessage);
        }
    }
}
