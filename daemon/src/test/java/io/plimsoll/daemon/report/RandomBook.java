package io.plimsoll.daemon.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The lines of a seeded book: up to six assets and six instruments, prices over eight decades, accounts with debts, haircuts and entries off
 * the tick. Two accounts in three are moved, by their balance in the valuation currency, to a boundary or one unit to a side of it.
 */
final class RandomBook {
    private static final String[] COINS = {"EUR", "BTC", "ETH", "SOL", "XRP"};

    private final SplittableRandom random;
    private final TextBook book;
    private final boolean isTidy;
    private final List<String> lines = new ArrayList<>();
    private final List<String> assets = new ArrayList<>(List.of("USD"));
    private final List<String> instruments = new ArrayList<>();

    /** @param isTidy so few decimals that every boundary can be met exactly */
    RandomBook(final SplittableRandom random, final TextBook book, final boolean isTidy) {
        this.random = random;
        this.book = book;
        this.isTidy = isTidy;
    }

    List<String> lines(final int accounts) {
        add("{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":9}");
        final int coins = random.nextInt(1, COINS.length + 1);
        for (int i = 0; i < coins; i++) {
            asset(COINS[i]);
        }
        final int markets = random.nextInt(1, 7);
        for (int i = 0; i < markets; i++) {
            instrument("M" + i, COINS[random.nextInt(coins)]);
        }
        for (int i = 0; i < accounts; i++) {
            account("a" + i);
        }
        return lines;
    }

    private void add(final String line) {
        lines.add(line);
        book.add(line);
    }

    private void asset(final String id) {
        final boolean isSettlement = id.equals("EUR");
        final String haircut =
                random.nextInt(3) == 0 ? "" : ",\"haircut\":\"" + digits(0, 1, isTidy || isSettlement ? 1 : 6) + "\"";
        add("{\"type\":\"asset\",\"id\":\"" + id + "\",\"decimals\":" + (isTidy ? 2 : random.nextInt(2, 10)) + haircut
                + "}");
        add(price(id, isSettlement ? digits(0.5, 2, isTidy ? 1 : 4) : price()));
        assets.add(id);
    }

    private void instrument(final String id, final String underlying) {
        final boolean isShared = random.nextInt(3) == 0 && !underlying.equals("EUR");
        final boolean isInEuro = random.nextInt(3) == 0;
        final int rateDecimals = isTidy ? 2 : random.nextInt(2, 7);
        final BigDecimal maintenance = new BigDecimal(digits(random.nextInt(12) == 0 ? 0 : 0.01, 0.3, rateDecimals));
        final BigDecimal initial = maintenance.add(new BigDecimal(digits(0, 0.3, rateDecimals)));
        final String stop = random.nextInt(3) > 0
                ? ""
                : ",\"stop\":\""
                        + maintenance.add(initial.subtract(maintenance)
                                .multiply(new BigDecimal("0.3"))
                                .setScale(6, RoundingMode.DOWN))
                        + "\"";
        final BigDecimal price = isShared ? book.assetPrice(underlying) : new BigDecimal(price());
        final String priceDecimals = random.nextInt(3) == 0 ? ",\"priceDecimals\":9" : "";
        add("{\"type\":\"instrument\",\"id\":\"" + id + "\",\"kind\":\"" + (random.nextBoolean() ? "perpetual" : "spot")
                + "\",\"underlying\":\"" + underlying + "\",\"settlement\":\"" + (isInEuro ? "EUR" : "USD") + "\""
                + ",\"tick\":\"" + tick(price) + "\",\"step\":\"" + step(isTidy ? 2 : 4) + "\",\"initial\":\"" + initial
                + "\",\"maintenance\":\"" + maintenance + "\"" + stop + priceDecimals
                + (isShared ? ",\"priceId\":\"" + underlying + "\"" : "") + "}");
        if (!isShared) {
            add(price(id, price.toPlainString()));
        }
        instruments.add(id);
    }

    // a hundredth to a half of the price's first digit
    private String tick(final BigDecimal price) {
        final int magnitude = price.precision() - price.scale() - 1;
        return new BigDecimal(step(2))
                .scaleByPowerOfTen(Math.min(2, magnitude) - 1)
                .toPlainString();
    }

