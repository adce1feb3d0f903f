package io.plimsoll.benchmarks;

import java.util.SplittableRandom;

/**
 * A seeded book over many instruments: one to seven positions an account (four on average), notionals over four decades, leverage
 * mostly modest, and the nearer to the limit the rarer. Evenly spread over the instruments and secured by cash, or skewed: the most popular
 * is held by a third of the accounts, and every account is secured by one of two coins that are instruments too, counted at 90 %. Writes
 * itself into an engine and moves its prices. One thread.
 */
final class RevaluationWorld {
    static final int INSTRUMENTS = 64;
    private static final int MAX_POSITIONS = 7;
    /** Maintenance margin times warning ratio, of notional. */
    private static final double WARNING_LEVEL = 0.06;
    /** Headroom above it, of notional: thinly held near the edge, since whoever was there has been liquidated. */
    private static final double MOST_HEADROOM = 0.6;

    /** Added to the rank of an instrument that is popular in proportion to 1 over its rank. */
    private static final int FLATTENING = 2;

    /** Assets, of which the coins have the price ids of the first instruments. */
    static final int ASSETS = 3;

    private static final int COINS = 2;
    private static final int FIRST_COIN = EngineFeed.CASH + 1;
    private static final double COIN_WEIGHT = 0.9;
    /** High enough that the largest account's collateral is within the limit of a balance. */
    private static final double COIN_PRICE = 900;

    private static final double COIN_SCALE = 1e8;
    private static final double PRICE_SCALE = 1e4;
    private static final double QUANTITY_SCALE = 1e6;
    private static final double CASH_SCALE = 1e6;

    private final int accounts;
    private final EngineFeed feed;
    private final SplittableRandom random;
    private final double[] price = new double[INSTRUMENTS + 1];
    private final double[] popularity = new double[INSTRUMENTS + 1]; // cumulative
    private final boolean isSkewed;
    private final int[] chosen = new int[MAX_POSITIONS];
    private long positions;

    RevaluationWorld(final int accounts, final long seed, final boolean isSkewed, final EngineFeed feed) {
        this.accounts = accounts;
        this.feed = feed;
        this.isSkewed = isSkewed;
        this.random = new SplittableRandom(seed);
        for (int id = 1; id <= INSTRUMENTS; id++) {
            popularity[id] = popularity[id - 1] + (isSkewed ? 1.0 / (id + FLATTENING) : 1);
        }
    }

    /** Most legs that the book has. */
    static int maxLegs(final int accounts) {
        return Math.multiplyExact(accounts, (MAX_POSITIONS + 1) / 2 + 1) + accounts / 8 + 1024;
    }

    /** Defines, prices, loads and arms. */
    void load() {
        load(0);
    }

    /**
     * The same.
     *
     * @param bound accounts that one record may order for; 0: all
     */
    void load(final int bound) {
        feed.ready(accounts, maxLegs(accounts), accounts * 2, ASSETS, INSTRUMENTS);
        feed.asset(EngineFeed.CASH, 0);
        for (int id = 1; id <= INSTRUMENTS; id++) {
            feed.instrument(id, id);
        }
        for (int coin = 0; coin < COINS; coin++) {
            feed.asset(FIRST_COIN + coin, 1 + coin);
        }
        feed.commit(ASSETS + INSTRUMENTS, bound);
        for (int id = 1; id <= INSTRUMENTS; id++) {
            price[id] = isSkewed && id <= COINS ? COIN_PRICE : 10 + 990 * random.nextDouble();
            tick(id);
        }
        for (long account = 1; account <= accounts; account++) {
            load(account);
        }
        feed.arm();
    }

    private void load(final long account) {
        final int count = 1 + random.nextInt(MAX_POSITIONS);
        final double notional = Math.pow(10, 2 + 4 * random.nextDouble());
        final double equity = WARNING_LEVEL + MOST_HEADROOM * Math.pow(random.nextDouble(), 0.7);
        feed.open(account);
        if (isSkewed) {
            final int coin = random.nextInt(COINS);
            final double amount = notional * equity / COIN_WEIGHT / price[1 + coin];
            feed.balance(account, FIRST_COIN + coin, (long) (amount * COIN_SCALE), true, false);
        } else {
            feed.balance(account, EngineFeed.CASH, (long) (notional * equity * CASH_SCALE), true, false);
        }
        for (int i = 0; i < count; i++) {
            chosen[i] = distinct(i);
            final long quantity = Math.max(1, (long) (notional / count / price[chosen[i]] * QUANTITY_SCALE));
            final boolean isLong = random.nextDouble() < 0.55;
            feed.position(account, chosen[i], isLong ? quantity : -quantity, mantissa(chosen[i]), i == count - 1);
            positions++;
        }
    }

    private int distinct(final int taken) {
        while (true) {
            final int id = popular();
            boolean isNew = true;
            for (int i = 0; i < taken; i++) {
                isNew &= chosen[i] != id;
            }
            if (isNew) {
                return id;
            }
        }
    }

    private int popular() {
        final double drawn = random.nextDouble() * popularity[INSTRUMENTS];
        int id = 1;
        while (popularity[id] <= drawn) {
            id++;
        }
        return id;
    }

    long positions() {
        return positions;
    }

    /** Moves one instrument by a relative step. */
    void move(final int id, final double step) {
        price[id] *= 1 + step;
        tick(id);
    }

    /** One account event at random: a fill that adds or takes a little, a deposit, a withdrawal. */
    void accountEvent() {
        final long account = 1L + random.nextInt(accounts);
        if (random.nextBoolean()) {
            feed.transfer(account, (long) ((random.nextDouble() - 0.5) * CASH_SCALE));
        } else {
            final int id = 1 + random.nextInt(INSTRUMENTS);
            final long quantity = (long) ((random.nextDouble() - 0.5) / price[id] * QUANTITY_SCALE);
            feed.fill(account, id, quantity, mantissa(id));
        }
    }

    double nextWobble() {
        return 2 * random.nextDouble() - 1;
    }

    private void tick(final int id) {
        feed.tick(id, mantissa(id));
    }

    private long mantissa(final int id) {
        return (long) (price[id] * PRICE_SCALE);
    }
}
