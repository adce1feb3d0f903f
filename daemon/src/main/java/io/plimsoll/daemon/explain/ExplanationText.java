package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.Decisions.Order;
import io.plimsoll.daemon.explain.Decisions.Penalty;
import io.plimsoll.daemon.explain.Decisions.Seizure;
import io.plimsoll.daemon.explain.Explanation.SafePrice;
import io.plimsoll.daemon.explain.Explanation.Standing;
import io.plimsoll.daemon.explain.HandPlan.Step;
import io.plimsoll.daemon.explain.HandValuation.BalanceLine;
import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Price;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.journal.text.EventTime;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Sizing;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** An explanation for people: one screen. Values are rounded to 8 decimals where they have more. One thread. */
public final class ExplanationText {
    private static final int DECIMALS = 8;
    private static final Set<String> FRAME_FIELDS = Set.of("sequence", "eventNs");

    private final PrintStream out;
    private final Explanation told;

    private ExplanationText(final PrintStream out, final Explanation told) {
        this.out = out;
        this.told = told;
    }

    /** Prints it. */
    public static void print(final PrintStream out, final Explanation told) {
        final ExplanationText text = new ExplanationText(out, told);
        text.head();
        text.legs();
        text.standings();
        text.sizing();
        text.rescues();
        text.agreement();
    }

    private void head() {
        line("account %s (id %d) at input %,d, %s", told.account(), told.accountId(), told.sequence(), time());
        line("cause: %s", cause());
        for (final Order order : told.orders()) {
            line(
                    "order %s: %s %s %s, limit %s, bankruptcy price %s%s, reason %s%s",
                    order.id(),
                    side(order.isBuy()),
                    plain(order.quantity()),
                    order.symbol(),
                    plain(order.limitPrice()),
                    order.bankruptcyPrice() == null ? "none" : plain(order.bankruptcyPrice()),
                    order.penalty() == null ? "" : ", penalty " + plain(order.penalty()) + " of what is closed",
                    order.reason(),
                    order.isCancelling() ? "; the account's own orders are to be cancelled with it" : "");
        }
        for (final Seizure seizure : told.seizures()) {
            line(
                    "order %s: repay %s %s%s, seize %s %s (bonus %s, the protocol's part %s), reason %s",
                    seizure.id(),
                    plain(seizure.repay()),
                    seizure.debt(),
                    seizure.reserve().signum() == 0 ? "" : " and " + plain(seizure.reserve()) + " from reserves",
                    plain(seizure.seize()),
                    seizure.collateral(),
                    plain(seizure.bonus()),
                    plain(seizure.protocolFee()),
                    seizure.reason());
        }
        for (final Penalty penalty : told.penalties()) {
            line(
                    "penalty for this fill of order %s: %s %s, of it %s the liquidator's, %s fund %d's, %s the protocol's",
                    penalty.order(),
                    plain(penalty.amount()),
                    penalty.asset(),
                    plain(penalty.liquidator()),
                    plain(penalty.fund()),
                    penalty.fundId(),
                    plain(penalty.protocol()));
        }
        if (told.withheld() != null) {
            line("no order: withheld, %s%s", told.withheld(), WithheldText.why(told.withheld()));
        }
    }

    // Scales are those of the definitions, so mantissas stay what they are here.
    private String cause() {
        return told.cause().entrySet().stream()
                .filter(field -> !FRAME_FIELDS.contains(field.getKey()))
                .map(field ->
                        "type".equals(field.getKey()) ? field.getValue() : field.getKey() + " " + field.getValue())
                .collect(Collectors.joining(", "));
    }

    private String time() {
        return EventTime.text(told.eventNs());
    }

