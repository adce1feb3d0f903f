package io.plimsoll.simulator.world;

import io.plimsoll.daemon.venue.Market;
import io.plimsoll.daemon.venue.Trading;
import io.plimsoll.daemon.venue.VenueLedger;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.simulator.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The venue: its customers trade, its matching engine fills the liquidation orders that bots bring it, and it says so in order. It never
 * forgets what it has said, and after a restart of the daemon goes on where that says it stopped listening.
 */
public final class Venue {
    private static final int ACCOUNTS = 12;

    private final Dice dice;
    private final VenueLedger ledger = new VenueLedger();
    private final Trading trading;
    private final List<Fact> said = new ArrayList<>(); // by sequence from 1
    private final Map<OrderId, Output.Order> working = new LinkedHashMap<>();
    private FactPublisher publisher;
    private int delivered;

    public Venue(final Dice dice) {
        this.dice = dice;
        trading = new Trading(ledger, this::say, dice.between(0, Long.MAX_VALUE - 1));
        trading.open(ACCOUNTS);
    }

    /** Who holds what. */
    public VenueLedger ledger() {
        return ledger;
    }

    /** A daemon listens from now on, and has heard what its engine knows. */
    public void connect(final InputPort port, final MarginView view) {
        publisher = new FactPublisher(port);
        delivered = (int) Math.max(0, view.lastFactSequence(Market.SOURCE));
    }

    /** Customers trade. */
    public void trade() {
        trading.trade();
    }

    /** Says what every account holds, which clears all doubt. */
    public void sayEverything() {
        trading.snapshots();
    }

    /** Takes a liquidation order, however often a bot brings it. */
    public void submit(final Output.Order order) {
        if (remaining(order) != 0) {
            working.put(order.id(), order);
        }
    }

    /** The daemon has withdrawn an order. */
    public void withdraw(final OrderId id) {
        working.remove(id);
    }

    /** Fills one of the orders, whole or in part. */
    public void fillOne() {
        if (!working.isEmpty()) {
            final Output.Order order = dice.pick(List.copyOf(working.values()));
            final long size = fillable(order);
            if (size == 0) {
                working.remove(order.id()); // traded away meanwhile
            } else {
                fill(order, dice.oneIn(2) ? size : Long.signum(size) * dice.between(1, Math.abs(size)));
            }
        }
    }

    /** Fills every order as far as the account's position goes. */
    public void fillAll() {
        final List<Output.Order> all = List.copyOf(working.values());
        working.clear();
        for (final Output.Order order : all) {
            if (fillable(order) != 0) {
                fill(order, fillable(order));
            }
        }
    }

    private void fill(final Output.Order order, final long quantity) {
        say(new LiquidationFill(
                Market.SOURCE,
                ledger.lastSequence() + 1,
                order.accountId(),
                Trading.DESK_ID,
                (int) order.instrumentId(),
                order.id(),
                quantity,
                order.markPrice(),
                0));
        if (remaining(order) == 0) {
            working.remove(order.id());
        }
    }

    private long remaining(final Output.Order order) {
        return (order.side() == Side.BUY ? order.quantity() : -order.quantity()) - ledger.filled(order.id());
    }

    // never more than is held, and never to the other side
    private long fillable(final Output.Order order) {
        final long held = ledger.accounts().get(order.accountId()).quantity((int) order.instrumentId());
        final long wanted = remaining(order);
        return Long.signum(held) == -Long.signum(wanted)
                ? Long.signum(wanted) * Math.min(Math.abs(held), Math.abs(wanted))
                : 0;
    }

    /** Delivers so many of the facts that were said and not yet delivered. */
    public void deliver(final int most) {
        for (int i = 0; i < most && delivered < said.size(); i++) {
            delivered++;
            publish(delivered);
        }
    }

    /** Delivers a fact once more. */
    public void repeat() {
        if (delivered > 0) {
            publish((int) dice.between(1, delivered));
        }
    }

    /** A fact is lost on the way. */
    public void lose() {
        delivered = Math.min(said.size(), delivered + 1);
    }

    /** Whether everything was delivered, and no order waits. */
    public boolean isQuiet() {
        return delivered == said.size() && working.isEmpty();
    }

    private void publish(final int sequence) {
        publisher.publish(List.of(said.get(sequence - 1)), InputPort.WHEN_TAKEN_UP, InputPort.LIVE_TIME);
    }

    private void say(final Fact fact) {
        said.add(fact);
        ledger.apply(fact);
    }
}
