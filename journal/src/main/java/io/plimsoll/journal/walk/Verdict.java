package io.plimsoll.journal.walk;

/**
 * What a walk over a log has found.
 *
 * @param first sequence of the first record, 0 when there is none
 * @param last sequence of the last one that is right, and all before it
 * @param lastCrc its CRC32C
 * @param lastEventNs its event time
 * @param appended sequence that the log's mark says was appended, 0 without a mark
 * @param damage what ends the good part; null when nothing does
 * @param lostMark why nothing says how far the log must reach; null when its mark does, or it needs none yet
 */
public record Verdict(
        long first, long last, int lastCrc, long lastEventNs, long appended, Damage damage, Damage lostMark) {
    /** Whether the log is all that was written. */
    public boolean isGood() {
        return damage == null && lostMark == null;
    }

    /** The same of a log with this mark. */
    public Verdict with(final Damage mark) {
        return new Verdict(first, last, lastCrc, lastEventNs, appended, damage, mark);
    }

    /** Records that are right. */
    public long records() {
        return first == 0 ? 0 : last - first + 1;
    }

    /** Last sequence that is known to be lost, {@link #last} when none is. */
    public long lostUpTo() {
        return damage == null ? last : Math.max(appended, last + damage.readable());
    }
}