    private String step(final int mostDecimals) {
        final String[] units = {"1", "2", "5"};
        return new BigDecimal(units[random.nextInt(units.length)])
                .movePointLeft(random.nextInt(mostDecimals + 1))
                .toPlainString();
    }

    private static String price(final String of, final String value) {
        return "{\"type\":\"price\",\"of\":\"" + of + "\",\"value\":\"" + value + "\"}";
    }

    private String price() {
        final double magnitude = Math.pow(10, isTidy ? random.nextDouble(0, 4) : random.nextDouble(-2, 5));
        return digits(magnitude, 3 * magnitude, isTidy ? 2 : random.nextInt(3, 9));
    }

    private void account(final String id) {
        final StringBuilder coins = new StringBuilder();
        for (final String asset : assets) {
            if (!asset.equals("USD") && random.nextInt(3) == 0) {
                final double size = Math.pow(10, random.nextDouble(-1, 4))
                        / book.assetPrice(asset).doubleValue();
                final int decimals = ((BigDecimal) book.assets.get(asset).get("decimals")).intValueExact();
                coins.append(",\"")
                        .append(asset)
                        .append("\":\"")
                        .append(random.nextInt(4) == 0 ? "-" : "")
                        .append(digits(size / 2, size, decimals))
                        .append('"');
            }
        }
        final String start = "{\"type\":\"account\",\"id\":\"" + id + "\"";
        final String rest = coins + "}" + positions() + "}";
        final String zero = start + ",\"collateral\":{\"USD\":\"0\"" + rest;
        add(start + ",\"collateral\":{\"USD\":\"" + dollars(zero) + "\"" + rest);
    }

    private String positions() {
        final StringBuilder positions = new StringBuilder();
        for (final String instrument : instruments) {
            if (random.nextInt(instruments.size()) < 2) {
                positions.append(positions.length() == 0 ? "" : ",").append(position(instrument));
            }
        }
        return positions.length() == 0 && random.nextBoolean() ? "" : ",\"positions\":[" + positions + "]";
    }

    private String position(final String instrument) {
        final BigDecimal step =
                new BigDecimal((String) book.instruments.get(instrument).get("step"));
        final double price = book.instrumentPrice(instrument).doubleValue();
        final double size = Math.pow(10, random.nextDouble(0, 5)) / price;
        // whole steps, or what an earlier, finer step left
        final BigDecimal quantity = random.nextInt(4) == 0
                ? new BigDecimal(digits(size / 2, size, step.scale()))
                : BigDecimal.valueOf(size).divide(step, 0, RoundingMode.CEILING).multiply(step);
        final String entry = digits(price * 0.7, price * 1.3, isTidy ? 2 : random.nextInt(0, 9));
        return "{\"instrument\":\"" + instrument + "\",\"quantity\":\"" + (random.nextBoolean() ? "-" : "")
                + quantity.toPlainString() + "\",\"entry\":\"" + entry + "\"}";
    }

    // The balance that puts the account to a boundary, or anywhere near.
    private String dollars(final String withoutDollars) {
        final TextBook alone = book;
        final ExpectedMargin margin = new ExpectedMargin(alone, io.plimsoll.journal.Json.object(withoutDollars));
        final BigDecimal maintenance = margin.requirement("maintenance");
        final BigDecimal target = switch (random.nextInt(6)) {
            case 0 -> maintenance.subtract(margin.equity());
            case 1 -> maintenance.multiply(book.parameter("warningRatio")).subtract(margin.equity());
            case 2 -> margin.netWorth().negate();
            case 3 -> margin.requirement("stop").subtract(margin.equity());
            case 4 ->
                maintenance
                        .multiply(BigDecimal.valueOf(random.nextDouble(-0.5, 3)))
                        .subtract(margin.equity());
            default -> new BigDecimal(digits(0, 10_000, 6));
        };
        final RoundingMode mode = random.nextBoolean() ? RoundingMode.FLOOR : RoundingMode.CEILING;
        return target.setScale(9, mode)
                .add(BigDecimal.valueOf(random.nextInt(-1, 2), 9))
                .toPlainString();
    }

    private String digits(final double from, final double to, final int decimals) {
        final BigDecimal value =
                BigDecimal.valueOf(random.nextDouble(from, to)).setScale(decimals, RoundingMode.CEILING);
        return value.toPlainString();
    }
}
