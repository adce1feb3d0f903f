package io.plimsoll.simulator.disk;

import static io.plimsoll.journal.JournalException.Kind.HOLE;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.simulator.Dice;
import io.plimsoll.simulator.Steps;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Both logs on the simulated disk. Outlives every process of its machine; one thread. */
public final class SimulatedJournal implements ReadableLogs {
    private final Map<LogName, SimulatedLog> logs = new EnumMap<>(LogName.class);
    private final Steps steps;
    private final FrameCheck check;
    private final JournalObserver observer;

    /** @param check what readers and writers demand of a record, {@link FrameCheck#WHOLE} unless a bug is planted */
    public SimulatedJournal(final Steps steps, final FrameCheck check, final JournalObserver observer) {
        this.steps = steps;
        this.check = check;
        this.observer = observer;
        for (final LogName name : LogName.values()) {
            logs.put(name, new SimulatedLog(name, steps));
        }
    }

    /** A journal on a disk of its own, which nothing happens to. */
    public static SimulatedJournal undisturbed() {
        return new SimulatedJournal(step -> {}, FrameCheck.WHOLE, JournalObserver.NOBODY);
    }

    /**
     * Opens a log for appending, after reading all of it.
     *
     * @throws JournalException when a record is damaged, or something stands behind what looks like the end
     */
    public FrameLogWriter writer(final LogName name) {
        final SimulatedLog log = logs.get(name);
        log.step("open");
        final LogReader reader = new LogReader(log, check, Position.start(), () -> log.step("check at opening"));
        log.forgetPlaces();
        while (reader.poll((buffer, offset, length) -> {})) {
            log.addPlace(reader.cursor().index(), reader.lastLength());
        }
        log.clearUnfinished(reader.position());
        if (!log.isBlankFrom(reader.position())) {
            throw new JournalException(HOLE, reader.lastSequence() + 1, "something stands behind the end");
        }
        return new LogWriter(log, reader, record -> observer.onVisible(name, record));
    }

    @Override
    public FrameLogReader reader(final LogName name, final Position from) {
        final SimulatedLog log = logs.get(name);
        return new LogReader(log, check, from, () -> log.step("read"));
    }

    /**
     * Copies the records that can be read into a log of their own, which takes the damaged one's place once it is whole and on the disk.
     *
     * @param last appends what the new log begins its own life with
     */
    public void repair(final LogName name, final Consumer<FrameLogWriter> last) {
        final SimulatedLog repaired = new SimulatedLog(name, steps);
        final List<JournalRecord> records = new ArrayList<>();
        final LogReader empty = new LogReader(repaired, check, Position.start(), SimulatedJournal::silently);
        final LogWriter writer = new LogWriter(repaired, empty, records::add);
        readable(name).forEach(record -> writer.append(record.buffer(), 0, record.length()));
        last.accept(writer);
        repaired.sync();
        repaired.step("rename");
        logs.put(name, repaired);
        observer.onRepaired(name, records);
    }

    /** Takes a log to the disk. */
    public void sync(final LogName name) {
        logs.get(name).sync();
    }

    /** What a loss of power leaves, by chance; no process runs. */
    public void losePower(final Dice dice) {
        logs.values().forEach(log -> log.losePower(dice));
    }

    /** Every record up to the first that cannot be read, by the real check and no other: for checkers and for repair. */
    public List<JournalRecord> readable(final LogName name) {
        final List<JournalRecord> records = new ArrayList<>();
        final LogReader reader =
                new LogReader(logs.get(name), FrameCheck.WHOLE, Position.start(), SimulatedJournal::silently);
        boolean hasMore = true;
        while (hasMore) {
            try {
                hasMore =
                        reader.poll((buffer, offset, length) -> records.add(new JournalRecord(buffer, offset, length)));
            } catch (final JournalException damaged) {
                hasMore = false;
            }
        }
        return records;
    }

    /** Whether another record like the last would still go into the log's newest file. */
    public boolean hasRoom(final LogName name) {
        return logs.get(name).hasRoom();
    }

    /** Sequence up to which every record would survive a loss of power now, for checkers. */
    public long onDisk(final LogName name) {
        return logs.get(name).onDisk();
    }

    private static void silently() {
        // no step of any process
    }
}
