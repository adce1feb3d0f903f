package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;

/**
 * Applies what the venue says of accounts' own open orders (docs/internals/open-orders.md, The fact) and of the leverage that they chose
 * (docs/internals/initial-margin.md). Engine thread.
 */
final class UnitInstrumentFacts {
    /** Leverages are no larger, ppm. */
    static final long MAX_LEVERAGE_PPM = 1_000_000_000_000L;

    private final Catalog catalog;
    private final UnitInstruments entries;
    private final Control control;
    private final AccountFacts facts;

    UnitInstrumentFacts(final EngineState state, final AccountFacts facts) {
        this.catalog = state.catalog;
        this.entries = state.unitInstruments;
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
        final boolean areNone = fact.bids() == 0 && fact.asks() == 0 && fact.orders() == 0;
        final boolean isWithin =
                instrument == null || (isWithin(instrument, fact.bids()) && isWithin(instrument, fact.asks()));
        final FlagReason refusal = refusal(unit, instrument, isWithin, areNone);
        if (refusal == null) {
            entries.setOrders(unit, instrument.index, fact.bids(), fact.asks(), fact.orders());
            facts.applied(unit, source, touched);
        } else {
            facts.refuse(unit, refusal, source, fact.instrumentId(), touched);
        }
    }

    void onLeverage(final AccountLeverageDecoder fact, final FiredUnits touched) {
        final int source = fact.source();
        final int unit = facts.findOrCreate(fact.accountId(), source);
        if (unit == Units.UNKNOWN) {
            return;
        }
        final Factor instrument = catalog.instrument((int) fact.instrumentId());
        final long leverage = fact.leveragePpm();
        final boolean isNone = leverage == 0;
        final boolean isWithin = isNone || (leverage >= Rates.ONE && leverage <= MAX_LEVERAGE_PPM);
        final FlagReason refusal = refusal(unit, instrument, isWithin, isNone);
        if (refusal == null) {
            entries.setChosenPpm(unit, instrument.index, isNone ? 0 : ratePpm(leverage));
            facts.applied(unit, source, touched);
        } else {
            facts.refuse(unit, refusal, source, fact.instrumentId(), touched);
        }
    }

    /** What a leverage asks for of a notional, ppm, rounded up. */
    private static int ratePpm(final long leveragePpm) {
        return (int) ((MAX_LEVERAGE_PPM + leveragePpm - 1) / leveragePpm);
    }

    private FlagReason refusal(
            final int unit, final Factor instrument, final boolean isWithin, final boolean isNothing) {
        if (instrument == null) {
            return FlagReason.UNKNOWN_INSTRUMENT;
        }
        if (!isWithin) {
            return FlagReason.OVER_LIMIT;
        }
        return isNothing || hasRoom(unit, instrument) ? null : FlagReason.OVER_CAPACITY;
    }

    private static boolean isWithin(final Factor instrument, final long quantity) {
        return quantity >= 0 && quantity <= instrument.maxUnits;
    }

    private boolean hasRoom(final int unit, final Factor instrument) {
        return entries.find(unit, instrument.index) != UnitInstruments.NONE
                || (entries.count(unit) < UnitInstruments.MAX_PER_UNIT && entries.used() < control.maxLegs());
    }
}
