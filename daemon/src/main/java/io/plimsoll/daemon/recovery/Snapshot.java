package io.plimsoll.daemon.recovery;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.StateImage;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An engine brought back, and where it stands. The format has a number, which rises when an older program cannot read it.
 *
 * @param header where in the journal
 * @param engine as it was there
 */
public record Snapshot(SnapshotHeader header, MarginEngine engine) {
    private static final EventLog LOG = EventLog.of(Snapshot.class);
    private static final long MAGIC = 0x504C_494D_534E_4150L; // PLIMSNAP
    /**
     * Rises for each release whose snapshots differ from those before. Not for each change between two releases: nothing keeps a snapshot
     * over those.
     */
    private static final int FORMAT = 6;

    private static final EngineCapacity NO_ROOM = new EngineCapacity(1, 1, 1, 1, 1); // to read into

    /** Before the first input. */
    public static Snapshot start(final MarginEngine fresh) {
        return new Snapshot(SnapshotHeader.START, fresh);
    }

    /** Writes a snapshot to a stream that stays open. */
    public static void write(final SnapshotHeader header, final MarginEngine engine, final OutputStream out) {
        final ImageWriter image = new ImageWriter(out);
        image.number(MAGIC);
        image.number(FORMAT);
        header.image(image);
        room(image, engine.capacity());
        engine.image(image);
        image.end();
    }

    /**
     * Reads a snapshot that was just written, as a start would: into an engine whose hash must be the one that was written.
     *
     * @param engines makes a fresh engine, given the room of the one that was written
     */
    public static SnapshotStore.ReadBack readBack(
            final SnapshotHeader written, final Function<EngineCapacity, MarginEngine> engines) {
        return in -> {
            try {
                if (!read(in, written.inputSequence(), engines).header().equals(written)) {
                    throw bad("it says that it stands elsewhere");
                }
            } catch (final UserError e) {
                throw e; // no room for a second engine
            } catch (final RuntimeException e) { // whatever its bytes led to
                throw new IOException(
                        "snapshot " + written.inputSequence() + " cannot be read back, older ones stay: " + e, e);
            }
        };
    }

    /** Moves a state into a fresh engine that is at least as large. */
    public static void move(final MarginEngine from, final MarginEngine to) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final ImageWriter written = new ImageWriter(bytes);
        from.image(written);
        written.end();
        final ImageReader image = new ImageReader(new ByteArrayInputStream(bytes.toByteArray()));
        to.image(image);
        image.end();
    }

    /** The snapshot, if it can be trusted, in an engine of a size of its own; says why where it cannot. */
    public static Optional<Snapshot> load(
            final SnapshotStore store, final long inputSequence, final Supplier<MarginEngine> engines) {
        return load(store, inputSequence, room -> engines.get());
    }

    /**
     * The snapshot, if it can be trusted; says why where it cannot.
     *
     * @param engines makes a fresh engine, given the room of the one that was written
     */
    public static Optional<Snapshot> load(
            final SnapshotStore store, final long inputSequence, final Function<EngineCapacity, MarginEngine> engines) {
        try (InputStream in = store.open(inputSequence)) {
            return Optional.of(read(in, inputSequence, engines));
        } catch (final UserError e) {
            throw e; // no room for any engine, whatever the snapshot is
        } catch (final IOException | RuntimeException e) { // whatever its bytes led to
            return passOver(inputSequence, e);
        }
    }

    /** Where it stands, if every block of it is right; the engine in it is not read. Says why where it cannot be trusted. */
    public static Optional<SnapshotHeader> headerOf(final SnapshotStore store, final long inputSequence) {
        try (InputStream in = store.open(inputSequence)) {
            final ImageReader image = new ImageReader(in);
            final SnapshotHeader header = header(image, inputSequence);
            image.skipToEnd();
            return Optional.of(header);
        } catch (final IOException | RuntimeException e) { // whatever its bytes led to
            return passOver(inputSequence, e);
        }
    }

    /** Headers of those of which every block is right. */
    public static List<SnapshotHeader> headersOf(final SnapshotStore store) throws IOException {
        return store.newestFirst().stream()
                .flatMap(sequence -> headerOf(store, sequence).stream())
                .toList();
    }

    private static <T> Optional<T> passOver(final long inputSequence, final Exception why) {
        LOG.warn(LogCode.SNAPSHOT_PASSED_OVER, "snapshot {} is passed over: {}", inputSequence, why.toString());
        return Optional.empty();
    }

    private static Snapshot read(
            final InputStream in, final long inputSequence, final Function<EngineCapacity, MarginEngine> engines) {
        final ImageReader image = new ImageReader(in);
        final SnapshotHeader header = header(image, inputSequence);
        final MarginEngine engine = engines.apply(room(image, NO_ROOM));
        engine.image(image);
        image.end();
        if (engine.stateHash() != header.stateHash()) {
            throw bad("its engine has another state hash than was written");
        }
        return new Snapshot(header, engine);
    }

    private static SnapshotHeader header(final ImageReader image, final long inputSequence) {
        if (image.number(0L) != MAGIC) {
            throw bad("it is no snapshot");
        }
        final int format = image.number(0);
        if (format != FORMAT) {
            throw bad("its format is " + format + ", expected " + FORMAT);
        }
        final SnapshotHeader header = SnapshotHeader.START.image(image);
        if (header.inputSequence() != inputSequence) {
            throw bad("it holds snapshot " + header.inputSequence());
        }
        return header;
    }

    // The room of the engine that is written, or that was.
    private static EngineCapacity room(final StateImage image, final EngineCapacity capacity) {
        return new EngineCapacity(
                image.number(capacity.accounts()),
                image.number(capacity.legs()),
                image.number(capacity.ordersInFlight()),
                image.number(capacity.assets()),
                image.number(capacity.instruments()));
    }

    private static UncheckedIOException bad(final String what) {
        return new UncheckedIOException(new IOException(what));
    }
}
