package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.DrawInFlight;
import io.plimsoll.engine.naive.Funds;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Places that insurance funds, draws on them, and what they do not cover reach; holds that nothing is drawn twice. */
final class WaterfallObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private SortedMap<OrderId, DrawInFlight> drawsBefore = new TreeMap<>(InFlight.BY_ID);
    private SortedMap<Long, SortedMap<Long, BigInteger>> uncoveredBefore = new TreeMap<>();

    private boolean wasBlocked;

    WaterfallObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        drawsBefore = new TreeMap<>(state.funds().draws());
        uncoveredBefore = uncovered();
        wasBlocked = state.areWithdrawalsBlocked();
    }

    private SortedMap<Long, SortedMap<Long, BigInteger>> uncovered() {
        final SortedMap<Long, SortedMap<Long, BigInteger>> all = new TreeMap<>();
        for (final Unit unit : state.units().values()) {
            if (!unit.uncovered().isEmpty()) {
                all.put(unit.accountId(), new TreeMap<>(unit.uncovered()));
            }
        }
        return all;
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int templateId = Frame.templateId(buffer, offset);
        for (final Output output : outputs) {
            if (output instanceof Output.FundDraw draw) {
                draw(draw);
            } else if (output instanceof Output.Uncovered uncovered) {
                coverage.hit(Place.UNCOVERED);
                coverage.hitIf(uncovered.owned().signum() > 0, Place.UNCOVERED_TO_BE_SHARED);
                coverage.hitIf(
                        uncoveredBefore
                                .getOrDefault(uncovered.accountId(), new TreeMap<>())
                                .containsKey(uncovered.assetId()),
                        Place.UNCOVERED_BY_ANOTHER_AMOUNT);
            } else if (output instanceof Output.WithdrawalsBlocked told) {
                coverage.hit(told.isBlocked() ? Place.WITHDRAWALS_BLOCKED : Place.WITHDRAWALS_UNBLOCKED);
                coverage.hitIf(told.isBlocked() && wasBlocked, Place.WITHDRAWALS_STILL_BLOCKED);
            }
        }
        for (final Map.Entry<Long, SortedMap<Long, BigInteger>> unit : uncoveredBefore.entrySet()) {
            final Unit now = state.units().get(unit.getKey());
            coverage.hitIf(now.uncovered().size() < unit.getValue().size(), Place.UNCOVERED_NO_LONGER);
            coverage.hitIf(
                    now.uncovered().equals(unit.getValue()) && engine.touched().contains(unit.getKey()),
                    Place.UNCOVERED_STILL);
        }
        ends(templateId);
        if (templateId == FundBalanceDecoder.TEMPLATE_ID) {
            coverage.hitIf(isRefused(outputs), Place.FUND_BALANCE_REFUSED);
            coverage.hitIf(!engine.touched().isEmpty(), Place.FUND_RAISED_FOR_THE_UNCOVERED);
        } else if (templateId == FundPaymentDecoder.TEMPLATE_ID) {
            coverage.hit(
                    engine.touched().isEmpty()
                            ? Place.FUND_PAYMENT_TWICE
                            : isRefused(outputs) ? Place.FUND_PAYMENT_REFUSED : Place.FUND_PAYMENT);
        }
        state.funds().balances().values().forEach(fund -> fund.values().forEach(this::hold));
    }

    private void hold(final BigInteger balance) {
        if (balance.signum() <= 0) {
            throw new IllegalStateException("a fund holds " + balance);
        }
    }

    private static boolean isRefused(final List<Output> outputs) {
        return outputs.stream()
                .anyMatch(output ->
                        output instanceof Output.InputFlagged flag && flag.disposition() == Disposition.REFUSED);
    }

    private void draw(final Output.FundDraw draw) {
        final Unit unit = state.units().get(draw.accountId());
        final boolean isShared = draw.fundId() == Funds.SHARED;
        coverage.hitIf(!isShared, Place.DRAW_ON_OWN_FUND);
        coverage.hitIf(isShared && unit.fundId() == Funds.SHARED, Place.DRAW_ON_SHARED_FUND);
        coverage.hitIf(isShared && unit.fundId() != Funds.SHARED, Place.DRAW_ON_SHARED_FUND_FOR_THE_REST);
        coverage.hitIf(draw.amount() == draw.fundBalance(), Place.DRAW_OF_ALL_A_FUND_HOLDS);
        final BigInteger drawn = drawn(draw.accountId(), draw.assetId());
        final boolean isSome =
                drawn.compareTo(unit.legs().balance(draw.assetId()).negate()) < 0;
        coverage.hitIf(
                isSome
                        && !unit.uncovered().containsKey(draw.assetId())
                        && state.definitions().profileTerms().waterfall().maxDrawMicros() != Terms.UNBOUNDED,
                Place.DRAW_CAPPED);
        coverage.hitIf(
                drawsBefore.values().stream()
                        .anyMatch(other -> other.accountId() == draw.accountId() && other.assetId() == draw.assetId()),
                Place.DRAW_BESIDE_OTHERS_IN_FLIGHT);
        // what is in flight counts as paid
        if (drawn.compareTo(unit.legs().balance(draw.assetId()).negate()) > 0) {
            throw new IllegalStateException("more is drawn than owed: " + draw + " for " + unit);
        }
    }

    // by this record and those before it
    private BigInteger drawn(final long accountId, final long assetId) {
        return state.funds().draws().values().stream()
                .filter(draw -> draw.accountId() == accountId && draw.assetId() == assetId)
                .map(DrawInFlight::remaining)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private void ends(final int templateId) {
        for (final DrawInFlight draw : drawsBefore.values()) {
            final DrawInFlight now = state.funds().draws().get(draw.id());
            if (now == null) {
                coverage.hit(
                        switch (templateId) {
                            case KillDecoder.TEMPLATE_ID -> Place.DRAW_ENDS_KILLED;
                            case FundPaymentDecoder.TEMPLATE_ID -> Place.DRAW_PAID;
                            default -> Place.DRAW_ENDS_RECOVERED;
                        });
            } else if (!now.remaining().equals(draw.remaining())) {
                coverage.hit(Place.DRAW_PAID_IN_PART);
            }
        }
    }
}
