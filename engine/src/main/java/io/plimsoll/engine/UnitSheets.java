package io.plimsoll.engine;

import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Open;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.engine.UnitSheet.Price;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.engine.UnitSheet.WorkingOrder;
import io.plimsoll.protocol.Decimals;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Copies what the engine holds of a unit. Allocates: for reports. Engine thread. */
final class UnitSheets {
    private final EngineState state;

    UnitSheets(final EngineState state) {
        this.state = state;
    }

    UnitSheet of(final int unit) {
        final List<Balance> balances = new ArrayList<>();
        final List<Position> positions = new ArrayList<>();
        for (int leg = state.units.firstLeg(unit); leg != Legs.NONE; leg = state.legs.next(leg)) {
            final Factor factor = state.catalog.factor(state.legs.factor(leg));
            if (factor.isInstrument) {
                positions.add(position(unit, leg, factor));
            } else {
                balances.add(balance(factor, state.legs.units(leg)));
            }
        }
        return new UnitSheet(balances, positions, orders(unit), open(unit));
    }

    private List<Open> open(final int unit) {
        final List<Open> open = new ArrayList<>();
        final UnitInstruments all = state.unitInstruments;
        for (int entry = all.first(unit); entry != UnitInstruments.NONE; entry = all.next(entry)) {
            final Factor instrument = state.catalog.factor(all.factor(entry));
            open.add(new Open(
                    position(unit, leg(unit, instrument), instrument),
                    all.bids(entry),
                    all.asks(entry),
                    all.orders(entry)));
        }
        return open;
    }

    private int leg(final int unit, final Factor factor) {
        int leg = state.units.firstLeg(unit);
        while (leg != Legs.NONE && state.legs.factor(leg) != factor.index) {
            leg = state.legs.next(leg);
        }
        return leg;
    }

    private Balance balance(final Factor asset, final long held) {
        return new Balance(
                symbol(asset),
                held,
                asset.unitDecimals,
                price(asset.priceSlot),
                asset.initialWeightPpm,
                asset.stopWeightPpm,
                asset.maintenanceWeightPpm,
                tiers(state.catalog.tables().of(asset.assetTerms.weightTableId())),
                asset.deposits,
                asset.assetTerms,
                asset.isIndexed() ? big(asset.interest.supply) : null,
                asset.isIndexed() ? big(asset.interest.borrow) : null);
    }

    private static BigInteger big(final Int128 value) {
        return Decimals.toBigInteger(value.high(), value.low());
    }

    /** @param leg NONE: nothing is held of it */
    private Position position(final int unit, final int leg, final Factor instrument) {
        final boolean isHeld = leg != Legs.NONE;
        return new Position(
                instrument.id,
                symbol(instrument),
                isHeld ? state.legs.units(leg) : 0,
                instrument.unitDecimals,
                isHeld ? new Int128().set(state.legs.costHigh(leg), state.legs.costLow(leg)) : new Int128(),
                isHeld ? instrument.fundingIndex - state.legs.fundingIndex(leg) : 0,
                price(instrument.priceSlot),
                price(instrument.settlementSlot),
                balance(state.catalog.asset(instrument.settlementAssetId), 0),
                tiers(instrument),
                state.catalog.scale().ppm(),
                instrument.step,
                instrument.askedTerms,
                instrument.openInterest,
                state.chosenPpm(unit, instrument),
                state.holds.isHalted(instrument));
    }

    private List<Tier> tiers(final Factor instrument) {
        final MarginTable stated = state.catalog.tables().of(instrument.instrumentTerms.marginTableId());
        if (stated == null) {
            return List.of(
                    new Tier(0, instrument.askedInitialPpm, instrument.askedStopPpm, instrument.askedMaintenancePpm));
        }
        return tiers(stated.scaledBy(state.catalog.scale()));
    }

    private static List<Tier> tiers(final MarginTable table) {
        if (table == null) {
            return List.of();
        }
        final List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            tiers.add(new Tier(table.floorMicros(i), table.initialPpm(i), table.stopPpm(i), table.maintenancePpm(i)));
        }
        return tiers;
    }

    private List<WorkingOrder> orders(final int unit) {
        final List<WorkingOrder> orders = new ArrayList<>();
        final OrdersInFlight all = state.orders;
        for (int order = state.units.firstOrder(unit); order != OrdersInFlight.NONE; order = all.next(order)) {
            if (!all.isSeize(order)) {
                orders.add(new WorkingOrder(
                        all.epoch(order),
                        all.sequence(order),
                        all.ordinal(order),
                        state.catalog.factor(all.factor(order)).id,
                        all.isBuy(order),
                        all.remaining(order)));
            }
        }
        return orders;
    }

    private Price price(final int slot) {
        final Prices prices = state.prices;
        return new Price(
                prices.id(slot),
                prices.value(slot),
                prices.decimals(slot),
                prices.publishNs(slot),
                prices.source(slot),
                prices.stable(slot));
    }

    private static String symbol(final Factor factor) {
        return new String(factor.symbol, StandardCharsets.UTF_8);
    }
}
