package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.fact.AccountLeverage;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.AssetDeposits;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.FundBalance;
import io.plimsoll.feed.fact.FundPayment;
import io.plimsoll.feed.fact.Funding;
import io.plimsoll.feed.fact.InterestIndex;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.MarginScale;
import io.plimsoll.feed.fact.OpenInterest;
import io.plimsoll.feed.fact.OpenOrders;
import io.plimsoll.feed.fact.SeizeFill;
import io.plimsoll.feed.fact.SourceHeartbeat;
import io.plimsoll.feed.fact.StablePrice;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.feed.ndjson.Directory.Asset;
import io.plimsoll.feed.ndjson.Directory.Instrument;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import java.util.List;
import java.util.Optional;

/** Turns the lines that state account records into facts. Publishes nothing. Any thread. */
final class FactLines {
    private static final long MAX_UINT32 = 0xFFFF_FFFEL;
    private static final long MAX_SCALE_PPM = 1_000_000_000;

    private final Directory directory;
    private final Names names;
    private final SnapshotLines snapshots;

    FactLines(final Directory directory) {
        this.directory = directory;
        this.names = new Names(directory);
        this.snapshots = new SnapshotLines(names);
    }

    /** The facts that a line of that type states, or null when no fact has that type. */
    List<? extends Fact> facts(final String type, final Fields fields) {
        return switch (type) {
            case "account" -> List.of(accountOpened(fields));
            case "transfer" -> List.of(transfer(fields));
            case "fill" -> List.of(fill(fields));
            case "liquidationFill" -> List.of(liquidationFill(fields));
            case "seizeFill" -> List.of(seizeFill(fields));
            case "fundBalance" -> List.of(fundBalance(fields));
            case "fundPayment" -> List.of(fundPayment(fields));
            case "funding" -> List.of(funding(fields));
            case "interestIndex" -> List.of(interestIndex(fields));
            case "openInterest" -> List.of(openInterest(fields));
            case "openOrders" -> List.of(openOrders(fields));
            case "leverage" -> List.of(leverage(fields));
            case "stablePrice" -> List.of(stablePrice(fields));
            case "deposits" -> List.of(deposits(fields));
            case "marginScale" -> List.of(marginScale(fields));
            case "heartbeat" -> List.of(new SourceHeartbeat(source(fields), sequence(fields)));
            case "snapshot" -> snapshots.facts(fields);
            default -> null;
        };
    }

    static int source(final Fields fields) {
        return (int) fields.whole("source", 0, PricePublisher.MAX_SOURCE);
    }

    static long sequence(final Fields fields) {
        return fields.whole("sequence", 0, Long.MAX_VALUE);
    }

    private AccountOpened accountOpened(final Fields fields) {
        final String name = fields.text("account", AccountOpened.MAX_NAME);
        final long id = fields.whole("accountId", 1, Long.MAX_VALUE);
        final long known = directory.accountId(name);
        if (known != Directory.UNKNOWN_ACCOUNT && known != id) {
            throw fields.error("account '" + name + "' with id " + id, "id " + known + ", which it was opened with");
        }
        final long parent = parent(fields);
        if (parent == id) {
            throw fields.error("parent of account '" + name + "' is that account", "another account");
        }
        return new AccountOpened(source(fields), sequence(fields), id, role(fields), parent, name);
    }

    private long parent(final Fields fields) {
        return fields.has("parent") || fields.has("parentId")
                ? names.account(fields, "parent", "parentId")
                : AccountOpened.NO_PARENT;
    }

    private static AccountRole role(final Fields fields) {
        if (!fields.has("role")) {
            return AccountRole.TRADER;
        }
        final String role = fields.text("role");
        return switch (role) {
            case "trader" -> AccountRole.TRADER;
            case "liquidator" -> AccountRole.LIQUIDATOR;
            case "rebalanced" -> AccountRole.REBALANCED;
            default -> throw fields.error("role", role, "trader, rebalanced or liquidator");
        };
    }

    private Transfer transfer(final Fields fields) {
        final Asset asset = names.asset(fields, "asset");
        return new Transfer(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                asset.id(),
                fields.decimal("amount", asset.decimals(), fields.text("asset")));
    }

    private Fill fill(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        return new Fill(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                instrument.id(),
                quantity(fields, instrument),
                price(fields, instrument),
                fee(fields, instrument));
    }

    private LiquidationFill liquidationFill(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        return new LiquidationFill(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                counterparty(fields),
                instrument.id(),
                order(fields),
                quantity(fields, instrument),
                price(fields, instrument),
                fee(fields, instrument));
    }

