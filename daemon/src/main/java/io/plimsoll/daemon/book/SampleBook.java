package io.plimsoll.daemon.book;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a seeded book of invented accounts around given prices: sizes spread over four decades, leverage mostly modest with a tail
 * near the limit, long and short, a third with coins among their collateral, some in several instruments. Every account starts above
 * its initial margin. The same arguments give the same bytes.
 */
public final class SampleBook {
    private static final double INITIAL = 0.10;
    private static final double MAINTENANCE = 0.05;
    private static final double COIN_HAIRCUT = 0.10;
    private static final int COIN_DECIMALS = 8;
    private static final double ENTRY_SPREAD = 0.04;

    private final List<Market> markets;
    private final SplittableRandom random;

    /**
     * A market of the book.
     *
     * @param instrument the instrument's symbol, which also names its price
     * @param asset the underlying asset's symbol
     * @param price its first price
     */
    public record Market(String instrument, String asset, BigDecimal price) {
        /** The asset of a symbol such as BTC-PERP or BTCUSDT, and the rest. */
        public static Market of(final String instrument, final BigDecimal price) {
            final int dash = instrument.indexOf('-');
            final String asset =
                    dash > 0 ? instrument.substring(0, dash) : instrument.replaceAll("(USDT|USDC|USD)$", "");
            return new Market(instrument, asset.equals(instrument) ? asset + "-COIN" : asset, price);
        }

        int tickDecimals() {
            return Math.max(0, 4 - magnitude());
        }

        // a step is worth some cents to some dollars
        int stepDecimals() {
            return Math.max(0, magnitude());
        }

        // fewer for what is cheap, so that a million dollars' worth of it stays within 64 bits
        int coinDecimals() {
            return Math.max(0, COIN_DECIMALS + Math.min(0, magnitude() + 2));
        }

        private int magnitude() {
            return price.precision() - price.scale() - 1;
        }
    }

    public SampleBook(final List<Market> markets, final long seed) {
        this.markets = List.copyOf(markets);
        this.random = new SplittableRandom(seed);
    }

    /** Writes the whole book. */
    public void write(final PrintWriter out, final int accounts) {
        out.println("{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}");
        for (final Market market : markets) {
            out.printf(
                    "{\"type\":\"asset\",\"id\":\"%s\",\"decimals\":%d,\"haircut\":\"%s\",\"priceId\":\"%s\"}%n",
                    market.asset(), market.coinDecimals(), COIN_HAIRCUT, market.instrument());
        }
        for (final Market market : markets) {
            out.printf(
                    "{\"type\":\"instrument\",\"id\":\"%s\",\"kind\":\"perpetual\",\"underlying\":\"%s\",\"settlement\":\"USD\","
                            + "\"tick\":\"%s\",\"step\":\"%s\",\"initial\":\"%s\",\"maintenance\":\"%s\"}%n",
                    market.instrument(),
                    market.asset(),
                    BigDecimal.ONE.movePointLeft(market.tickDecimals()).toPlainString(),
                    BigDecimal.ONE.movePointLeft(market.stepDecimals()).toPlainString(),
                    INITIAL,
                    MAINTENANCE);
        }
        for (final Market market : markets) {
            out.printf(
                    "{\"type\":\"price\",\"of\":\"%s\",\"value\":\"%s\"}%n",
                    market.instrument(), market.price().toPlainString());
        }
        for (int account = 1; account <= accounts; account++) {
            out.println(account("a" + account));
        }
    }

    private String account(final String id) {
        final int legs = Math.min(markets.size(), 1 + (int) (-Math.log(1 - random.nextDouble()) * 0.8));
        final double size = Math.pow(10, 2 + 4 * random.nextDouble()); // 100 to 1,000,000 notional
        final StringBuilder positions = new StringBuilder();
        double pnl = 0;
        double notional = 0;
        final int first = random.nextInt(markets.size());
        for (int i = 0; i < legs; i++) {
            final Market market = markets.get((first + i) % markets.size());
            final double price = market.price().doubleValue();
            final BigDecimal step = BigDecimal.ONE.movePointLeft(market.stepDecimals());
            final BigDecimal quantity =
                    round(size / legs / price, market.stepDecimals()).max(step);
            final boolean isLong = random.nextDouble() < 0.55;
            final BigDecimal entry =
                    round(price * (1 + ENTRY_SPREAD * (2 * random.nextDouble() - 1)), market.tickDecimals());
            notional += quantity.doubleValue() * price;
            pnl += (isLong ? 1 : -1) * quantity.doubleValue() * (price - entry.doubleValue());
            positions
                    .append(i == 0 ? "" : ",")
                    .append("{\"instrument\":\"")
                    .append(market.instrument())
                    .append("\",\"quantity\":\"")
                    .append((isLong ? quantity : quantity.negate()).toPlainString())
                    .append("\",\"entry\":\"")
                    .append(entry.toPlainString())
                    .append("\"}");
        }
        final double equity = notional / leverage() * 1.02; // a little above what the leverage says: never below IM
        return "{\"type\":\"account\",\"id\":\"" + id + "\",\"mode\":\"cross\",\"collateral\":{"
                + collateral(equity - pnl, first) + "},\"positions\":[" + positions + "]}";
    }

    // Mostly 1 to 4, with a tail up to the limit of 1 / initial.
    private double leverage() {
        final double u = random.nextDouble();
        return 1 + (1 / INITIAL - 1) * u * u * u;
    }

    private String collateral(final double worth, final int first) {
        final Market market = markets.get(first);
        final double coinShare = random.nextDouble() < 0.33 ? 0.2 + 0.5 * random.nextDouble() : 0;
        final BigDecimal coins = round(
                Math.max(0, worth) * coinShare / market.price().doubleValue() / (1 - COIN_HAIRCUT),
                market.coinDecimals());
        final BigDecimal dollars = round(worth * (1 - coinShare), 2).add(new BigDecimal("0.01"));
        final String usd = "\"USD\":\"" + dollars.toPlainString() + "\"";
        return coins.signum() == 0 ? usd : usd + ",\"" + market.asset() + "\":\"" + coins.toPlainString() + "\"";
    }

    private static BigDecimal round(final double value, final int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
