package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.AssetSettings;
import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefaultLimits;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.GuardSpec;
import io.plimsoll.daemon.definitions.InstrumentSettings;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.definitions.InverseSettings;
import io.plimsoll.daemon.definitions.LineDefaults;
import io.plimsoll.daemon.definitions.MarginTier;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.daemon.definitions.TierReader;
import io.plimsoll.daemon.definitions.WeightTierReader;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The asset, instrument and guard lines of a book. Scales and limits that a line leaves out follow from what is known once all of
 * them are read: a price has 8 decimals (a settlement asset's 6) or what its tick needs, limits are as wide as the overflow proof
 * allows. Ids count from 1 in file order.
 */
final class BookDefinitions {
    /** Balances are kept to at most this many decimals, so that 64 bits hold more than a handful of an 18-decimal token. */
    static final int MAX_BALANCE_DECIMALS = 9;

    private static final int PRICE_DECIMALS = 8;
    private static final int SETTLEMENT_PRICE_DECIMALS = 6;
    private static final int MAX_PRICE_DECIMALS = 12;
    /** Of a price that values inverse contracts: the room that decimals take there is lost twice. */
    private static final int INVERSE_PRICE_DECIMALS = 2;

    private final String valuationCurrency;
    private final LineDefaults defaults;
    private final List<JsonLine> assetLines = new ArrayList<>();
    private final List<JsonLine> instrumentLines = new ArrayList<>();
    private final List<GuardSpec> guards = new ArrayList<>();
    private final Set<String> settlementAssets = new HashSet<>();
    private final Set<String> inversePrices = new HashSet<>();
    private final Map<String, Integer> assetIds = new HashMap<>();
    private final Map<String, Integer> priceDecimals = new HashMap<>();
    private final Map<String, Long> maxPrices = new HashMap<>();

    /** @param defaults what a line that is silent gets */
    BookDefinitions(final String valuationCurrency, final LineDefaults defaults) {
        this.valuationCurrency = valuationCurrency;
        this.defaults = defaults;
    }

    String valuationCurrency() {
        return valuationCurrency;
    }

    void add(final String type, final JsonLine stated) {
        if ("asset".equals(type)) {
            final JsonLine line = stated.or(defaults.asset());
            assetLines.add(line);
            assetIds.putIfAbsent(line.name("id"), assetLines.size());
        } else if ("guard".equals(type)) {
            guards.add(BookGuard.read(stated));
        } else {
            final JsonLine line = stated.or(defaults.instrument());
            line.name("id");
            instrumentLines.add(line);
            settlementAssets.add(line.text("settlement"));
            if (InverseSettings.isInverse(line)) {
                inversePrices.add(line.text("priceId", line.text("id")));
            }
        }
    }

    DefinitionSet build(final ProfileSpec profile, final Function<String, BigDecimal> firstPrice) {
        declarePrices(firstPrice);
        final DefaultLimits limits =
                new DefaultLimits(naturalDecimals(), assetLines.size() + instrumentLines.size(), profile.terms());
        final List<AssetSpec> assets = new ArrayList<>();
        for (final JsonLine line : assetLines) {
            assets.add(asset(line, assets.size() + 1, limits));
        }
        final List<InstrumentSpec> instruments = new ArrayList<>();
        for (final JsonLine line : instrumentLines) {
            instruments.add(instrument(line, instruments.size() + 1, profile, assets, limits));
        }
        return new DefinitionSet(assets, instruments, guards, profile);
    }

    // null for the valuation currency
    private String priceOf(final JsonLine assetLine) {
        final String id = assetLine.text("id");
        return id.equals(valuationCurrency) ? null : notValuation(assetLine, assetLine.text("priceId", id));
    }

    private String instrumentPrice(final JsonLine instrumentLine) {
        return notValuation(instrumentLine, instrumentLine.text("priceId", instrumentLine.text("id")));
    }

    private String notValuation(final JsonLine line, final String price) {
        if (price.equals(valuationCurrency)) {
            throw line.error("'" + price + "' is the valuation currency, which has no price; name another");
        }
        return price;
    }

    // Whoever shares a price has its widest scale and limit, so that all scales are known before the first limit.
    private void declarePrices(final Function<String, BigDecimal> firstPrice) {
        for (final JsonLine line : assetLines) {
            declareDecimals(line, priceOf(line), settlementAssets.contains(line.text("id")), false, firstPrice);
        }
        for (final JsonLine line : instrumentLines) {
            declareDecimals(line, instrumentPrice(line), false, true, firstPrice);
        }
        final Map<String, Long> usual = new HashMap<>();
        for (final JsonLine line : assetLines) {
            declareLimit(line, priceOf(line), settlementAssets.contains(line.text("id")), firstPrice, usual);
        }
        for (final JsonLine line : instrumentLines) {
            declareLimit(line, instrumentPrice(line), false, firstPrice, usual);
        }
        usual.forEach(maxPrices::putIfAbsent);
    }

    private void declareDecimals(
            final JsonLine line,
            final String price,
            final boolean isSettlement,
            final boolean hasTick,
            final Function<String, BigDecimal> firstPrice) {
        if (price == null) {
            return;
        }
        final BigDecimal first = firstPrice.apply(price);
        final int needed = Math.max(
                first == null ? 0 : first.stripTrailingZeros().scale(), hasTick ? decimalsOf(line, "tick") : 0);
        final int ofKind = isSettlement ? SETTLEMENT_PRICE_DECIMALS : PRICE_DECIMALS;
        final int usual = inversePrices.contains(price) ? INVERSE_PRICE_DECIMALS : ofKind;
        final int fallback = Math.min(MAX_PRICE_DECIMALS, Math.max(usual, needed));
        priceDecimals.merge(price, line.count("priceDecimals", MAX_PRICE_DECIMALS, fallback), Math::max);
    }

    private void declareLimit(
            final JsonLine line,
            final String price,
            final boolean isSettlement,
            final Function<String, BigDecimal> firstPrice,
            final Map<String, Long> usual) {
        if (price == null) {
            return;
        }
        final int decimals = priceDecimals.get(price);
        if (line.has("maxPrice")) {
            final long stated = line.decimal("maxPrice", decimals);
            if (stated <= 0) {
                throw line.error("'maxPrice' must be positive");
            }
            maxPrices.merge(price, stated, Math::max);
        }
        usual.merge(price, DefaultLimits.maxPrice(firstPrice.apply(price), decimals, isSettlement), Math::max);
    }

    // Largest units + price + settlement price decimals, as the engine's common scale will see them.
    private int naturalDecimals() {
        int natural = 0;
        for (final JsonLine line : assetLines) {
            final int worth = balanceDecimals(line) + decimals(priceOf(line));
            final boolean isFine = line.has("tiers") || line.has("cap");
            natural = Math.max(natural, isFine ? Math.max(worth, Rates.DECIMALS) : worth);
        }
        for (final JsonLine line : instrumentLines) {
            final int settlement = decimals(settlementPrice(line));
            final int mark = InverseSettings.isInverse(line)
                    ? InverseSettings.worthDecimals(line)
                    : decimals(instrumentPrice(line));
            final int cost = decimalsOf(line, "step") + mark;
            // floors of tiers have as many decimals as a rate, and so have caps above
            natural = Math.max(natural, (line.has("tiers") ? Math.max(cost, Rates.DECIMALS) : cost) + settlement);
        }
        return natural;
    }

    private int decimals(final String price) {
        return price == null ? 0 : priceDecimals.getOrDefault(price, PRICE_DECIMALS);
    }

    private BigDecimal maxPrice(final String price) {
        return price == null ? BigDecimal.ONE : DefaultLimits.price(maxPrices.get(price), priceDecimals.get(price));
    }

    private String settlementPrice(final JsonLine instrumentLine) {
        final String settlement = instrumentLine.text("settlement");
        for (final JsonLine line : assetLines) {
            if (line.text("id").equals(settlement)) {
                return priceOf(line);
            }
        }
        throw instrumentLine.error("settlement '" + settlement + "' is no asset of this book");
    }

    private static int balanceDecimals(final JsonLine line) {
        return Math.min(MAX_BALANCE_DECIMALS, line.count("decimals", Decimals.MAX_DECIMALS));
    }

    private AssetSpec asset(final JsonLine line, final int id, final DefaultLimits limits) {
        final String price = priceOf(line);
        if (price == null && line.has("priceId")) {
            throw line.error("the valuation currency is worth 1 and has no 'priceId'");
        }
        final int decimals = balanceDecimals(line);
        final List<MarginTier> tiers = line.has("tiers")
                ? WeightTierReader.read(line, elements(line, "tiers"), name -> line.has(name) && !line.isDefault(name))
                : List.of();
        final int[] weights =
                tiers.isEmpty() ? AssetSettings.weights(line) : tiers.get(0).weights();
        final AssetTerms terms = AssetSettings.read(line, id, tiers);
        final long maxBalance = line.has("maxBalance")
                ? line.decimal("maxBalance", decimals)
                : limits.maxBalance(maxPrice(price), decimals, terms);
        line.end();
        return new AssetSpec(
                line.origin(),
                id,
                line.text("id"),
                price,
                decimals,
                decimals(price),
                weights[0],
                weights[1],
                maxBalance,
                price == null ? 1 : maxPrices.get(price),
                terms,
                tiers);
    }

    private InstrumentSpec instrument(
            final JsonLine line,
            final int id,
            final ProfileSpec profile,
            final List<AssetSpec> assets,
            final DefaultLimits limits) {
        final String price = instrumentPrice(line);
        final int quantityDecimals = decimalsOf(line, "step");
        final List<MarginTier> tiers = line.has("tiers") ? tiers(line, profile) : List.of();
        final InstrumentTerms terms =
                InverseSettings.read(line, InstrumentSettings.read(line, tiers.isEmpty() ? 0 : id), decimals(price));
        final MarginTier rates = tiers.isEmpty() ? rates(line, terms, profile) : tiers.get(0);
        final String settlementPrice = settlementPrice(line);
        final long maxQuantity = line.has("maxQuantity")
                ? line.decimal("maxQuantity", quantityDecimals)
                : limits.maxQuantity(
                        // at the lowest price an inverse contract is worth as much as it stands for in that price's
                        // last decimal
                        InverseSettings.isInverse(line) ? BigDecimal.valueOf(terms.contractValue()) : maxPrice(price),
                        maxPrice(settlementPrice),
                        quantityDecimals,
                        assets.get(assetId(line, "settlement") - 1).terms());
        final InstrumentSpec spec = new InstrumentSpec(
                line.origin(),
                id,
                line.text("id"),
                price,
                kind(line),
                assetId(line, "underlying"),
                assetId(line, "settlement"),
                decimals(price),
                quantityDecimals,
                rates.initialPpm(),
                rates.stopPpm(),
                rates.maintenancePpm(),
                line.decimal("tick", decimals(price)),
                line.decimal("step", quantityDecimals),
                maxQuantity,
                maxPrices.get(price),
                terms,
                tiers);
        line.end();
        return spec;
    }

    private static List<MarginTier> tiers(final JsonLine line, final ProfileSpec profile) {
        for (final String rate : List.of("initial", "stop", "maintenance")) {
            if (line.has(rate) && !line.isDefault(rate)) {
                throw line.bad(rate, "stated beside 'tiers', expected one or the other");
            }
        }
        return TierReader.read(line, elements(line, "tiers"), profile);
    }

    private static List<JsonLine> elements(final JsonLine line, final String field) {
        final List<JsonLine> elements = new ArrayList<>();
        for (final Object element : line.list(field)) {
            elements.add(line.element(element, field));
        }
        return elements;
    }

    private static MarginTier rates(final JsonLine line, final InstrumentTerms terms, final ProfileSpec profile) {
        final int initial = rate(line, "initial", InstrumentSettings.initialPpm(terms));
        final int maintenance = rate(line, "maintenance", InstrumentSettings.maintenancePpm(terms, initial));
        if (maintenance > initial) {
            throw line.error("'maintenance' is above 'initial'");
        }
        return new MarginTier(0, initial, rate(line, "stop", profile.stopPpm(initial, maintenance)), maintenance);
    }

    private static InstrumentKind kind(final JsonLine line) {
        final String kind = line.text("kind");
        return switch (kind) {
            case "perpetual" -> InstrumentKind.PERPETUAL;
            case "spot" -> InstrumentKind.SPOT;
            case "inverse" -> InstrumentKind.INVERSE;
            case "future", "option" ->
                throw line.error("'kind' is '" + kind
                        + "', which these rules do not have yet; expected perpetual, spot or inverse");
            default -> throw line.error("'kind' is '" + kind + "', expected perpetual, spot or inverse");
        };
    }

    private int assetId(final JsonLine line, final String field) {
        final Integer id = assetIds.get(line.text(field));
        if (id == null) {
            throw line.error("'" + field + "' is '" + line.text(field) + "', which is no asset of this book");
        }
        return id;
    }

    private static int rate(final JsonLine line, final String field, final int fallback) {
        if (!line.has(field) && fallback >= 0) {
            return fallback;
        }
        final long rate = line.decimal(field, Rates.DECIMALS);
        if (rate < 0 || rate > Rates.ONE) {
            throw line.error("'" + field + "' must be between 0 and 1");
        }
        return (int) rate;
    }

    private static int decimalsOf(final JsonLine line, final String field) {
        final BigDecimal value = line.bigDecimal(field);
        if (value.signum() <= 0) {
            throw line.error("'" + field + "' must be positive");
        }
        return Math.max(0, value.scale());
    }
}
