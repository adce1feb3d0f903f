package io.plimsoll.simulator;

import java.util.EnumSet;
import java.util.Set;

/** What may go wrong in a world; each seed has some of it. */
public enum Fault {
    /** The daemon's process dies, before any step. */
    PROCESS_DEATH,
    /** The machine loses power, before any step; only where the journal is synced. */
    POWER_LOSS,
    /** The next death comes while the last one is being recovered from. */
    DEATH_IN_RECOVERY,
    /** Prices jump by up to a fifth. */
    PRICE_JUMPS,
    /** The feed falls silent for a while. */
    FEED_SILENCE,
    /** The feed repeats old prices, and sends impossible ones. */
    BAD_PRICES,
    /** The venue's records come late. */
    LATE_FACTS,
    /** The venue says again what it has said. */
    REPEATED_FACTS,
    /** The venue loses records on the way. */
    LOST_FACTS,
    /** The clock of the machine steps, back as well. */
    CLOCK_STEPS,
    /** The operator throws the kill switch. */
    KILLS,
    /** The bot dies and resumes from its cursor. */
    BOT_DEATHS;

    /** Any subset, by chance. */
    static Set<Fault> some(final Dice dice) {
        final Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (final Fault fault : values()) {
            if (dice.oneIn(2)) {
                faults.add(fault);
            }
        }
        return faults;
    }
}
