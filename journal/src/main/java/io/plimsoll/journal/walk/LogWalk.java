package io.plimsoll.journal.walk;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static io.plimsoll.journal.JournalException.Kind.HOLE;
import static io.plimsoll.journal.JournalException.Kind.TAIL_LOST;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.protocol.Frame;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Walks a log from its first record to the first thing that is wrong, or to the end that its mark knows of. Trusts nothing that
 * the queue says about itself but the length words, and those only as far as each leads to the record that must come next.
 * One thread; nobody may write meanwhile.
 */
public final class LogWalk {
    static final int MAX_RECORD_LENGTH = Frame.HEADER_LENGTH + FrameLogs.MAX_MESSAGE_LENGTH;

    private final List<? extends FileImage> files;
    private final long appended;
    private final FrameChain chain;
    private FrameHandler behind = (buffer, offset, length) -> {};
    private long first;

    /**
     * @param files oldest first
     * @param appended sequence that the log must reach, 0 if none is known
     */
    public LogWalk(final List<? extends FileImage> files, final long appended) {
        this(files, appended, new FrameChain());
    }

    /** Begins after a known record. */
    LogWalk(final List<? extends FileImage> files, final long appended, final FrameChain chain) {
        this.files = files;
        this.appended = appended;
        this.chain = chain;
    }

    /** Whole records behind the damage go to this handler, in the order in which they lie there. */
    public LogWalk behind(final FrameHandler handler) {
        behind = handler;
        return this;
    }

    /** Walks, and hands every record that is right to the handler. */
    public Verdict walk(final FrameHandler handler) {
        Damage damage = null;
        for (int i = 0; i < files.size() && damage == null; i++) {
            try (FileImage file = files.get(i)) {
                damage = walk(i, file, handler);
            }
        }
        if (files.isEmpty() && chain.sequence() < appended) {
            damage = new Damage(TAIL_LOST, "no file", 0, 0, "the log has none, but was appended up to " + appended, 0);
        }
        return new Verdict(first, chain.sequence(), chain.crc(), chain.eventNs(), appended, damage, null);
    }

    private Damage walk(final int index, final FileImage file, final FrameHandler handler) {
        final QueueFile queue = new QueueFile(file);
        for (int length = queue.next(); length != QueueFile.NONE; length = queue.next()) {
            if (length > MAX_RECORD_LENGTH) {
                return damage(index, queue, CORRUPT, "a record of " + length + " bytes");
            }
            final DirectBuffer record = file.view(queue.position(), length);
            try {
                chain.checkWhole(record, 0, length);
                chain.checkFollows(record, 0);
            } catch (final JournalException e) {
                return damage(index, queue, e.kind(), e.getMessage());
            }
            chain.accept(record, 0);
            first = first == 0 ? chain.sequence() : first;
            handler.onFrame(record, 0, length);
        }
        return damageAtEnd(index, file, queue);
    }

    private Damage damageAtEnd(final int index, final FileImage file, final QueueFile queue) {
        final String next = "record " + (chain.sequence() + 1);
        if (queue.end() == QueueFile.End.CUT) {
            return damage(index, queue, CORRUPT, next + " would lie behind the file's end, at " + file.length());
        }
        if (queue.end() != QueueFile.End.CLOSED) {
            final long hidden = new FrameSearch(file).first(queue.position(), file.length());
            if (hidden != FrameSearch.NOT_FOUND && !isUnfinished(file, queue, hidden)) {
                return damage(index, queue, HOLE, "nothing leads to " + next + ", but records follow from " + hidden);
            }
        }
        if (index == files.size() - 1 && chain.sequence() < appended) {
            return damage(index, queue, TAIL_LOST, "the log ends here, but was appended up to " + appended);
        }
        return null;
    }

    /** A writer that was killed between sealing a record and publishing it: whoever writes next writes over it. */
    private boolean isUnfinished(final FileImage file, final QueueFile queue, final long hidden) {
        return queue.end() == QueueFile.End.UNFINISHED
                && hidden == queue.position() + 4
                && Frame.sequence(file.view(hidden, Frame.HEADER_LENGTH), 0) == chain.sequence() + 1
                && chain.sequence() >= appended
                && new FrameSearch(file).first(hidden + 4, file.length()) == FrameSearch.NOT_FOUND;
    }

    private Damage damage(final int index, final QueueFile queue, final Kind kind, final String what) {
        final long record = queue.end() == null ? queue.ordinal() : queue.ordinal() + 1;
        return new Damage(kind, files.get(index).name(), record, queue.position(), what, readable(index, queue));
    }

    private long readable(final int damaged, final QueueFile queue) {
        long found = 0;
        for (int i = damaged; i < files.size(); i++) {
            try (FileImage file = files.get(i)) {
                final FrameSearch search = new FrameSearch(file);
                long position = search.first(i == damaged ? queue.position() : 0, file.length());
                while (position != FrameSearch.NOT_FOUND) {
                    final int length = Frame.HEADER_LENGTH + Frame.length(file.view(position, Frame.HEADER_LENGTH), 0);
                    final DirectBuffer record = file.view(position, length);
                    if (Frame.sequence(record, 0) > chain.sequence()) {
                        found++;
                        behind.onFrame(record, 0, length);
                    }
                    position = search.first(position + length, file.length());
                }
            }
        }
        return found;
    }
}
