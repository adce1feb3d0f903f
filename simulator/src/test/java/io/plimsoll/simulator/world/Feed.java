package io.plimsoll.simulator.world;

import io.plimsoll.daemon.venue.Market;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.simulator.Dice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An oracle whose prices walk, and jump when told. Its own clock is right. */
public final class Feed {
    private static final List<Market> MARKETS = List.of(Market.values());
    private static final int SOURCE = 1;

    private final Dice dice;
    private final SimulatedClock clock;
    private final Map<Market, Long> prices = new EnumMap<>(Market.class);
    private final PriceTick tick = new PriceTick().source(SOURCE);
    private final long drift; // per mille a tick
    private PricePublisher publisher;
    private long sequence;

    public Feed(final Dice dice, final SimulatedClock clock) {
        this.dice = dice;
        this.clock = clock;
        drift = dice.between(-4, 4);
        MARKETS.forEach(market -> prices.put(market, market.firstPrice()));
    }

    /** Prices go there from now on. */
    public void connect(final InputPort port) {
        publisher = new PricePublisher(port, WhenFull.WAIT);
    }

    /** One market moves by up to half a percent, and by the day's drift. */
    public void walk() {
        move(dice.pick(MARKETS), drift + dice.between(-5, 5));
    }

    /** One market moves by up to a fifth. */
    public void jump() {
        move(dice.pick(MARKETS), dice.between(-200, 200));
    }

    /** Every market says its price again. */
    public void refresh() {
        MARKETS.forEach(market -> move(market, 0));
    }

    /** A price that no engine may take: an old one, none at all, or less. */
    public void bad() {
        final Market market = dice.pick(MARKETS);
        if (dice.oneIn(2)) {
            publish(market, dice.between(-1, 0), clock.trueNs());
        } else {
            publish(market, market.firstPrice() / 2, clock.trueNs() - dice.between(1, 1_000_000_000_000L));
        }
    }

    private void move(final Market market, final long perMille) {
        final long price = Math.max(1, prices.get(market) + prices.get(market) * perMille / 1_000);
        prices.put(market, price);
        publish(market, price, clock.trueNs());
    }

    private void publish(final Market market, final long price, final long publishNs) {
        tick.price(market.priceId(), price, TickSource.NO_CONFIDENCE)
                .published(publishNs, ++sequence)
                .received(clock.nanoTime(), InputPort.WHEN_TAKEN_UP);
        publisher.publish(tick);
    }
}
