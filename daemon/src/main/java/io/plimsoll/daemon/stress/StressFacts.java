package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.chain.ReadingSink;
import io.plimsoll.daemon.postmortem.BookHealth;
import io.plimsoll.daemon.report.OrderNotional;
import io.plimsoll.daemon.stress.StressResult.Moment;
import io.plimsoll.daemon.stress.StressResult.Peak;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.UnitStateDecoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import io.plimsoll.protocol.codec.WithheldDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Takes down what the engine decides in a run, over all of it and by moments. The replay's thread. */
final class StressFacts extends ReadingSink {
    private final Supplier<MarginView> view;
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final SeizeOrderStateDecoder seizeState = new SeizeOrderStateDecoder();
    private final UnitStateDecoder unit = new UnitStateDecoder();
    private final FundDrawDecoder draw = new FundDrawDecoder();
    private final UncoveredDecoder uncovered = new UncoveredDecoder();
    private final DeleverageDecoder deleverage = new DeleverageDecoder();
    private final WithdrawalsBlockedDecoder blocked = new WithdrawalsBlockedDecoder();
    private final LiquidationPenaltyDecoder penalty = new LiquidationPenaltyDecoder();
    private final FundFacts funds;
    private final WithheldDecoder withheld = new WithheldDecoder();
    private final Set<Long> liquidated = new HashSet<>();
    private final Set<Long> everBankrupt = new HashSet<>();
    private final Map<String, Long> withheldCounts = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private long orders;
    private long filled;
    private long cancelled;
    private BigDecimal notional = BigDecimal.ZERO;
    private BigDecimal repaid = BigDecimal.ZERO;
    private Peak inFlight = new Peak(0, 0);

    // of the moment in progress
    private long momentNs;
    private long momentOrders;
    private BigDecimal momentNotional = BigDecimal.ZERO;
    private BigDecimal momentRepaid = BigDecimal.ZERO;
    private int momentLiquidated;

    /** @param view of the engine that decides */
    StressFacts(final Supplier<MarginView> view) {
        this.view = view;
        funds = new FundFacts(view);
    }

    @Override
    protected void onDecision(final int templateId, final long eventNs) {
        switch (templateId) {
            case LiquidationOrderDecoder.TEMPLATE_ID -> onOrder(order.wrapAndApplyHeader(record, 0, header), eventNs);
            case SeizeOrderDecoder.TEMPLATE_ID ->
                onSeizeOrder(seizeOrder.wrapAndApplyHeader(record, 0, header), eventNs);
            case OrderStateDecoder.TEMPLATE_ID ->
                onState(state.wrapAndApplyHeader(record, 0, header).status());
            case SeizeOrderStateDecoder.TEMPLATE_ID ->
                onState(seizeState.wrapAndApplyHeader(record, 0, header).status());
            case UnitStateDecoder.TEMPLATE_ID -> {
                unit.wrapAndApplyHeader(record, 0, header);
                if (unit.current() == Verdict.BANKRUPT) {
                    everBankrupt.add(unit.accountId());
                }
            }
            case FundDrawDecoder.TEMPLATE_ID -> funds.onDraw(draw.wrapAndApplyHeader(record, 0, header));
            case UncoveredDecoder.TEMPLATE_ID -> funds.onUncovered(uncovered.wrapAndApplyHeader(record, 0, header));
            case DeleverageDecoder.TEMPLATE_ID -> funds.onDeleverage(deleverage.wrapAndApplyHeader(record, 0, header));
            case WithdrawalsBlockedDecoder.TEMPLATE_ID ->
                funds.onBlocked(blocked.wrapAndApplyHeader(record, 0, header));
            case LiquidationPenaltyDecoder.TEMPLATE_ID ->
                funds.onPenalty(penalty.wrapAndApplyHeader(record, 0, header));
            case WithheldDecoder.TEMPLATE_ID ->
                withheldCounts.merge(
                        withheld.wrapAndApplyHeader(record, 0, header)
                                .reason()
                                .name()
                                .toLowerCase(Locale.ROOT),
                        1L,
                        Long::sum);
            default -> {
                // nothing that a stress tells
            }
        }
    }

    private void onState(final OrderStatus status) {
        filled += status == OrderStatus.FILLED ? 1 : 0;
        cancelled += status == OrderStatus.CANCELLED || status == OrderStatus.EXPIRED ? 1 : 0;
    }

    private void onOrder(final LiquidationOrderDecoder made, final long eventNs) {
        final BigDecimal value = OrderNotional.of(made, view.get());
        notional = notional.add(value);
        momentNotional = momentNotional.add(value);
        onAnyOrder(made.accountId(), made.reason() != OrderReason.REBALANCE, eventNs);
    }

    private void onSeizeOrder(final SeizeOrderDecoder made, final long eventNs) {
        final BigDecimal value = Decimals.toBigDecimal(made.repay() + made.reserve(), made.debtDecimals())
                .multiply(Decimals.toBigDecimal(made.debtPrice(), made.debtPriceDecimals()));
        repaid = repaid.add(value);
        momentRepaid = momentRepaid.add(value);
        onAnyOrder(made.accountId(), true, eventNs);
    }

    private void onAnyOrder(final long accountId, final boolean isLiquidation, final long eventNs) {
        orders++;
        momentOrders++;
        momentLiquidated += isLiquidation && liquidated.add(accountId) ? 1 : 0;
        final long flying = orders - filled - cancelled;
        if (flying > inFlight.orders()) {
            inFlight = new Peak(flying, eventNs);
        }
    }

    /** From here on what happens is of another moment. */
    void begin(final long eventNs) {
        momentNs = eventNs;
        momentOrders = 0;
        momentNotional = BigDecimal.ZERO;
        momentRepaid = BigDecimal.ZERO;
        momentLiquidated = 0;
    }

    /** The moment in progress is over, and this is how the book stands. */
    void end(final BookHealth health) {
        moments.add(new Moment(
                momentNs,
                momentOrders,
                momentNotional,
                momentRepaid,
                momentLiquidated,
                health.deficits(),
                health.deficit()));
    }

    /** All of it, with how the book stood before and stands now. */
    StressResult result(
            final Scenario scenario,
            final Scenario.Course course,
            final BookHealth before,
            final BookHealth after,
            final MarginEngine engine) {
        return new StressResult(
                scenario.name(),
                scenario.text(),
                course.zeroNs(),
                course.isRecorded(),
                after.accounts(),
                liquidated.size(),
                orders,
                filled,
                cancelled,
                notional,
                repaid,
                inFlight,
                before.deficits(),
                before.deficit(),
                everBankrupt.size(),
                after.deficits(),
                after.deficit(),
                withheldCounts,
                funds.use(),
                funds.penalties(),
                moments,
                engine.counters().pricesRefused,
                engine.stateHash());
    }
}
