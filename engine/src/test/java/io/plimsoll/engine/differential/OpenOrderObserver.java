package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.OpenOrder;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/** Places that open orders reach, and isolated parts of accounts. */
final class OpenOrderObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final Set<Long> waited = new TreeSet<>();
    private boolean hadSome;

    OpenOrderObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        hadSome = isOne(buffer, offset) && hasSome(fact(buffer, offset));
        waited.clear();
        state.units().forEach((id, unit) -> {
            if (unit.withheld().equals(Optional.of(WithheldReason.OPEN_ORDERS))) {
                waited.add(id);
            }
        });
    }

    // those who were told to cancel, and what came of it
    private void cancelled(final int templateId, final Set<Long> ordered) {
        for (final long id : waited) {
            final Unit unit = state.units().get(id);
            coverage.hitIf(
                    templateId == TimerDecoder.TEMPLATE_ID && ordered.contains(id), Place.OPEN_ORDERS_OVERDUE_BY_TIMER);
            coverage.hitIf(
                    templateId == OpenOrdersDecoder.TEMPLATE_ID
                            && (unit.verdict() == Verdict.HEALTHY || unit.verdict() == Verdict.WARNING),
                    Place.RECOVERED_BY_CANCELLING);
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        if (state.definitions().countsOpenOrders()) {
            final Set<Long> ordered = outputs.stream()
                    .filter(output -> output instanceof Output.Order)
                    .map(output -> ((Output.Order) output).accountId())
                    .collect(Collectors.toSet());
            cancelled(Frame.templateId(buffer, offset), ordered);
            engine.touchedValuations().forEach((id, valuation) -> {
                final Unit unit = state.units().get(id);
                final BigInteger without =
                        valuation.slack().add(Valuer.of(state).openOrders(unit, Purpose.MAINTENANCE));
                if (valuation.slack().signum() < 0 && without.signum() > 0) {
                    coverage.hit(Place.BELOW_FOR_OPEN_ORDERS);
                    coverage.hitIf(ordered.contains(id) && !unit.isForced(), Place.ORDER_FOR_OPEN_ORDERS);
                    coverage.hitIf(
                            hasMovedUnheld(buffer, offset, unit), Place.BELOW_FOR_ORDERS_BY_PRICE_OF_WHAT_IS_NOT_HELD);
                }
            });
        }
        if (isOne(buffer, offset)) {
            coverage.hitIf(hadSome && !hasSome(fact(buffer, offset)), Place.OPEN_ORDERS_GONE);
            coverage.hitIf(
                    outputs.stream()
                            .anyMatch(output -> output instanceof Output.InputFlagged flag
                                    && flag.reason() == FlagReason.OVER_LIMIT),
                    Place.OPEN_ORDERS_REFUSED);
        }
        for (final Output output : outputs) {
            if (output instanceof Output.Withheld withheld) {
                coverage.hitIf(withheld.reason() == WithheldReason.OPEN_ORDERS, Place.WITHHELD_OPEN_ORDERS);
            }
            if (output instanceof Output.Order order) {
                coverage.hitIf(order.terms().parentAccountId().isPresent(), Place.ORDER_OF_AN_ISOLATED_PART);
                coverage.hitIf(
                        order.terms().cancelOpenOrders()
                                && order.maintenanceMargin()
                                        .equals(Valuer.of(state)
                                                .value(state.units()
                                                        .get(order.accountId())
                                                        .legs())
                                                .maintenanceMargin()),
                        Place.ORDER_WITHOUT_OPEN_ORDERS);
                order(state.units().get(order.accountId()));
            } else if (output instanceof Output.SeizeOrder order) {
                coverage.hitIf(order.terms().parentAccountId().isPresent(), Place.SEIZE_OF_AN_ISOLATED_PART);
                coverage.hitIf(
                        !state.units().get(order.accountId()).openOrders().isEmpty(), Place.SEIZE_BESIDE_OPEN_ORDERS);
            }
        }
    }

    private boolean hasMovedUnheld(final DirectBuffer buffer, final int offset, final Unit unit) {
        if (Frame.templateId(buffer, offset) != PriceTickDecoder.TEMPLATE_ID) {
            return false;
        }
        final long priceId = new PriceTickDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                .priceId();
        return !Valuer.of(state).priceIds(unit.legs()).contains(priceId);
    }

    private void order(final Unit unit) {
        unit.openOrders().forEach((id, open) -> {
            final BigInteger quantity = unit.legs().position(id).quantity();
            coverage.hitIf(quantity.signum() == 0, Place.ORDER_BESIDE_OPEN_ORDERS_OF_WHAT_IS_NOT_HELD);
            coverage.hitIf(quantity.signum() != 0 && isWorseByBids(quantity, open), Place.ORDER_BESIDE_WORSE_BIDS);
            coverage.hitIf(quantity.signum() != 0 && isWorseByAsks(quantity, open), Place.ORDER_BESIDE_WORSE_ASKS);
        });
    }

    private static boolean isWorseByBids(final BigInteger quantity, final OpenOrder open) {
        return quantity.add(open.bids()).abs().compareTo(quantity.abs()) > 0;
    }

    private static boolean isWorseByAsks(final BigInteger quantity, final OpenOrder open) {
        return quantity.subtract(open.asks()).abs().compareTo(quantity.abs()) > 0;
    }

    private boolean hasSome(final OpenOrdersDecoder fact) {
        final Unit unit = state.units().get(fact.accountId());
        return unit != null && unit.openOrders().containsKey(fact.instrumentId());
    }

    private static boolean isOne(final DirectBuffer buffer, final int offset) {
        return Frame.templateId(buffer, offset) == OpenOrdersDecoder.TEMPLATE_ID;
    }

    private static OpenOrdersDecoder fact(final DirectBuffer buffer, final int offset) {
        return new OpenOrdersDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder());
    }
}
