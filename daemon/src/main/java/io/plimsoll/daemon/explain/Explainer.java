package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.explain.Decisions.Order;
import io.plimsoll.daemon.explain.Decisions.Seizure;
import io.plimsoll.daemon.explain.Explanation.SafePrice;
import io.plimsoll.daemon.explain.Explanation.Standing;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.RecordFields;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.MarginView.PositionReport;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.engine.UnitSheet.WorkingOrder;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Explains one account at one input: replays up to it, looks at the account before and after, and works every number out again.
 * One explanation, one thread.
 */
public final class Explainer {
    private static final int UNKNOWN = -1;

    private final Subject subject;
    private final JournalReplay replay;
    private final UnitMargin margin = new UnitMargin();
    private Map<String, String> cause = Map.of();

    private Explainer(final Subject subject, final JournalReplay replay) {
        this.subject = subject;
        this.replay = replay;
    }

    /**
     * Explains.
     *
     * @param progress told the sequence reached, now and then
     * @throws UserError when the inputs end before, or know no such account there
     */
    public static Explanation explain(
            final Subject subject, final ReadableLogs logs, final SnapshotStore snapshots, final LongConsumer progress)
            throws IOException {
        final String sequence = Long.toString(subject.sequence());
        final Stretch stretch = Stretch.all().from(sequence).to(sequence);
        try (JournalReplay replay = JournalReplay.fromSnapshot(logs, stretch, snapshots)) {
            return new Explainer(subject, replay).explain(progress);
        }
    }

    private Explanation explain(final LongConsumer progress) {
        final OrderSink nowhere = new DiscardingSink();
        while (replay.sequence() < subject.sequence() - 1 && replay.next(JournalReplay.UNSEEN, nowhere)) {
            progress.accept(replay.sequence());
        }
        final int known = unit();
        final Standing before = known == UNKNOWN ? null : standing(known);
        final Decisions decisions = new Decisions();
        replay.next(this::keepCause, decisions);
        if (replay.sequence() != subject.sequence()) {
            throw new UserError("inputs end at " + replay.sequence() + ", before " + subject.sequence());
        }
        final int unit = unit();
        if (unit == UNKNOWN) {
            throw new UserError("no account '" + subject.account() + "' is known at input " + subject.sequence());
        }
        return explanation(unit, before, decisions);
    }

    private Explanation explanation(final int unit, final Standing before, final Decisions decisions) {
        final Standing at = standing(unit);
        final HandValuation hand = at.valuation();
        final List<Order> orders = decisions.orders(view().accountId(unit));
        final List<Seizure> seizures = decisions.seizures(view().accountId(unit));
        final Agreement agreement = new Agreement();
        HandPlan plan = null;
        boolean isWanted = false;
        List<Rescue> deposits = List.of();
        final List<SafePrice> prices = new ArrayList<>();
        if (hand.isPriced()) {
            agreement.check(hand, margin, view().valueDecimals());
            view().forEachPosition(unit, margin, position -> addPrice(position, prices));
        }
        if (hand.isPriced() && view().isChecked(unit)) {
            agreement.is("safe", hand.isSafe(), view().verdict(margin).compareTo(Verdict.LIQUIDATE) < 0);
            final boolean isRebalanced = orders.stream().anyMatch(order -> "rebalance".equals(order.reason()));
            final HandValuation judged =
                    view().leavesOutOrders(unit) && !isRebalanced ? hand.withoutOpenOrders() : hand;
            plan = plan(unit, judged, isRebalanced);
            isWanted = !orders.isEmpty() || plan.isWanted(judged);
            agreement.check(judged, plan, orders);
            agreement.check(hand, seizures);
            deposits = hand.isSafe() ? List.of() : Rescue.deposits(view().sheet(unit), hand.rules());
        }
        return new Explanation(
                view().accountName(unit),
                view().accountId(unit),
                replay.sequence(),
                replay.eventNs(),
                cause,
                before,
                at,
                isWanted ? plan : null,
                orders,
                seizures,
                decisions.penalties(view().accountId(unit)),
                withheld(unit, decisions),
                deposits,
                prices,
                agreement.disagreements(),
                agreement.agreements());
    }

    // Told once an episode, so an earlier input may have told it.
    private String withheld(final int unit, final Decisions decisions) {
        final WithheldReason standing = view().withheldReason(unit);
        return standing == null
                ? decisions.withheldReason(view().accountId(unit))
                : standing.name().toLowerCase(Locale.ROOT);
    }

    private HandPlan plan(final int unit, final HandValuation hand, final boolean isRebalanced) {
        final List<WorkingOrder> earlier = view().sheet(unit).orders().stream()
                .filter(order -> order.sequence() != replay.sequence())
                .toList();
        return HandPlan.of(
                hand,
                earlier,
                isRebalanced
                        ? HandAim.rebalancing(hand.rules())
                        : HandAim.liquidation(hand.rules(), view().closesAll(unit)));
    }

    private HandRules rules() {
        return new HandRules(
                view().profile().terms(),
                view().valueDecimals(),
                BigDecimal.valueOf(view().profile().dustMicros(), Rates.DECIMALS));
    }

    private static void addPrice(final PositionReport position, final List<SafePrice> prices) {
        if (position.liquidationPrice() != PositionReport.NO_PRICE) {
            prices.add(new SafePrice(
                    position.symbol(),
                    Decimals.toBigDecimal(position.liquidationPrice(), position.priceDecimals()),
                    position.quantity() > 0));
        }
    }

    private Standing standing(final int unit) {
        view().compute(unit, margin);
        return new Standing(HandValuation.of(view().sheet(unit), rules()), verdict(unit));
    }

    private String verdict(final int unit) {
        if (!view().isChecked(unit)) {
            return "not checked";
        }
        return margin.isPriced() ? view().verdict(margin).name().toLowerCase(Locale.ROOT) : "unpriced";
    }

    private void keepCause(final DirectBuffer buffer, final int offset, final int length) {
        cause = RecordFields.of(buffer, offset, length);
    }

    private MarginView view() {
        return replay.engine().view();
    }

    private int unit() {
        for (int unit = 0; unit < view().unitCount(); unit++) {
            if (view().accountName(unit).equals(subject.account())) {
                return unit;
            }
        }
        return subject.account().chars().allMatch(Character::isDigit)
                ? view().unitOf(Long.parseLong(subject.account()))
                : UNKNOWN;
    }
}
