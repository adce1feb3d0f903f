package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandPlan.Step;
import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.engine.UnitSheet.WorkingOrder;
import io.plimsoll.protocol.codec.Sizing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans by hand where profits count in the bucket of their settlement asset (docs/internals/settle-buckets.md, Plan). Stateless. */
final class HandBucketPlan {
    private HandBucketPlan() {}

    /**
     * Plans a liquidation.
     *
     * @param legs that may be closed, from the first to be closed on
     * @param working orders in flight when the plan was made
     */
    static HandPlan of(
            final HandValuation valuation,
            final List<HandLeg> legs,
            final List<WorkingOrder> working,
            final HandAim aim) {
        final List<HandBucket> projected = HandBucket.all(
                valuation.balances(),
                valuation.positions(),
                line -> counted(line, HandPlan.projected(line, working).abs(), valuation.rules()),
                valuation.rules());
        final ByPurpose balance = HandBucket.counts(projected);
        final BigDecimal toFree = balance.stop().negate();
        return new HandPlan(
                aim,
                valuation.balance().stop().subtract(balance.stop()),
                valuation.equity().subtract(balance.maintenance()),
                toFree,
                aim.sizing() == Sizing.FULL ? HandPlan.whole(legs, toFree) : filling(projected, legs, toFree));
    }

    // What is closed is realised, the rest holds back its part.
    private static ByPurpose counted(final PositionLine line, final BigDecimal left, final HandRules rules) {
        return new ByPurpose(
                counted(line, line.counts().initial(), left, rules),
                counted(line, line.counts().stop(), left, rules),
                counted(line, line.counts().maintenance(), left, rules));
    }

    private static BigDecimal counted(
            final PositionLine line, final BigDecimal counts, final BigDecimal left, final HandRules rules) {
        final BigDecimal held = line.pnl().subtract(counts).multiply(left);
        return line.pnl().subtract(rules.quotientUp(held, line.quantity().abs()));
    }

    private static List<Step> filling(
            final List<HandBucket> projected, final List<HandLeg> legs, final BigDecimal toFree) {
        final Map<String, HandBucket> buckets = new LinkedHashMap<>();
        projected.forEach(bucket -> buckets.put(bucket.asset().symbol(), bucket));
        final List<Step> steps = new ArrayList<>();
        BigDecimal left = toFree;
        for (final HandLeg leg : legs) {
            final String asset = leg.line().source().settlementAsset().symbol();
            final HandBucket bucket = buckets.get(asset);
            final BigDecimal need = left.signum() > 0 ? bucket.need(left) : BigDecimal.ZERO;
            final BigDecimal quantity = need.signum() > 0 ? leg.toRelease(need) : BigDecimal.ZERO;
            if (quantity.signum() != 0) {
                steps.add(HandPlan.step(leg, need, quantity));
                final HandBucket filled = bucket.plus(ByPurpose.ofAll(leg.released(quantity)));
                buckets.put(asset, filled);
                left = left.subtract(
                        filled.counts().stop().subtract(bucket.counts().stop()));
            }
        }
        return left.signum() > 0 ? HandPlan.whole(legs, toFree) : steps;
    }
}
