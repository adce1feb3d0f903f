package io.plimsoll.simulator.crash;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.venue.Market;
import io.plimsoll.daemon.venue.Trading;
import io.plimsoll.daemon.venue.VenueLedger;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.simulator.Host;
import io.plimsoll.simulator.Steps;
import io.plimsoll.simulator.Wiring;
import io.plimsoll.simulator.world.SimulatedClock;
import java.util.List;

/** A short life of a daemon, the same each time: it loads a few accounts, arms, and has an order in flight when the record of interest comes. */
final class Life {
    /** BTC, just low enough for the first account. */
    static final long LOW = Market.BTC.firstPrice() / 100 * 97;
    /** The account with the order in flight. */
    static final long SICK = 1;
    /** An account that has enough. */
    static final long WELL = 6;
    /** More than it has. */
    static final long FORTUNE = 1_000_000_000;

    private static final int ACCOUNTS = 8;
    private static final long SEED = 1;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private final Host host;
    private final SimulatedClock clock = new SimulatedClock(START_NS);
    private final PriceTick tick = new PriceTick().source(1);
    private long ticks;

    Life(final Steps steps, final Durability durability) {
        host = new Host(durability, Wiring.HEALTHY, steps, clock);
    }

    /** Lives up to the record of interest. */
    void begin() {
        host.start();
        final VenueLedger ledger = new VenueLedger();
        new Trading(
                        ledger,
                        fact -> {
                            ledger.apply(fact);
                            say(fact);
                        },
                        SEED)
                .open(ACCOUNTS);
        publish(Market.ETH, Market.ETH.firstPrice());
        price(Market.BTC.firstPrice());
        arm();
        price(LOW);
        snapshot();
        settle();
        clock.advance(1);
    }

    /** Writes until what comes next goes into new files. */
    void fillFiles() {
        while (host.journal().hasRoom(LogName.ORDERS)) {
            records().marker(0, InputPort.LIVE_TIME);
            host.machine().decide();
        }
        while (host.journal().hasRoom(LogName.INPUTS)) {
            records().timer(0, InputPort.LIVE_TIME);
        }
    }

    /** Everything goes to the disk. */
    void settle() {
        host.machine().decide();
        host.machine().sync();
    }

    /** The follower checks the machine, and writes a snapshot. */
    void snapshot() {
        records().marker(0, InputPort.LIVE_TIME);
        host.machine().decide();
        host.follow();
    }

    /** The process ends, and another one takes its place. */
    void restart() {
        host.die();
        host.start();
    }

    void arm() {
        records().arm("ada", "loaded", InputPort.LIVE_TIME);
    }

    void price(final long value) {
        publish(Market.BTC, value);
    }

    private void publish(final Market market, final long value) {
        ticks++;
        tick.price(market.priceId(), value, TickSource.NO_CONFIDENCE)
                .published(START_NS + ticks, ticks)
                .received(START_NS, InputPort.WHEN_TAKEN_UP);
        new PricePublisher(host.machine().port(), WhenFull.WAIT).publish(tick);
    }

    void say(final Fact fact) {
        new FactPublisher(host.machine().port()).publish(List.of(fact), InputPort.WHEN_TAKEN_UP, InputPort.LIVE_TIME);
    }

    long nextFact() {
        return host.machine().engine().view().lastFactSequence(Market.SOURCE) + 1;
    }

    RunRecords records() {
        return new RunRecords(host.machine().port());
    }

    /** The order in flight. */
    OrderId order() {
        return host.history().of(LogName.ORDERS).stream()
                .map(host.history()::output)
                .filter(Output.Order.class::isInstance)
                .map(output -> ((Output.Order) output).id())
                .findFirst()
                .orElseThrow();
    }

    Host host() {
        return host;
    }
}
