package io.plimsoll.daemon.report;

import io.plimsoll.journal.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A book's lines as plain decimals, read without any of the production code. */
final class TextBook {
    final Map<String, Map<String, Object>> assets = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> instruments = new LinkedHashMap<>();
    final List<Map<String, Object>> accounts = new ArrayList<>();
    final Map<String, String> profile;
    private final Map<String, BigDecimal> prices = new LinkedHashMap<>();

    /** @param profile every parameter by name, as in its file */
    TextBook(final Map<String, String> profile) {
        this.profile = profile;
    }

    void add(final String line) {
        final Map<String, Object> fields = Json.object(line);
        switch (text(fields, "type")) {
            case "asset" -> assets.put(text(fields, "id"), fields);
            case "instrument" -> instruments.put(text(fields, "id"), fields);
            case "price" -> prices.put(text(fields, "of"), decimal(fields, "value"));
            default -> accounts.add(fields);
        }
    }

    BigDecimal parameter(final String name) {
        return new BigDecimal(profile.get(name));
    }

    /** Whether debts are part of what is asked for, rather than taken from what is there. */
    boolean asksForDebts() {
        return "requirement".equals(profile.get("debt.in"));
    }

    static String text(final Map<String, Object> fields, final String name) {
        return (String) fields.get(name);
    }

    static BigDecimal decimal(final Map<String, Object> fields, final String name) {
        return new BigDecimal(text(fields, name));
    }

    BigDecimal weight(final String asset) {
        final Object haircut = assets.get(asset).get("haircut");
        return haircut == null ? BigDecimal.ONE : BigDecimal.ONE.subtract(new BigDecimal((String) haircut));
    }

    BigDecimal assetPrice(final String asset) {
        return asset.equals("USD")
                ? BigDecimal.ONE
                : prices.get((String) assets.get(asset).getOrDefault("priceId", asset));
    }

    BigDecimal instrumentPrice(final String instrument) {
        return prices.get(priceId(instrument));
    }

    BigDecimal settlementPrice(final String instrument) {
        return assetPrice(text(instruments.get(instrument), "settlement"));
    }

    private String priceId(final String instrument) {
        return (String) instruments.get(instrument).getOrDefault("priceId", instrument);
    }

    BigDecimal rate(final String instrument, final String name) {
        final Map<String, Object> fields = instruments.get(instrument);
        if (fields.containsKey(name)) {
            return decimal(fields, name);
        }
        final BigDecimal maintenance = decimal(fields, "maintenance");
        return decimal(fields, "initial")
                .subtract(maintenance)
                .multiply(parameter("stopBuffer"))
                .setScale(6, java.math.RoundingMode.CEILING)
                .add(maintenance);
    }

    /** Decimals of an instrument's price: 8, or what its first price or tick needs, or the widest that a user states. */
    int priceDecimals(final String instrument) {
        final String price = priceId(instrument);
        final int first = prices.get(price).stripTrailingZeros().scale();
        int decimals = 0;
        for (final Map<String, Object> asset : assets.values()) {
            final boolean isUser = price.equals(asset.getOrDefault("priceId", asset.get("id")));
            decimals = isUser ? Math.max(decimals, stated(asset, Math.max(8, first))) : decimals;
        }
        for (final Map<String, Object> other : instruments.values()) {
            if (price.equals(other.getOrDefault("priceId", other.get("id")))) {
                final int tick = decimal(other, "tick").scale();
                decimals = Math.max(decimals, stated(other, Math.max(tick, Math.max(8, first))));
            }
        }
        return decimals;
    }

    private static int stated(final Map<String, Object> fields, final int usual) {
        final Object stated = fields.get("priceDecimals");
        return stated == null ? usual : ((BigDecimal) stated).intValueExact();
    }
}
