package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The paragraph "SeizeFill" of the page about debts against collateral. */
final class SeizeFills {
    private final State state;
    private final Ledger ledger;
    private final FactFormulas facts;
    private final LendingFormulas formulas;
    private final LifecycleFormulas lifecycle;
    private final InterestFormulas interest;

    SeizeFills(final State state, final Ledger ledger, final Rulebook rules) {
        this.state = state;
        this.ledger = ledger;
        this.facts = rules.facts();
        this.formulas = rules.lending();
        this.lifecycle = rules.lifecycle();
        this.interest = rules.interest();
    }

    void seizeFill(final SeizeFillDecoder record, final Event event) {
        final boolean isApplied = ledger.account(record.accountId(), event)
                .map(unit -> fillOwn(unit, record, event))
                .orElse(false);
        if (record.counterpartyId() != SeizeFillDecoder.counterpartyIdNullValue()
                && formulas.isCounterpartyFilled(isApplied)) {
            ledger.account(record.counterpartyId(), event).ifPresent(unit -> {
                final BigInteger debt = unit.legs.balance(record.debtAssetId()).subtract(repaid(record));
                final BigInteger collateral =
                        unit.legs.balance(record.collateralAssetId()).add(seized(record));
                book(unit, record, debt, collateral, event);
            });
        }
    }

    private static BigInteger repaid(final SeizeFillDecoder record) {
        return BigInteger.valueOf(record.repaid());
    }

    private static BigInteger seized(final SeizeFillDecoder record) {
        return BigInteger.valueOf(record.seized());
    }

    private boolean fillOwn(final Unit unit, final SeizeFillDecoder record, final Event event) {
        final Legs legsBefore = unit.legs;
        final BigInteger before = unit.legs.balance(record.collateralAssetId());
        final BigInteger debt = formulas.afterRepaid(unit.legs.balance(record.debtAssetId()), repaid(record));
        final BigInteger collateral = formulas.afterSeized(before, seized(record));
        final boolean isApplied = book(unit, record, debt, collateral, event);
        if (isApplied && (record.repaid() != 0 || record.seized() != 0)) {
            orderOf(record).ifPresent(order -> fillOrder(order, unit, legsBefore, record, event));
        }
        return isApplied;
    }

    /** Puts both balances in place, or refuses the fact and says false. */
    private boolean book(
            final Unit unit,
            final SeizeFillDecoder record,
            final BigInteger debt,
            final BigInteger collateral,
            final Event event) {
        final OptionalLong ofDebt = OptionalLong.of(record.debtAssetId());
        final OptionalLong ofCollateral = OptionalLong.of(record.collateralAssetId());
        final Asset debtAsset = state.definitions.assets().get(record.debtAssetId());
        final Asset collateralAsset = state.definitions.assets().get(record.collateralAssetId());
        if (record.repaid() < 0 || record.seized() < 0) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, ofDebt, event);
        } else if (debtAsset == null) {
            ledger.refuse(unit, FlagReason.UNKNOWN_ASSET, ofDebt, event);
        } else if (collateralAsset == null || debtAsset.id() == collateralAsset.id()) {
            ledger.refuse(unit, FlagReason.UNKNOWN_ASSET, ofCollateral, event);
        } else if (facts.isBeyond(debt, debtAsset.maxBalance())) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, ofDebt, event);
        } else if (facts.isBeyond(collateral, collateralAsset.maxBalance())) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, ofCollateral, event);
        } else {
            final Legs legs = unit.legs.withBalance(debtAsset.id(), debt).withBalance(collateralAsset.id(), collateral);
            return ledger.apply(unit, legs, ofDebt, event);
        }
        return false;
    }

    /** The order in flight that the record names, if account and assets are the order's. */
    private Optional<SeizeInFlight> orderOf(final SeizeFillDecoder record) {
        final OrderId id = new OrderId(record.orderEpoch(), record.orderSequence(), record.orderOrdinal());
        return Optional.ofNullable(state.seizures.get(id))
                .filter(order -> order.accountId() == record.accountId())
                .filter(order -> order.debtAssetId() == record.debtAssetId())
                .filter(order -> order.collateralAssetId() == record.collateralAssetId());
    }

    private void fillOrder(
            final SeizeInFlight order,
            final Unit unit,
            final Legs before,
            final SeizeFillDecoder record,
            final Event event) {
        final OptionalLong subject = OptionalLong.of(order.collateralAssetId());
        final BigInteger repaid = moved(before, unit.legs, order.debtAssetId());
        final BigInteger seized = moved(before, unit.legs, order.collateralAssetId());
        if (repaid.compareTo(order.repayRemaining()) > 0 || seized.compareTo(order.seizeRemaining()) > 0) {
            ledger.doubt(unit, FlagReason.FILL_BEYOND_ORDER, subject, event);
        }
        if (seized(record).compareTo(before.balance(order.collateralAssetId())) > 0) {
            ledger.doubt(unit, FlagReason.FILL_BEYOND_POSITION, subject, event);
        }
        final SeizeInFlight filled = formulas.filled(order, repaid, seized);
        if (filled.isFilled()) {
            state.seizures.remove(filled.id());
        } else {
            state.seizures.put(filled.id(), filled);
        }
        unit.expiries = lifecycle.afterFill(unit.expiries);
        final OrderStatus status = filled.isFilled() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        event.orderFilled(order.accountId(), OrderStates.change(filled, status, OrderStatusReason.FILL, state, event));
    }

    private BigInteger moved(final Legs before, final Legs after, final long assetId) {
        return interest.moved(amount(before, assetId), amount(after, assetId));
    }

    private BigInteger amount(final Legs legs, final long assetId) {
        return interest.amount(state.definitions.assets().get(assetId), legs.balance(assetId), state.interest(assetId));
    }
}