    private void legs() {
        final HandValuation hand = told.at().valuation();
        line("");
        final boolean isRequired = hand.rules().areDebtsRequired();
        row(
                14,
                "collateral",
                "amount",
                "price",
                "age s",
                "source",
                "value",
                "x weight",
                isRequired ? "= B or R" : hand.buckets().isEmpty() ? "= counts" : "= in bucket");
        for (final BalanceLine balance : hand.balances()) {
            final Price price = balance.source().price();
            final BigDecimal asked = balance.asked().maintenance();
            row(
                    14,
                    balance.source().symbol(),
                    plain(balance.amount()),
                    plain(balance.price()),
                    age(price),
                    source(price),
                    plain(balance.value()),
                    balance.source().held() > 0 && !balance.source().tiers().isEmpty()
                            ? "by tiers"
                            : plain(balance.weight()),
                    asked.signum() == 0 ? plain(balance.counts().maintenance()) : "R " + plain(asked));
        }
        hand.balances().stream()
                .map(BalanceLine::source)
                .filter(balance -> balance.supplyIndex() != null)
                .forEach(this::interest);
        hand.domains().forEach(this::domain);
        line("");
        row(14, "position", "quantity", "price", "age s", "source", "notional", "cost", "funding", "P&L");
        for (final PositionLine position : hand.positions()) {
            final Price price = position.source().price();
            row(
                    14,
                    position.source().symbol(),
                    plain(position.quantity()),
                    plain(position.price()),
                    age(price),
                    source(price),
                    plain(position.notional()),
                    plain(position.cost()),
                    plain(position.funding()),
                    plain(position.pnl()));
        }
        buckets(hand);
        line("");
        row(14, "requirement", "notional", "maintenance", "= margin", "stop", "= margin", "initial", "= margin");
        for (final PositionLine position : hand.positions()) {
            row(
                    14,
                    position.source().symbol(),
                    plain(position.notional()),
                    rate(position, Tier::maintenancePpm),
                    plain(position.asked().maintenance()),
                    rate(position, Tier::stopPpm),
                    plain(position.asked().stop()),
                    initialRate(position, hand.rules()),
                    plain(position.asked().initial()));
        }
        hand.positions().stream()
                .mapToInt(position -> position.source().scalePpm())
                .filter(scale -> scale != Rates.ONE)
                .limit(1)
                .forEach(scale -> line(
                        "rates are those defined times the margin scale, %s, rounded up, at most 1",
                        plain(HandRequirement.rate(scale))));
    }

    private void buckets(final HandValuation hand) {
        if (hand.buckets().isEmpty()) {
            return;
        }
        line("");
        row(14, "bucket", "with positions", "x weight", "= counts");
        for (final HandBucket bucket : hand.buckets()) {
            final BigDecimal sum = bucket.sum().maintenance();
            row(
                    14,
                    bucket.asset().symbol(),
                    plain(sum),
                    plain(bucket.weights(sum).maintenance()),
                    plain(bucket.counts().maintenance()));
        }
    }

    private void standings() {
        line("");
        row(24, "", "before it", "at it");
        for (final PositionLine position : told.at().valuation().positions()) {
            final String symbol = position.source().symbol();
            row(24, "price of " + symbol, priceBefore(symbol), plain(position.price()));
        }
        value("equity B", HandValuation::equity);
        value("maintenance margin R", HandValuation::maintenanceMargin);
        value("shortfall R - B", HandValuation::shortfall);
        value("net worth", HandValuation::netWorth);
        if (told.at().valuation().openOrders().maintenance().signum() != 0) {
            value("R for open orders", hand -> hand.openOrders().maintenance());
        }
        value("stop margin", hand -> hand.requirement().stop());
        value("initial margin", HandValuation::initialMargin);
        if (told.at().valuation().openOrders().initial().signum() != 0) {
            value("of that, open orders", hand -> hand.openOrders().initial());
        }
        row(
                24,
                "verdict",
                told.before() == null ? "-" : told.before().verdict(),
                told.at().verdict());
    }

    private String priceBefore(final String symbol) {
        return told.before() == null
                ? "-"
                : told.before().valuation().positions().stream()
                        .filter(position -> position.source().symbol().equals(symbol))
                        .map(position -> plain(position.price()))
                        .findFirst()
                        .orElse("-");
    }

    private void value(final String name, final Function<HandValuation, BigDecimal> value) {
        row(24, name, of(told.before(), value), of(told.at(), value));
    }

    private static String of(final Standing standing, final Function<HandValuation, BigDecimal> value) {
        return standing == null ? "-" : plain(value.apply(standing.valuation()));
    }

