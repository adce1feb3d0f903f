package io.plimsoll.engine;

import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;

/** Applies what the venue says of accounts' own open orders (docs/internals/open-orders.md, The fact). Engine thread. */
final class OpenOrderFacts {
    private final Catalog catalog;
    private final OpenOrders openOrders;
    private final Control control;
    private final AccountFacts facts;

    OpenOrderFacts(final EngineState state, final AccountFacts facts) {
        this.catalog = state.catalog;
        this.openOrders = state.openOrders;
        this.control = state.control;
        this.facts = facts;
    }

    void onOpenOrders(final OpenOrdersDecoder fact, final FiredUnits touched) {
        final int source = fact.source();
        final int unit = facts.findOrCreate(fact.accountId(), source);
        if (unit == Units.UNKNOWN) {
            return;
        }
        final Factor instrument = catalog.instrument((int) fact.instrumentId());
        final FlagReason refusal;
        if (instrument == null) {
            refusal = FlagReason.UNKNOWN_INSTRUMENT;
        } else if (!isWithin(instrument, fact.bids()) || !isWithin(instrument, fact.asks())) {
            refusal = FlagReason.OVER_LIMIT;
        } else if (!hasRoom(unit, instrument, fact)) {
            refusal = FlagReason.OVER_CAPACITY;
        } else {
            openOrders.set(unit, instrument.index, fact.bids(), fact.asks(), fact.orders());
            facts.applied(unit, source, touched);
            return;
        }
        facts.refuse(unit, refusal, source, fact.instrumentId(), touched);
    }

    private static boolean isWithin(final Factor instrument, final long quantity) {
        return quantity >= 0 && quantity <= instrument.maxUnits;
    }

    private boolean hasRoom(final int unit, final Factor instrument, final OpenOrdersDecoder fact) {
        final boolean areNone = fact.bids() == 0 && fact.asks() == 0 && fact.orders() == 0;
        return areNone
                || openOrders.find(unit, instrument.index) != OpenOrders.NONE
                || (openOrders.count(unit) < OpenOrders.MAX_PER_UNIT && openOrders.used() < control.maxLegs());
    }
}