    private SeizeFill seizeFill(final Fields fields) {
        final Asset debt = names.asset(fields, "debt");
        final Asset collateral = names.asset(fields, "collateral");
        return new SeizeFill(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                counterparty(fields),
                order(fields),
                debt.id(),
                fields.decimal("repaid", debt.decimals(), fields.text("debt")),
                collateral.id(),
                fields.decimal("seized", collateral.decimals(), fields.text("collateral")));
    }

    private long counterparty(final Fields fields) {
        final boolean isNamed = fields.has("counterparty");
        return fields.has("counterpartyId") || isNamed
                ? names.account(fields, "counterparty", "counterpartyId")
                : LiquidationFill.NO_COUNTERPARTY;
    }

    private static OrderId order(final Fields fields) {
        return order(fields, "order");
    }

    private static OrderId order(final Fields fields, final String field) {
        final String text = fields.text(field);
        try {
            final OrderId order = OrderId.parse(text);
            if (isUint32(order.epoch()) && order.sequence() >= 0 && isUint32(order.ordinal())) {
                return order;
            }
        } catch (final IllegalArgumentException ignored) {
            // told below
        }
        throw fields.error(field, text, "a liquidation order's id: epoch-sequence-ordinal, as 1-4711-0");
    }

    private static boolean isUint32(final long value) {
        return value >= 0 && value <= MAX_UINT32;
    }

    private FundBalance fundBalance(final Fields fields) {
        final Asset asset = names.asset(fields, "asset");
        return new FundBalance(
                source(fields),
                sequence(fields),
                fund(fields),
                asset.id(),
                fields.decimal("balance", asset.decimals(), fields.text("asset")));
    }

    private FundPayment fundPayment(final Fields fields) {
        final Asset asset = names.asset(fields, "asset");
        return new FundPayment(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                fund(fields),
                asset.id(),
                fields.decimal("amount", asset.decimals(), fields.text("asset")),
                fields.has("draw") ? Optional.of(order(fields, "draw")) : Optional.empty());
    }

    private static int fund(final Fields fields) {
        return fields.has("fund") ? (int) fields.whole("fund", 0, MAX_UINT32) : 0;
    }

    private Funding funding(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        return new Funding(
                source(fields),
                sequence(fields),
                instrument.id(),
                fields.decimal("cumulativeIndex", instrument.markDecimals(), fields.text("instrument")));
    }

    private InterestIndex interestIndex(final Fields fields) {
        final Asset asset = names.asset(fields, "asset");
        return new InterestIndex(
                source(fields),
                sequence(fields),
                asset.id(),
                fields.wideDecimal("supplyIndex", InterestIndex.DECIMALS),
                fields.wideDecimal("borrowIndex", InterestIndex.DECIMALS));
    }

    private OpenInterest openInterest(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        return new OpenInterest(source(fields), sequence(fields), instrument.id(), quantity(fields, instrument));
    }

    private OpenOrders openOrders(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        final String symbol = fields.text("instrument");
        return new OpenOrders(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                instrument.id(),
                fields.decimal("bids", instrument.quantityDecimals(), symbol),
                fields.decimal("asks", instrument.quantityDecimals(), symbol),
                (int) fields.whole("orders", 0, OpenOrders.MAX_ORDERS));
    }

    private AccountLeverage leverage(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        return new AccountLeverage(
                source(fields),
                sequence(fields),
                names.account(fields, "account", "accountId"),
                instrument.id(),
                fields.decimal("leverage", Rates.DECIMALS, fields.text("instrument")));
    }

    private StablePrice stablePrice(final Fields fields) {
        final PriceId of = names.priceId(fields, "of");
        return new StablePrice(
                source(fields), sequence(fields), of.id(), fields.decimal("value", of.decimals(), fields.text("of")));
    }

    private AssetDeposits deposits(final Fields fields) {
        final Asset asset = names.asset(fields, "asset");
        return new AssetDeposits(
                source(fields),
                sequence(fields),
                asset.id(),
                fields.decimal("amount", asset.decimals(), fields.text("asset")));
    }

    private static MarginScale marginScale(final Fields fields) {
        final long scale = fields.decimal("scale", Rates.DECIMALS, "a margin scale");
        if (scale <= 0 || scale > MAX_SCALE_PPM) {
            throw fields.error("scale", fields.text("scale"), "above 0 and at most 1000");
        }
        return new MarginScale(source(fields), sequence(fields), (int) scale);
    }

    static long quantity(final Fields fields, final Instrument instrument) {
        return fields.decimal("quantity", instrument.quantityDecimals(), fields.text("instrument"));
    }

    private static long price(final Fields fields, final Instrument instrument) {
        return fields.decimal("price", instrument.priceDecimals(), fields.text("instrument"));
    }

    private static long fee(final Fields fields, final Instrument instrument) {
        return fields.has("fee") ? fields.decimal("fee", instrument.settlementDecimals(), "the settlement asset") : 0;
    }
}