    private void sizing() {
        if (told.plan() == null) {
            return;
        }
        final HandAim aim = told.plan().aim();
        line("");
        line(
                "sizing: %s margin %s, orders in flight done, - equity %s = %s to free",
                aim.to() == Rebalancing.INITIAL ? "initial" : "stop",
                plain(told.plan().stopMargin()),
                plain(aim.of(told.at().valuation().balance())),
                plain(told.plan().toFree()));
        for (final Step step : told.plan().steps()) {
            line(
                    "  %s: %s left; %s: %s %s",
                    step.position().source().symbol(),
                    plain(step.available()),
                    why(step, aim.sizing()),
                    side(step.isBuy()),
                    plain(step.quantity()));
        }
    }

    private static String why(final Step step, final Sizing sizing) {
        final String whole = step.isWhole() ? ", is all of it or leaves dust" : "";
        if (sizing == Sizing.PORTION) {
            return "the profile's portion" + whole + ", frees " + plain(step.frees());
        }
        if (sizing == Sizing.FULL) {
            return "all of it";
        }
        return step.perStep() == null || step.perStep().signum() <= 0
                ? "the least that frees " + plain(step.toFree()) + whole + ", frees " + plain(step.frees())
                : String.format(
                        Locale.ROOT,
                        "each %s frees %s; %s / that, rounded up%s",
                        plain(step.step()),
                        plain(step.perStep()),
                        plain(step.toFree()),
                        whole);
    }

    private void rescues() {
        line("");
        if (!told.deposits().isEmpty()) {
            line("what would have saved it, each alone:");
            for (final Rescue rescue : told.deposits()) {
                line("  a deposit of %s %s", plain(rescue.amount()), rescue.asset());
            }
        }
        for (final SafePrice safe : told.prices()) {
            line(
                    "  %s safe at or %s %s, other prices as they were",
                    safe.symbol(), safe.isFloor() ? "above" : "below", plain(safe.price()));
        }
    }

    private void agreement() {
        line("");
        if (told.isConsistent()) {
            line("worked out again from these legs: %d numbers, all of them the engine's", told.agreements());
            return;
        }
        line("THE ENGINE DISAGREES with what these legs give:");
        told.disagreements().forEach(text -> line("  %s", text));
    }

    // docs/internals/interest.md
    private void interest(final Balance balance) {
        line("  " + balance.symbol() + ": " + plain(BigDecimal.valueOf(balance.held(), balance.decimals()))
                + " in units of the ledger, at an index of "
                + plain(new BigDecimal(
                        balance.held() < 0 ? balance.borrowIndex() : balance.supplyIndex(), Balance.INDEX_DECIMALS)));
    }

    // docs/internals/collateral.md
    private void domain(final HandCollateral domain) {
        line("  domain " + domain.domainId() + ": together "
                + plain(domain.together().maintenance()) + ", counts at most " + plain(domain.cap()));
    }

    private String age(final Price price) {
        return price.priceId() == 0 || price.value() == 0
                ? "-"
                : plain(BigDecimal.valueOf(told.eventNs() - price.publishNs(), 9));
    }

    private static String source(final Price price) {
        return price.priceId() == 0 || price.value() == 0 ? "-" : Integer.toString(price.source());
    }

    private static String rate(final PositionLine position, final ToIntFunction<Tier> ppm) {
        final List<Tier> tiers = position.source().tiers();
        if (position.source().terms().sizeFactor() != 0) {
            return "by size";
        }
        return tiers.size() > 1 ? "by tiers" : plain(HandRequirement.rate(ppm.applyAsInt(tiers.get(0))));
    }

    private static String initialRate(final PositionLine position, final HandRules rules) {
        final HandRequirement requirement = HandRequirement.of(position.source(), rules);
        if (requirement.isByOwnLeverage(position.quantity().abs())) {
            return plain(HandRequirement.rate(position.source().chosenPpm()));
        }
        return requirement.hangsOnOpenInterest()
                ? plain(requirement.rateByOpenInterest())
                : rate(position, Tier::initialPpm);
    }

    private static String side(final boolean isBuy) {
        return isBuy ? "buy" : "sell";
    }

    private static String plain(final BigDecimal value) {
        final BigDecimal shown = value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_EVEN) : value;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    private void row(final int first, final String name, final String... cells) {
        final StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + first + "s", name));
        for (final String cell : cells) {
            row.append(String.format(Locale.ROOT, " %16s", cell));
        }
        out.println(row.toString().stripTrailing());
    }

    private void line(final String format, final Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
