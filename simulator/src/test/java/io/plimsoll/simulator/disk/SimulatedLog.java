package io.plimsoll.simulator.disk;

import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.Dice;
import io.plimsoll.simulator.Steps;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The files of one log, as one run of positions. In front of each record stands a word, as in the queue that the real journal is made of: the
 * negative length while the record is being stored, the length once it is. Where a record does not fit into what is left of a file the word
 * says that the next file goes on.
 */
final class SimulatedLog {
    static final int WORD = BitUtil.SIZE_OF_INT;
    static final int NOTHING = 0;
    static final int ROLLED = Integer.MIN_VALUE;

    private final LogName name;
    private final Steps steps;
    private final List<SimulatedFile> files = new ArrayList<>();
    private final List<Place> places = new ArrayList<>(); // of each record, by sequence from 1
    private int filesInDirectory; // as the disk has it
    private int recordsOnDisk;

    private record Place(long position, int length) {}

    SimulatedLog(final LogName name, final Steps steps) {
        this.name = name;
        this.steps = steps;
    }

    /** The named step of this log is next. */
    void step(final String step) {
        steps.before(name.directory() + ' ' + step);
    }

    /** The word at a position: a length, negative if unfinished, {@link #NOTHING} or {@link #ROLLED}. */
    int word(final long position) {
        final int file = file(position);
        return file < files.size() && at(position) <= SimulatedFile.SIZE - WORD
                ? files.get(file).word(at(position))
                : NOTHING;
    }

    void storeWord(final long position, final int word) {
        files.get(file(position)).storeWord(at(position), word);
    }

    void store(final long position, final DirectBuffer source, final int offset, final int length) {
        files.get(file(position)).store(at(position), source, offset, length);
    }

    void load(final long position, final MutableDirectBuffer target, final int length) {
        files.get(file(position)).load(at(position), target, length);
    }

    /** Where a record of this length goes when the last one ended at a position: there, or in a new file. */
    long makeRoom(final long position, final int length) {
        // the first, or one whose place in the directory was lost with the power
        if (file(position) == files.size()) {
            step("create file");
            files.add(new SimulatedFile());
            return position;
        }
        // the word that says so must fit as well
        if (at(position) + WORD + length + WORD <= SimulatedFile.SIZE) {
            return position;
        }
        if (file(position) == files.size() - 1) {
            step("create next file");
            files.add(new SimulatedFile());
        }
        step("roll");
        storeWord(position, ROLLED);
        return startOfFile(file(position) + 1);
    }

    /** Whether another record like the last would still go into the same file. */
    boolean hasRoom() {
        final Place last = places.get(places.size() - 1);
        final long end = after(last.position, last.length);
        return fits(end, last.length + WORD);
    }

    /** Where the record after one of this length at this position would stand. */
    static long after(final long position, final int length) {
        return position + BitUtil.align(WORD + length, WORD);
    }

    static long startOfNextFile(final long position) {
        return startOfFile(file(position) + 1);
    }

    /** Whether a record of this length could stand here. */
    boolean fits(final long position, final int length) {
        return length > 0 && at(position) + WORD + length <= SimulatedFile.SIZE;
    }

    /** Takes away the record that a process began to store here and did not finish, if one did. */
    void clearUnfinished(final long position) {
        final int word = word(position);
        if (word < NOTHING && word != ROLLED && fits(position, -word)) {
            step("clear unfinished");
            files.get(file(position)).clear(at(position), WORD - word);
        }
    }

    /** Whether nothing was ever stored from there on. */
    boolean isBlankFrom(final long position) {
        for (int file = file(position); file < files.size(); file++) {
            final int from = file == file(position) ? at(position) : 0;
            if (!files.get(file).isBlankFrom(from)) {
                return false;
            }
        }
        return true;
    }

    /** A writer opens the log, and will say again where its records are. */
    void forgetPlaces() {
        places.clear();
        recordsOnDisk = 0;
    }

    /** The next record stands here. */
    void addPlace(final long position, final int length) {
        places.add(new Place(position, length));
    }

    /** Sequence up to which a loss of power would leave every record: its bytes, and its file's place in the directory. */
    long onDisk() {
        while (recordsOnDisk < places.size() && isOnDisk(places.get(recordsOnDisk))) {
            recordsOnDisk++;
        }
        return recordsOnDisk;
    }

    private boolean isOnDisk(final Place place) {
        final int file = file(place.position);
        final int from = at(place.position);
        return file < filesInDirectory && files.get(file).isOnDisk(from, from + WORD + place.length);
    }

    /** Takes everything to the disk, page by page, then the directory. */
    void sync() {
        for (final SimulatedFile file : files) {
            do {
                step("sync page");
            } while (file.syncPage());
        }
        if (filesInDirectory < files.size()) {
            step("sync directory");
            filesInDirectory = files.size();
        }
    }

    void losePower(final Dice dice) {
        while (files.size() > filesInDirectory) {
            files.remove(files.size() - 1);
        }
        files.forEach(file -> file.losePower(dice));
    }

    private static int file(final long position) {
        return (int) (position / SimulatedFile.SIZE);
    }

    private static int at(final long position) {
        return (int) (position % SimulatedFile.SIZE);
    }

    private static long startOfFile(final int file) {
        return (long) file * SimulatedFile.SIZE;
    }
}
