package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.InterestIndex;
import io.plimsoll.feed.fact.OpenOrders;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.terms.Mark;
import io.plimsoll.protocol.terms.ScaleTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a book file (docs/formats/book.md) whole before anything of it is used: a malformed line costs the run, never half of
 * it. Every error is {@code file:line: what, expected ...}. One instance a file.
 */
public final class BookReader {
    private static final long MAX_LEVERAGE_PPM = 1_000_000_000_000L;
    private static final long MAX_TOTAL = 1L << 62;

    private final Path file;
    private ProfileSpec profile;
    private final BookDefinitions definitions;
    private final Map<String, JsonLine> prices = new LinkedHashMap<>();
    private final Map<String, BigDecimal> priceValues = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final BookAccounts accounts = new BookAccounts();
    private final List<BookFund> funds = new ArrayList<>();
    private final Set<Integer> fundIds = new HashSet<>();
    private final Map<String, BookInterest> interests = new LinkedHashMap<>();
    private final Map<String, BookOpenInterest> openInterests = new LinkedHashMap<>();
    private final List<BookOpenOrders> openOrders = new ArrayList<>();
    private final Map<String, BookStablePrice> stablePrices = new LinkedHashMap<>();
    private final Map<String, BookDeposits> deposits = new LinkedHashMap<>();
    private final List<BookLeverage> leverages = new ArrayList<>();
    private int scalePpm;
    private DefinitionSet definitionSet;
    private final Map<String, Integer> assetIndex = new HashMap<>();
    private final Map<String, Integer> instrumentIndex = new HashMap<>();

    private BookReader(final Path file, final ProfileSpec profile, final String valuationCurrency) {
        this.file = file;
        this.profile = profile;
        this.definitions = new BookDefinitions(valuationCurrency, profile.defaults());
    }

    /** The file's book under a profile. */
    public static Book read(final Path file, final ProfileSpec profile, final String valuationCurrency) {
        return new BookReader(file, profile, valuationCurrency).read();
    }

    private Book read() {
        JsonLines.read(file, "{\"type\":\"asset\",...}", this::onLine);
        define();
        final Map<String, Long> mantissas = new LinkedHashMap<>();
        prices.forEach((symbol, line) -> mantissas.put(symbol, price(symbol, line)));
        return new Book(
                definitionSet,
                mantissas,
                accounts,
                List.copyOf(funds),
                List.copyOf(interests.values()),
                List.copyOf(openInterests.values()),
                List.copyOf(openOrders),
                List.copyOf(stablePrices.values()),
                List.copyOf(deposits.values()),
                List.copyOf(leverages),
                scalePpm);
    }

    private void onLine(final JsonLine line) {
        final String type = line.text("type");
        switch (type) {
            case "asset", "instrument", "guard" -> {
                if (definitionSet != null) {
                    throw line.error("'" + type + "' must come before the first account or fund");
                }
                definitions.add(type, line);
            }
            case "profile" -> {
                if (definitionSet != null) {
                    throw line.error("'profile' must come before the first account or fund");
                }
                onProfile(line);
            }
            case "price" -> onPrice(line);
            case "fund" -> {
                define();
                onFund(line);
            }
            case "interest" -> {
                define();
                onInterest(line);
            }
            case "openInterest" -> {
                define();
                onOpenInterest(line);
            }
            case "stablePrice" -> {
                define();
                onStablePrice(line);
            }
            case "deposits" -> {
                define();
                onDeposits(line);
            }
            case "marginScale" -> {
                define();
                onMarginScale(line);
            }
            case "account" -> {
                define();
                onAccount(line);
            }
            default ->
                throw line.error(
                        "unknown type '" + type
                                + "', expected one of asset, instrument, guard, profile, price, fund, interest, openInterest, stablePrice, deposits, marginScale, account");
        }
    }

