package io.plimsoll.daemon.compare;

import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.engine.UnitSheet;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Looks accounts up in an engine between two inputs. The replay's thread. */
final class Standings {
    private static final int NOBODY = -1;

    private final Supplier<MarginView> views;
    private final UnitMargin margin = new UnitMargin();
    private final Map<String, Integer> unitByName = new HashMap<>();

    /** @param views of the engine as it is now: a replay may go on with another one */
    Standings(final Supplier<MarginView> views) {
        this.views = views;
    }

    /** The account's unit by its name, else by its id; -1 for none. */
    int unit(final String account) {
        final MarginView view = views.get();
        final Integer cached = unitByName.get(account);
        if (cached != null && view.accountName(cached).equals(account)) {
            return cached;
        }
        for (int unit = 0; unit < view.unitCount(); unit++) {
            unitByName.put(view.accountName(unit), unit); // names of accounts that came meanwhile
        }
        final Integer named = unitByName.get(account);
        if (named != null && view.accountName(named).equals(account)) {
            return named;
        }
        return account.length() < 19 && account.chars().allMatch(one -> one >= '0' && one <= '9')
                ? view.unitOf(Long.parseLong(account))
                : NOBODY;
    }

    int unitOf(final long accountId) {
        return views.get().unitOf(accountId);
    }

    long accountId(final int unit) {
        return views.get().accountId(unit);
    }

    String accountName(final int unit) {
        return views.get().accountName(unit);
    }

    /** How the account stands. */
    Standing of(final int unit, final String subject, final long sequence) {
        if (unit == NOBODY) {
            return new Standing(sequence, Standing.UNKNOWN, null, null, null, null, BigDecimal.ZERO, Map.of());
        }
        final MarginView view = views.get();
        view.compute(unit, margin);
        final UnitSheet sheet = view.sheet(unit);
        final WithheldReason withheld = view.withheldReason(unit);
        final boolean isPriced = margin.isPriced();
        return new Standing(
                sequence,
                verdict(view, unit),
                isPriced ? value(margin.equity()) : null,
                isPriced ? value(margin.maintenanceMargin()) : null,
                isPriced ? value(margin.netWorth()) : null,
                withheld == null ? null : withheld.name().toLowerCase(Locale.ROOT),
                held(sheet, subject),
                prices(sheet));
    }

    private String verdict(final MarginView view, final int unit) {
        if (!view.isChecked(unit)) {
            return Standing.NOT_CHECKED;
        }
        return margin.isPriced() ? view.verdict(margin).name().toLowerCase(Locale.ROOT) : Standing.UNPRICED;
    }

    private BigDecimal value(final Int128 value) {
        return Decimals.toBigDecimal(value.high(), value.low(), views.get().valueDecimals());
    }

    private static BigDecimal held(final UnitSheet sheet, final String subject) {
        for (final UnitSheet.Position position : sheet.positions()) {
            if (position.symbol().equals(subject)) {
                return Decimals.toBigDecimal(position.quantity(), position.quantityDecimals());
            }
        }
        for (final UnitSheet.Balance balance : sheet.balances()) {
            if (balance.symbol().equals(subject)) {
                return balance.amount();
            }
        }
        return BigDecimal.ZERO;
    }

    /** Of each instrument and asset that is held and has a price of its own. */
    Map<String, BigDecimal> prices(final int unit) {
        return prices(views.get().sheet(unit));
    }

    private static Map<String, BigDecimal> prices(final UnitSheet sheet) {
        final Map<String, BigDecimal> prices = new LinkedHashMap<>();
        sheet.balances().forEach(balance -> put(prices, balance.symbol(), balance.price()));
        sheet.positions().forEach(position -> put(prices, position.symbol(), position.price()));
        return prices;
    }

    private static void put(final Map<String, BigDecimal> prices, final String symbol, final UnitSheet.Price price) {
        if (price.priceId() != 0 && price.value() != 0) {
            prices.put(symbol, Decimals.toBigDecimal(price.value(), price.decimals()));
        }
    }
}
