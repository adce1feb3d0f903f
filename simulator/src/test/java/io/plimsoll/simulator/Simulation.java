package io.plimsoll.simulator;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.simulator.check.LedgerAgrees;
import io.plimsoll.simulator.world.Bot;
import io.plimsoll.simulator.world.Feed;
import io.plimsoll.simulator.world.Operator;
import io.plimsoll.simulator.world.SimulatedClock;
import io.plimsoll.simulator.world.Venue;
import java.util.List;
import java.util.Set;

/** One world: a seed, some faults, and after them the demand that everything converges. Everything in it follows from the seed. */
public final class Simulation {
    private static final int TURNS = 400;
    private static final int MAX_HEALING_ROUNDS = 200;
    private static final int MAX_STEPS_OF_LIFE = 3_000;
    private static final int MAX_STEPS_OF_RECOVERY = 600;
    private static final int MAX_DEATHS_IN_RECOVERY = 4; // a repair may take more steps than any life
    private static final long MILLISECOND = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLISECOND;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private final Dice dice;
    private final Set<Fault> faults;
    private final String fate;
    private final Durability durability;
    private final CrashPlan crashes = new CrashPlan();
    private final SimulatedClock clock = new SimulatedClock(START_NS);
    private final Host host;
    private final Feed feed;
    private final Venue venue;
    private final Bot bot;
    private final Operator operator = new Operator();
    private int silentTurns;
    private int deaths;
    private int powerLosses;

    /** @param wiring {@link Wiring#HEALTHY}, or a planted bug */
    public Simulation(final long seed, final Wiring wiring) {
        dice = new Dice(seed);
        faults = Fault.some(dice);
        durability = dice.pick(List.of(Durability.values()));
        if (!durability.isSynced()) {
            faults.remove(Fault.POWER_LOSS); // promises nothing there
        }
        fate = durability + " " + faults;
        host = new Host(durability, wiring, crashes, clock);
        feed = new Feed(dice, clock);
        venue = new Venue(dice);
        bot = new Bot(venue, step -> {}); // it dies between two records, or with the machine
        host.add(new LedgerAgrees(venue.ledger(), host.machine()::engine));
    }

    /**
     * Lives through the faults, then heals.
     *
     * @throws Violation where a promise is broken
     */
    public void run() {
        restart();
        for (int turn = 0; turn < TURNS; turn++) {
            surviving(this::turn);
        }
        heal();
        host.converged();
    }

    private void surviving(final Runnable action) {
        try {
            action.run();
        } catch (final Crash crash) {
            die();
            restart();
        }
    }

    private void turn() {
        clock.advance(dice.between(1, 20 * MILLISECOND));
        switch (dice.below(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> feedTurn();
            case 7, 8 -> venue.trade();
            case 9, 10, 11, 12 -> deliveryTurn();
            case 13, 14, 15 -> bot.work(dice.below(50));
            case 16, 17 -> venue.fillOne();
            case 18 -> operatorTurn();
            default -> housekeepingTurn();
        }
        if (dice.oneIn(2)) {
            host.machine().decide();
        }
    }

    private void feedTurn() {
        if (silentTurns > 0) {
            silentTurns--;
        } else if (strikes(Fault.PRICE_JUMPS, 8)) {
            feed.jump();
        } else if (strikes(Fault.BAD_PRICES, 8)) {
            feed.bad();
        } else if (strikes(Fault.FEED_SILENCE, 20)) {
            silentTurns = dice.below(30);
        } else {
            feed.walk();
        }
    }

    private void deliveryTurn() {
        if (strikes(Fault.LOST_FACTS, 40)) {
            venue.lose();
        }
        if (strikes(Fault.REPEATED_FACTS, 4)) {
            venue.repeat();
        }
        venue.deliver(faults.contains(Fault.LATE_FACTS) ? dice.below(4) : Integer.MAX_VALUE);
    }

    private void operatorTurn() {
        if (strikes(Fault.KILLS, 6)) {
            operator.kill();
        } else if (dice.oneIn(8)) {
            venue.sayEverything();
        } else {
            operator.arm();
        }
    }

    private void housekeepingTurn() {
        if (strikes(Fault.CLOCK_STEPS, 2)) {
            clock.step(dice.between(-HOUR, HOUR));
        }
        if (strikes(Fault.BOT_DEATHS, 2)) {
            bot.start(host.journal());
        }
        if (durability.isSynced() && dice.oneIn(3)) {
            host.machine().sync();
        }
        if (dice.oneIn(3)) {
            new RunRecords(host.machine().port()).marker(dice.below(1_000), InputPort.LIVE_TIME);
        }
        host.follow();
    }

    private boolean strikes(final Fault fault, final int oneIn) {
        return faults.contains(fault) && dice.oneIn(oneIn);
    }

    private void die() {
        deaths++;
        if (faults.contains(Fault.POWER_LOSS) && !dice.oneIn(4)) {
            powerLosses++;
            host.losePower(dice);
        } else {
            host.die();
        }
    }

    private void restart() {
        boolean isRunning = false;
        for (int attempt = 0; !isRunning; attempt++) {
            try {
                planNextDeath(attempt);
                host.start();
                connect();
                isRunning = true;
            } catch (final Crash crash) {
                die();
            }
        }
    }

    private void connect() {
        final Machine machine = host.machine();
        venue.connect(machine.port(), machine.engine().view());
        feed.connect(machine.port());
        operator.connect(machine.port(), machine.engine());
        bot.start(host.journal());
    }

    private void planNextDeath(final int attempt) {
        crashes.cancel();
        final boolean mayDie = faults.contains(Fault.PROCESS_DEATH) || faults.contains(Fault.POWER_LOSS);
        if (mayDie && attempt < MAX_DEATHS_IN_RECOVERY) {
            final boolean isSoon = strikes(Fault.DEATH_IN_RECOVERY, 3);
            crashes.dieAt(1 + dice.below(isSoon ? MAX_STEPS_OF_RECOVERY : MAX_STEPS_OF_LIFE));
        }
    }

    private void heal() {
        faults.clear();
        crashes.cancel();
        clock.setError(0);
        clock.advance(2 * HOUR);
        die();
        restart();
        venue.sayEverything();
        feed.refresh();
        operator.arm();
        listen();
        for (int round = 0; !isQuiet(); round++) {
            if (round == MAX_HEALING_ROUNDS) {
                throw new Violation("Convergence", "still not quiet after " + round + " rounds");
            }
            venue.fillAll();
            listen();
        }
        host.follow();
        final EngineStatus status = host.machine().engine().status();
        if (status != EngineStatus.ARMED) {
            throw new Violation("Convergence", "healed, and still " + status);
        }
    }

    // Everybody hears everything that was said.
    private void listen() {
        venue.deliver(Integer.MAX_VALUE);
        host.machine().decide();
        bot.work(Integer.MAX_VALUE);
    }

    private boolean isQuiet() {
        return venue.isQuiet()
                && bot.seen() == host.history().of(LogName.ORDERS).size();
    }

    /** Times that the process died, for lack of power or otherwise. */
    int deaths() {
        return deaths;
    }

    /** Times that it died for lack of power. */
    int powerLosses() {
        return powerLosses;
    }

    /** What happened, in one line. */
    @Override
    public String toString() {
        return fate + ": " + deaths + " deaths, "
                + host.history().of(LogName.INPUTS).size() + " inputs, "
                + host.history().of(LogName.ORDERS).size() + " decisions";
    }
}