    private void onProfile(final JsonLine line) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        line.object("set").forEach((name, value) -> parameters.put(name, line.parameter(name, value)));
        line.end();
        profile = profile.with(parameters, line.origin());
    }

    private void onPrice(final JsonLine line) {
        final String of = line.text("of");
        final BigDecimal value = line.bigDecimal("value"); // scaled once its decimals are known
        line.end();
        if (prices.put(of, line) != null) {
            throw line.error("price of '" + of + "' is given twice");
        }
        priceValues.put(of, value);
    }

    // Definitions may stand anywhere before the first account; prices anywhere.
    private void define() {
        if (definitionSet != null) {
            return;
        }
        definitionSet = definitions.build(profile, this::firstPrice);
        final List<AssetSpec> assets = definitionSet.assets();
        for (int i = 0; i < assets.size(); i++) {
            assetIndex.put(assets.get(i).symbol(), i);
        }
        final List<InstrumentSpec> instruments = definitionSet.instruments();
        for (int i = 0; i < instruments.size(); i++) {
            instrumentIndex.put(instruments.get(i).symbol(), i);
        }
    }

    private BigDecimal firstPrice(final String symbol) {
        return priceValues.get(symbol);
    }

    private long price(final String symbol, final JsonLine line) {
        if (symbol.equals(definitions.valuationCurrency())) {
            if (priceValues.get(symbol).compareTo(BigDecimal.ONE) != 0) {
                throw line.error("'" + symbol + "' is the valuation currency and worth 1");
            }
            return 1;
        }
        final DefinitionSet.PriceRef ref = definitionSet.price(symbol);
        if (ref == null) {
            throw line.error("'" + symbol + "' prices no asset or instrument of this book");
        }
        final long mantissa = line.decimal("value", ref.decimals());
        if (mantissa <= 0) {
            throw line.error("'value' must be positive");
        }
        if (mantissa > ref.maxPrice()) {
            throw line.error("'value' is above the price limit of " + Decimals.format(ref.maxPrice(), ref.decimals()));
        }
        return mantissa;
    }

    private void onFund(final JsonLine line) {
        final int fundId = line.count("id", Integer.MAX_VALUE, 0);
        if (!fundIds.add(fundId)) {
            throw line.error("fund " + fundId + " is given twice");
        }
        line.object("balances").forEach((symbol, amount) -> addFund(line, fundId, symbol, amount));
        line.end();
    }

    private void addFund(final JsonLine line, final int fundId, final String symbol, final Object amount) {
        final Integer index = assetIndex.get(symbol);
        if (index == null) {
            throw line.error("fund balance '" + symbol + "' is no asset of this book");
        }
        final AssetSpec asset = definitionSet.assets().get(index);
        final long units = line.parse("balances." + symbol, amount, asset.decimals());
        if (units < 0) {
            throw line.error("'balances." + symbol + "' must not be negative");
        }
        checkLimit(line, "balances." + symbol, units, asset.maxBalance(), asset.decimals(), "maxBalance");
        funds.add(new BookFund(fundId, asset, units));
    }

    private void onInterest(final JsonLine line) {
        final String symbol = line.text("asset");
        final Integer index = assetIndex.get(symbol);
        if (index == null) {
            throw line.error("interest of '" + symbol + "', which is no asset of this book");
        }
        final AssetSpec asset = definitionSet.assets().get(index);
        if (!asset.terms().indexed()) {
            throw line.error("interest of '" + symbol + "', which is not 'indexed'");
        }
        final BookInterest interest =
                new BookInterest(asset, index(line, "supplyIndex", asset), index(line, "borrowIndex", asset));
        line.end();
        if (interests.put(symbol, interest) != null) {
            throw line.error("interest of '" + symbol + "' is given twice");
        }
    }

    private static BigInteger index(final JsonLine line, final String field, final AssetSpec asset) {
        final BigDecimal index = line.bigDecimal(field);
        final BigDecimal most = BigDecimal.valueOf(asset.terms().maxIndexPpm(), Rates.DECIMALS);
        if (index.signum() <= 0 || index.compareTo(most) > 0 || index.scale() > InterestIndex.DECIMALS) {
            throw line.error("'" + field + "' must be above 0, at most the asset's maxIndex of " + most.toPlainString()
                    + ", and have at most " + InterestIndex.DECIMALS + " decimals");
        }
        return index.setScale(InterestIndex.DECIMALS, RoundingMode.UNNECESSARY).unscaledValue();
    }

    private void onOpenInterest(final JsonLine line) {
        final String symbol = line.text("instrument");
        final Integer index = instrumentIndex.get(symbol);
        if (index == null) {
            throw line.error("open interest in '" + symbol + "', which is no instrument of this book");
        }
        final InstrumentSpec instrument = definitionSet.instruments().get(index);
        final long quantity = line.decimal("quantity", instrument.quantityDecimals());
        line.end();
        checkTotal(line, "quantity", quantity, instrument.quantityDecimals());
        if (openInterests.put(symbol, new BookOpenInterest(instrument, quantity)) != null) {
            throw line.error("open interest in '" + symbol + "' is given twice");
        }
    }

    private void onStablePrice(final JsonLine line) {
        final String symbol = line.text("of");
        final DefinitionSet.PriceRef ref = definitionSet.price(symbol);
        if (ref == null) {
            throw line.error("stable price of '" + symbol + "', which prices no asset or instrument of this book");
        }
        final long value = line.decimal("value", ref.decimals());
        line.end();
        if (value <= 0 || value > ref.maxPrice()) {
            throw line.error("'value' must be above 0, and at most the price limit of "
                    + Decimals.format(ref.maxPrice(), ref.decimals()));
        }
        if (stablePrices.put(symbol, new BookStablePrice(ref.id(), value)) != null) {
            throw line.error("stable price of '" + symbol + "' is given twice");
        }
    }

    private void onDeposits(final JsonLine line) {
        final String symbol = line.text("asset");
        final Integer index = assetIndex.get(symbol);
        if (index == null) {
            throw line.error("deposits of '" + symbol + "', which is no asset of this book");
        }
        final AssetSpec asset = definitionSet.assets().get(index);
        final long amount = line.decimal("amount", asset.decimals());
        line.end();
        checkTotal(line, "amount", amount, asset.decimals());
        if (deposits.put(symbol, new BookDeposits(asset, amount)) != null) {
            throw line.error("deposits of '" + symbol + "' are given twice");
        }
    }

    private void onMarginScale(final JsonLine line) {
        if (scalePpm != 0) {
            throw line.error("the margin scale is given twice");
        }
        final long ppm = line.decimal("scale", Rates.DECIMALS);
        line.end();
        final ScaleTerms bounds = definitionSet.profile().terms().scale();
        if (ppm < bounds.floorPpm() || ppm > bounds.capPpm()) {
            throw line.error("'scale' must be between the profile's scale.floor and scale.cap, "
                    + Decimals.format(bounds.floorPpm(), Rates.DECIMALS) + " and "
                    + Decimals.format(bounds.capPpm(), Rates.DECIMALS));
        }
        scalePpm = (int) ppm;
    }

    private static void checkTotal(final JsonLine line, final String field, final long total, final int decimals) {
        if (total < 0 || total >= MAX_TOTAL) {
            throw line.error("'" + field + "' must not be negative, and below " + Decimals.format(MAX_TOTAL, decimals));
        }
    }

    private void onAccount(final JsonLine line) {
        final String name = line.name("id");
        if (!names.add(name)) {
            throw line.error("account '" + name + "' is given twice");
        }
        final String mode = line.text("mode", "cross");
        if (!"cross".equals(mode)) {
            throw line.error("'mode' is '" + mode + "', expected cross");
        }
        final AccountRole role = role(line);
        if (line.has("collateral")) {
            line.object("collateral").forEach((symbol, amount) -> addBalance(line, symbol, amount));
        }
        final List<JsonLine> isolated = new ArrayList<>();
        final Set<String> held = new HashSet<>();
        if (line.has("positions")) {
            for (final Object element : line.list("positions")) {
                final JsonLine position = line.element(element, "positions");
                if (position.has("isolated")) {
                    isolated.add(position);
                } else {
                    addPosition(line, position, held);
                }
            }
        }
        if (line.has("openOrders")) {
            final Set<String> ordered = new HashSet<>();
            for (final Object element : line.list("openOrders")) {
                addOpenOrders(line, line.element(element, "openOrders"), ordered);
            }
        }
        if (line.has("leverage")) {
            line.object("leverage").forEach((symbol, leverage) -> addLeverage(line, symbol, leverage));
        }
        line.end();
        accounts.endAccount(name, role);
        final int account = accounts.count() - 1;
        if (accounts.endLeg(account) - accounts.firstLeg(account) > EngineCapacity.MAX_LEGS_PER_UNIT) {
            throw line.error("more than " + EngineCapacity.MAX_LEGS_PER_UNIT + " balances and positions");
        }
        isolated.forEach(position -> addIsolated(line, position, held, account));
    }

    // An account of its own, named after its account and instrument.
    private void addIsolated(final JsonLine line, final JsonLine position, final Set<String> held, final int parent) {
        final String name = accounts.name(parent) + "/" + position.text("instrument");
        if (name.getBytes(StandardCharsets.UTF_8).length > AccountOpened.MAX_NAME) {
            throw line.error("isolated position '" + name + "' has a name of more than " + AccountOpened.MAX_NAME
                    + " bytes; name the account shorter");
        }
        if (!names.add(name)) {
            throw line.error("account '" + name + "' is given twice");
        }
        position.object("isolated").forEach((symbol, amount) -> addBalance(line, symbol, amount));
        addPosition(line, position, held);
        accounts.endAccount(name, accounts.role(parent), parent);
        final int account = accounts.count() - 1;
        if (accounts.endLeg(account) - accounts.firstLeg(account) > EngineCapacity.MAX_LEGS_PER_UNIT) {
            throw line.error("more than " + EngineCapacity.MAX_LEGS_PER_UNIT + " balances and positions");
        }
    }

    private static AccountRole role(final JsonLine line) {
        final String role = line.text("role", "trader");
        return switch (role) {
            case "trader" -> AccountRole.TRADER;
            case "liquidator" -> AccountRole.LIQUIDATOR;
            case "rebalanced" -> AccountRole.REBALANCED;
            default -> throw line.error("'role' is '" + role + "', expected trader, rebalanced or liquidator");
        };
    }

    private void addBalance(final JsonLine line, final String symbol, final Object amount) {
        final Integer index = assetIndex.get(symbol);
        if (index == null) {
            throw line.error("collateral '" + symbol + "' is no asset of this book");
        }
        final AssetSpec asset = definitionSet.assets().get(index);
        final long units = line.parse("collateral." + symbol, amount, asset.decimals());
        checkLimit(line, "collateral." + symbol, units, asset.maxBalance(), asset.decimals(), "maxBalance");
        accounts.addLeg(index, units, 0, 0);
    }

    private void addPosition(final JsonLine line, final JsonLine position, final Set<String> held) {
        final String symbol = position.text("instrument");
        final Integer index = instrumentIndex.get(symbol);
        if (index == null) {
            throw line.error("position in '" + symbol + "', which is no instrument of this book");
        }
        if (!held.add(symbol)) {
            throw line.error("two positions in '" + symbol + "'");
        }
        final InstrumentSpec instrument = definitionSet.instruments().get(index);
        final long quantity = position.decimal("quantity", instrument.quantityDecimals());
        checkLimit(line, "quantity", quantity, instrument.maxQuantity(), instrument.quantityDecimals(), "maxQuantity");
        final BigDecimal entry = position.bigDecimal("entry");
        position.end();
        final BigInteger cost = cost(line, instrument, quantity, entry);
        accounts.addLeg(~index, quantity, cost.shiftRight(Long.SIZE).longValue(), cost.longValue());
    }

    private void addOpenOrders(final JsonLine line, final JsonLine open, final Set<String> ordered) {
        final String symbol = open.text("instrument");
        final Integer index = instrumentIndex.get(symbol);
        if (index == null) {
            throw line.error("open orders in '" + symbol + "', which is no instrument of this book");
        }
        if (!ordered.add(symbol)) {
            throw line.error("open orders in '" + symbol + "' are given twice");
        }
        if (ordered.size() > EngineCapacity.MAX_LEGS_PER_UNIT) {
            throw line.error("open orders in more than " + EngineCapacity.MAX_LEGS_PER_UNIT + " instruments");
        }
        final InstrumentSpec instrument = definitionSet.instruments().get(index);
        final long bids = sum(line, open, "bids", instrument);
        final long asks = sum(line, open, "asks", instrument);
        final int orders = open.count("orders", OpenOrders.MAX_ORDERS);
        open.end();
        openOrders.add(new BookOpenOrders(accounts.count(), instrument, bids, asks, orders));
    }

    private void addLeverage(final JsonLine line, final String symbol, final Object leverage) {
        final Integer index = instrumentIndex.get(symbol);
        if (index == null) {
            throw line.error("leverage in '" + symbol + "', which is no instrument of this book");
        }
        final long ppm = line.parse("leverage." + symbol, leverage, Rates.DECIMALS);
        if (ppm < Rates.ONE || ppm > MAX_LEVERAGE_PPM) {
            throw line.error("'leverage." + symbol + "' must be 1 to 1000000");
        }
        leverages.add(
                new BookLeverage(accounts.count(), definitionSet.instruments().get(index), ppm));
    }

    private static long sum(
            final JsonLine line, final JsonLine open, final String side, final InstrumentSpec instrument) {
        final long quantity = open.has(side) ? open.decimal(side, instrument.quantityDecimals()) : 0;
        if (quantity < 0) {
            throw line.error("'" + side + "' must not be negative");
        }
        checkLimit(line, side, quantity, instrument.maxQuantity(), instrument.quantityDecimals(), "maxQuantity");
        return quantity;
    }

    private static BigInteger cost(
            final JsonLine line, final InstrumentSpec instrument, final long quantity, final BigDecimal entry) {
        final boolean isInverse = Mark.isInverse(instrument.terms());
        if (entry.signum() < 0 || (isInverse && entry.signum() == 0)) {
            throw line.error(
                    isInverse ? "'entry' of an inverse contract must be positive" : "'entry' must not be negative");
        }
        final int decimals =
                Mark.decimals(instrument.terms(), instrument.priceDecimals()) + instrument.quantityDecimals();
        final BigInteger cost;
        try {
            cost = Mark.of(instrument.terms(), entry, instrument.priceDecimals())
                    .multiply(BigDecimal.valueOf(quantity, instrument.quantityDecimals()))
                    .setScale(decimals)
                    .unscaledValue();
        } catch (final ArithmeticException e) {
            throw line.error("'entry' " + entry.toPlainString() + " times the quantity needs more than " + decimals
                    + " decimals; state a larger priceDecimals for '" + instrument.symbol() + "'");
        }
        final BigInteger limit =
                BigInteger.valueOf(2 * instrument.maxQuantity()).multiply(instrument.maxMark());
        if (cost.abs().compareTo(limit) > 0) {
            throw line.error("'entry' times the quantity passes the limits of '" + instrument.symbol()
                    + "'; state a larger maxQuantity or maxPrice");
        }
        return cost;
    }

    private static void checkLimit(
            final JsonLine line,
            final String field,
            final long units,
            final long max,
            final int decimals,
            final String limitName) {
        if (units > max || units < -max) {
            throw line.error("'" + field + "' is beyond the limit of " + Decimals.format(max, decimals)
                    + "; state a larger " + limitName + " with the definition");
        }
    }
}
