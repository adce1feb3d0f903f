package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A book as plain decimals, valued account by account: settled in USD, coins priced by an instrument's price. No production code. */
final class NaiveBook {
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, String> priceOfAsset = new HashMap<>();
    private final Map<String, BigDecimal> weight = new HashMap<>();
    private final Map<String, BigDecimal> maintenance = new HashMap<>();
    private final Map<String, BigDecimal> initial = new HashMap<>();
    private final List<Account> accounts = new ArrayList<>();

    /** Balances by asset; quantity and entry by instrument. */
    record Account(
            String name,
            Map<String, BigDecimal> balances,
            Map<String, BigDecimal> held,
            Map<String, BigDecimal> entry) {}

    NaiveBook(final List<String> lines) {
        for (final String line : lines) {
            add(Json.object(line));
        }
    }

    private void add(final Map<String, Object> line) {
        final String id = (String) line.get("id");
        switch ((String) line.get("type")) {
            case "asset" -> {
                priceOfAsset.put(id, (String) line.get("priceId"));
                weight.put(id, BigDecimal.ONE.subtract(new BigDecimal((String) line.getOrDefault("haircut", "0"))));
            }
            case "instrument" -> {
                maintenance.put(id, new BigDecimal((String) line.get("maintenance")));
                initial.put(id, new BigDecimal((String) line.get("initial")));
            }
            case "price" -> prices.put((String) line.get("of"), new BigDecimal((String) line.get("value")));
            default -> addAccount(line, id);
        }
    }

    private void addAccount(final Map<String, Object> line, final String id) {
        final Account account = new Account(id, new HashMap<>(), new HashMap<>(), new HashMap<>());
        Json.object(line, "collateral")
                .forEach((asset, amount) -> account.balances().put(asset, new BigDecimal((String) amount)));
        for (final Map<String, Object> position : Json.objects(line, "positions")) {
            final String instrument = (String) position.get("instrument");
            account.held().put(instrument, new BigDecimal((String) position.get("quantity")));
            account.entry().put(instrument, new BigDecimal((String) position.get("entry")));
        }
        accounts.add(account);
    }

    List<Account> accounts() {
        return accounts;
    }

    /** Whether a tick of this price would move anything. */
    boolean isPriced(final String symbol) {
        return maintenance.containsKey(symbol);
    }

    void price(final String symbol, final BigDecimal price) {
        prices.put(symbol, price);
    }

    BigDecimal equity(final Account account) {
        BigDecimal equity = BigDecimal.ZERO;
        for (final Map.Entry<String, BigDecimal> balance : account.balances().entrySet()) {
            final String price = priceOfAsset.get(balance.getKey());
            final BigDecimal worth =
                    price == null ? balance.getValue() : balance.getValue().multiply(prices.get(price));
            equity = equity.add(worth.signum() < 0 ? worth : worth.multiply(weight.get(balance.getKey())));
        }
        for (final Map.Entry<String, BigDecimal> position : account.held().entrySet()) {
            final BigDecimal gain =
                    prices.get(position.getKey()).subtract(account.entry().get(position.getKey()));
            equity = equity.add(gain.multiply(position.getValue()));
        }
        return equity;
    }

    BigDecimal maintenanceMargin(final Account account) {
        return requirement(account, maintenance);
    }

    BigDecimal initialMargin(final Account account) {
        return requirement(account, initial);
    }

    private BigDecimal requirement(final Account account, final Map<String, BigDecimal> rates) {
        BigDecimal requirement = BigDecimal.ZERO;
        for (final Map.Entry<String, BigDecimal> position : account.held().entrySet()) {
            requirement = requirement.add(position.getValue()
                    .abs()
                    .multiply(prices.get(position.getKey()))
                    .multiply(rates.get(position.getKey())));
        }
        return requirement;
    }
}
