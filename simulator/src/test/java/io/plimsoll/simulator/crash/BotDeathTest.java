package io.plimsoll.simulator.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.Crash;
import io.plimsoll.simulator.CrashPlan;
import io.plimsoll.simulator.Dice;
import io.plimsoll.simulator.world.Bot;
import io.plimsoll.simulator.world.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bot that dies again and again, anywhere, resumes at its place and acts on every record once (promise P17); the daemon restarts too. */
@Timeout(60)
class BotDeathTest {
    private static final int DEATHS = 50;
    private static final int MOST_STEPS = 12;
    private static final int RECORDS_BETWEEN_DEATHS = 10;
    private static final int DEATHS_BETWEEN_RESTARTS = 7;

    @Test
    void shouldActOnEveryRecordOnce() {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("seed " + seed + "; again with -Dplimsoll.seed=" + seed);
        final Dice dice = new Dice(seed);
        final Life life = new Life(step -> {}, Durability.PAGE_CACHE);
        life.begin();
        final CrashPlan plan = new CrashPlan();
        final Bot bot = new Bot(new Venue(dice), plan);
        int deaths = 0;
        while (deaths < DEATHS) {
            for (int i = 0; i < RECORDS_BETWEEN_DEATHS; i++) {
                Kind.MARKER.write(life);
            }
            life.settle();
            plan.dieAt(1 + dice.below(MOST_STEPS));
            try {
                bot.start(life.host().journal());
                bot.work(Integer.MAX_VALUE);
            } catch (final Crash crash) {
                deaths++;
                if (deaths % DEATHS_BETWEEN_RESTARTS == 0) {
                    life.restart();
                }
            }
        }
        plan.cancel();
        bot.start(life.host().journal());
        bot.work(Integer.MAX_VALUE);
        assertEquals(life.host().history().of(LogName.ORDERS).size(), bot.seen());
    }
}
