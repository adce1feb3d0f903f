package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The page on open orders, "The fact", and that on initial margin, "An account's own leverage". */
final class UnitInstrumentFacts {
    private final State state;
    private final Ledger ledger;
    private final FactFormulas facts;
    private final OpenOrderFormulas formulas;

    UnitInstrumentFacts(final State state, final Ledger ledger, final Rulebook rules) {
        this.state = state;
        this.ledger = ledger;
        this.facts = rules.facts();
        this.formulas = rules.openOrders();
    }

    void openOrders(final OpenOrdersDecoder record, final Event event) {
        ledger.account(record.accountId(), event).ifPresent(unit -> openOrders(unit, record, event));
    }

    private void openOrders(final Unit unit, final OpenOrdersDecoder record, final Event event) {
        final long id = record.instrumentId();
        final OpenOrder open =
                new OpenOrder(BigInteger.valueOf(record.bids()), BigInteger.valueOf(record.asks()), record.orders());
        final Optional<FlagReason> refusal =
                refusal(unit, state.definitions.instruments().get(id), open);
        if (refusal.isPresent()) {
            ledger.refuse(unit, refusal.get(), OptionalLong.of(id), event);
            return;
        }
        if (open.isNone()) {
            unit.openOrders.remove(id);
        } else {
            unit.openOrders.put(id, open);
        }
        ledger.applied(unit, event);
        event.touch(unit.accountId());
    }

    private Optional<FlagReason> refusal(final Unit unit, final Instrument instrument, final OpenOrder open) {
        if (instrument == null) {
            return Optional.of(FlagReason.UNKNOWN_INSTRUMENT);
        }
        if (isOverLimit(instrument, open.bids()) || isOverLimit(instrument, open.asks())) {
            return Optional.of(FlagReason.OVER_LIMIT);
        }
        return room(unit, instrument, open.isNone());
    }

    void leverage(final AccountLeverageDecoder record, final Event event) {
        ledger.account(record.accountId(), event).ifPresent(unit -> leverage(unit, record, event));
    }

    private void leverage(final Unit unit, final AccountLeverageDecoder record, final Event event) {
        final long id = record.instrumentId();
        final BigInteger leverage = BigInteger.valueOf(record.leveragePpm());
        final Instrument instrument = state.definitions.instruments().get(id);
        final Optional<FlagReason> refusal = instrument == null
                ? Optional.of(FlagReason.UNKNOWN_INSTRUMENT)
                : facts.leverageRefusal(leverage).or(() -> room(unit, instrument, leverage.signum() == 0));
        if (refusal.isPresent()) {
            ledger.refuse(unit, refusal.get(), OptionalLong.of(id), event);
            return;
        }
        if (leverage.signum() == 0) {
            unit.leverages.remove(id);
        } else {
            unit.leverages.put(id, leverage);
        }
        ledger.applied(unit, event);
        event.touch(unit.accountId());
    }

    private Optional<FlagReason> room(final Unit unit, final Instrument instrument, final boolean isNothing) {
        final boolean isMore = !isNothing
                && !unit.openOrders.containsKey(instrument.id())
                && !unit.leverages.containsKey(instrument.id());
        final long ofAll =
                state.units.values().stream().mapToLong(Unit::instruments).sum();
        return isMore && formulas.isOutOfRoom(unit.instruments() + 1, ofAll + 1, state.status.maxLegs())
                ? Optional.of(FlagReason.OVER_CAPACITY)
                : Optional.empty();
    }

    private boolean isOverLimit(final Instrument instrument, final BigInteger quantity) {
        return quantity.signum() < 0 || facts.isBeyond(quantity, instrument.maxQuantity());
    }
}
