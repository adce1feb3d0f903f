package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.PlannedSeizure;
import io.plimsoll.engine.naive.PlannedSeizure.Way;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Places that seize orders and their fills reach. */
final class SeizeObserver implements Observer {
    // the others are worked by hand
    private static final Map<Way, Place> PLACES = new EnumMap<>(Map.of(
            Way.WHOLE, Place.SEIZE_WHOLE,
            Way.CLOSE_FACTOR, Place.SEIZE_BY_CLOSE_FACTOR,
            Way.TARGET, Place.SEIZE_TO_TARGET,
            Way.YIELD, Place.SEIZE_AT_YIELD,
            Way.FULL, Place.SEIZE_EVERYTHING,
            Way.CAPPED, Place.SEIZE_CAPPED,
            Way.ALL_FOR_LEFTOVER, Place.SEIZE_ALL_FOR_LEFTOVER,
            Way.ALL_FOR_HEALTH, Place.SEIZE_ALL_FOR_HEALTH));

    private static final Map<PriceCurve, Place> CURVES = Map.of(
            PriceCurve.LINEAR, Place.SEIZE_BY_LINEAR_AUCTION,
            PriceCurve.STAIR_STEP, Place.SEIZE_BY_STAIR_STEP_AUCTION,
            PriceCurve.EXPONENTIAL, Place.SEIZE_BY_EXPONENTIAL_AUCTION);

    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Set<OrderId> everIssued = new HashSet<>();
    private boolean wasInFlight;
    private boolean wasForeign;

    SeizeObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        if (Frame.templateId(buffer, offset) == SeizeFillDecoder.TEMPLATE_ID) {
            final SeizeFillDecoder fill = fill(buffer, offset);
            final SeizeInFlight order = state.seizures().get(id(fill));
            wasForeign = order != null
                    && (order.accountId() != fill.accountId()
                            || order.debtAssetId() != fill.debtAssetId()
                            || order.collateralAssetId() != fill.collateralAssetId());
            wasInFlight = order != null && !wasForeign;
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        engine.issuedSeizures().forEach(this::planned);
        if (Frame.templateId(buffer, offset) == SeizeFillDecoder.TEMPLATE_ID) {
            filled(fill(buffer, offset), Frame.sequence(buffer, offset));
        }
        for (final Output output : outputs) {
            if (output instanceof Output.SeizeOrder order) {
                everIssued.add(order.id());
                issued(order);
            } else if (output instanceof Output.SeizeOrderStateChange change) {
                changed(change);
            } else if (output instanceof Output.Withheld withheld) {
                coverage.hitIf(
                        withheld.reason() == WithheldReason.ORDER_CAPACITY
                                && unit(withheld.accountId()).legs().positions().isEmpty(),
                        Place.SEIZE_FULL_TABLE);
            }
        }
        coverage.hitIf(
                engine.touched().stream().anyMatch(this::waits)
                        && engine.issuedSeizures().isEmpty(),
                Place.SEIZE_WAITED_FOR);
    }

    // below, with a seizure in flight, and nothing more is ordered
    private boolean waits(final long accountId) {
        final Unit unit = state.units().get(accountId);
        return unit != null
                && unit.isTrader()
                && unit.verdict() == Verdict.LIQUIDATE
                && unit.withheld().isEmpty()
                && state.seizures().values().stream().anyMatch(order -> order.accountId() == accountId);
    }

    private void planned(final PlannedSeizure seizure) {
        seizure.ways().stream().filter(PLACES::containsKey).map(PLACES::get).forEach(coverage::hit);
        if (seizure.startPrice().isPresent()) {
            coverage.hit(CURVES.get(state.definitions().profileTerms().auction().curve()));
        }
        coverage.hitIf(seizure.reserve().signum() > 0, Place.SEIZE_WITH_RESERVE);
        coverage.hitIf(seizure.protocolFee().signum() > 0, Place.SEIZE_FEE);
        final BonusShape shape = state.definitions().profileTerms().bonus().shape();
        if (seizure.bonus().signum() > 0 && !seizure.ways().contains(Way.YIELD)) {
            coverage.hitIf(shape == BonusShape.BY_HEALTH, Place.SEIZE_BONUS_BY_HEALTH);
            coverage.hitIf(shape == BonusShape.BY_LLTV, Place.SEIZE_BONUS_BY_LLTV);
        }
    }

    private void issued(final Output.SeizeOrder order) {
        final Unit unit = unit(order.accountId());
        coverage.hitIf(order.reason() == OrderReason.BANKRUPT, Place.SEIZE_BANKRUPT);
        coverage.hitIf(
                unit.legs().balances().values().stream()
                                .filter(balance -> balance.signum() < 0)
                                .count()
                        > 1,
                Place.SEIZE_OF_SEVERAL_DEBTS);
        coverage.hitIf(!unit.legs().positions().isEmpty(), Place.SEIZE_BESIDE_POSITION);
        coverage.hitIf(
                state.seizures().values().stream()
                                .filter(other -> other.accountId() == order.accountId())
                                .count()
                        > 1,
                Place.SEIZE_SEVERAL);
    }

    private void changed(final Output.SeizeOrderStateChange change) {
        if (change.status() == OrderStatus.CANCELLED) {
            coverage.hit(
                    change.reason() == OrderStatusReason.OPERATOR
                            ? Place.CANCELLED_OPERATOR
                            : Place.valueOf("SEIZE_CANCELLED_" + change.reason()));
        } else if (change.status() == OrderStatus.EXPIRED) {
            coverage.hit(Place.SEIZE_EXPIRED);
        } else {
            coverage.hit(change.status() == OrderStatus.FILLED ? Place.SEIZE_FILL_WHOLE : Place.SEIZE_FILL_PARTIAL);
        }
    }

    private void filled(final SeizeFillDecoder fill, final long sequence) {
        if (engine.touched().isEmpty()) {
            coverage.hit(Place.SEIZE_TWICE);
            return;
        }
        coverage.hitIf(wasForeign, Place.SEIZE_OF_FOREIGN_ORDER);
        if (!wasForeign && !wasInFlight) {
            coverage.hit(everIssued.contains(id(fill)) ? Place.SEIZE_LATE : Place.SEIZE_OF_UNKNOWN_ORDER);
        }
        coverage.hitIf(fill.repaid() == 0 && fill.seized() == 0, Place.SEIZE_OF_NOTHING);
        coverage.hitIf(
                wasInFlight && fill.counterpartyId() != SeizeFillDecoder.counterpartyIdNullValue(),
                Place.SEIZE_WITH_COUNTERPARTY);
        coverage.hitIf(
                !isApplied(fill.accountId(), sequence) && isApplied(fill.counterpartyId(), sequence),
                Place.SEIZE_OF_COUNTERPARTY_ALONE);
    }

    private boolean isApplied(final long accountId, final long sequence) {
        return state.units().containsKey(accountId) && unit(accountId).version() == sequence;
    }

    private Unit unit(final long accountId) {
        return state.units().get(accountId);
    }

    private SeizeFillDecoder fill(final DirectBuffer buffer, final int offset) {
        return new SeizeFillDecoder().wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
    }

    private static OrderId id(final SeizeFillDecoder fill) {
        return new OrderId(fill.orderEpoch(), fill.orderSequence(), fill.orderOrdinal());
    }
}
