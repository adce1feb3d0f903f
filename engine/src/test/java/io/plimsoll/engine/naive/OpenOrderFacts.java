package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The page on open orders, "The fact". */
final class OpenOrderFacts {
    private final State state;
    private final Ledger ledger;
    private final FactFormulas facts;
    private final OpenOrderFormulas formulas;

    OpenOrderFacts(final State state, final Ledger ledger, final Rulebook rules) {
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
        final boolean isMore = !open.isNone() && !unit.openOrders.containsKey(instrument.id());
        final long ofAll = state.units.values().stream()
                .mapToLong(each -> each.openOrders.size())
                .sum();
        return isMore && formulas.isOutOfRoom(unit.openOrders.size() + 1, ofAll + 1, state.status.maxLegs())
                ? Optional.of(FlagReason.OVER_CAPACITY)
                : Optional.empty();
    }

    private boolean isOverLimit(final Instrument instrument, final BigInteger quantity) {
        return quantity.signum() < 0 || facts.isBeyond(quantity, instrument.maxQuantity());
    }
}
