package io.plimsoll.engine;

import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.Side;
import org.agrona.DirectBuffer;

/** Turns a planned step into an order: priced, numbered, encoded into the sink, and counted in flight. Engine thread. */
final class OrderIssuer {
    // A unit's legs use two price ids each at most.
    private static final int MAX_PRICES = 2 * EngineCapacity.MAX_LEGS_PER_UNIT;
    private static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + LiquidationOrderEncoder.BLOCK_LENGTH
            + LiquidationOrderEncoder.LegsEncoder.HEADER_SIZE
            + MAX_PRICES * LiquidationOrderEncoder.LegsEncoder.sbeBlockLength()
            + 2 * (1 + Names.MAX_LENGTH);

    private final Cause cause;
    private final Catalog catalog;
    private final Prices prices;
    private final Guards guards;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final Control control;
    private final Outputs outputs;
    private final OrderPrices orderPrices;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LiquidationOrderEncoder encoder = new LiquidationOrderEncoder();
    private final int[] slots = new int[MAX_PRICES];
    private int slotCount;
    private final Int128 shortfall = new Int128();

    OrderIssuer(final Cause cause, final EngineState state, final Outputs outputs, final OrderPrices orderPrices) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.guards = state.guards;
        this.units = state.units;
        this.legs = state.legs;
        this.orders = state.orders;
        this.control = state.control;
        this.outputs = outputs;
        this.orderPrices = orderPrices;
    }

    void issue(
            final int unit,
            final UnitMargin margin,
            final Factor instrument,
            final boolean isBuy,
            final long quantity) {
        final int ordinal = cause.takeOrdinal();
        final long price = prices.value(instrument.priceSlot);
        final long bankruptcy = orderPrices.bankruptcy(instrument, price, !isBuy, margin);
        final OrderSink sink = outputs.sink();
        encoder.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header);
        encoder.causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .accountVersion(units.version(unit))
                .quantity(quantity)
                .limitPrice(orderPrices.limit(
                        instrument, price, isBuy, margin, catalog.profile().limitSpreadPpm(), bankruptcy))
                .markPrice(price)
                .bankruptcyPrice(bankruptcy)
                .expiryNs(LiquidationOrderEncoder.expiryNsNullValue());
        putValues(margin);
        encoder.epoch(Integer.toUnsignedLong(control.epoch()))
                .ordinal(ordinal)
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .instrumentId(Integer.toUnsignedLong(instrument.id))
                .profileVersion(Integer.toUnsignedLong(catalog.profile().version()))
                .side(isBuy ? Side.BUY : Side.SELL)
                .reason(margin.netWorth.isNegative() ? OrderReason.BANKRUPT : OrderReason.MAINTENANCE)
                .mode(control.mode())
                .curve(PriceCurve.FIXED)
                .priceDecimals((short) instrument.priceDecimals)
                .quantityDecimals((short) instrument.unitDecimals)
                .valueDecimals((short) catalog.valueDecimals());
        putTerms();
        putLegs(unit);
        final DirectBuffer name = units.name(unit);
        encoder.putAccountName(name, 0, name.capacity()).putSymbol(instrument.symbol, 0, instrument.symbol.length);
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), cause.eventNs());
        orders.add(units, unit, instrument.index, isBuy, quantity, control.epoch(), cause.sequence(), ordinal);
    }

    // None of these rules has a penalty, a curve, a replacement or isolated accounts.
    private void putTerms() {
        encoder.feePaidMax(LiquidationOrderEncoder.feePaidMaxNullValue())
                .penaltyPpm(LiquidationOrderEncoder.penaltyPpmNullValue())
                .startPrice(LiquidationOrderEncoder.startPriceNullValue())
                .curveSeconds(LiquidationOrderEncoder.curveSecondsNullValue())
                .cut(LiquidationOrderEncoder.cutNullValue())
                .replacesSequence(LiquidationOrderEncoder.replacesSequenceNullValue())
                .replacesEpoch(LiquidationOrderEncoder.replacesEpochNullValue())
                .replacesOrdinal(LiquidationOrderEncoder.replacesOrdinalNullValue())
                .parentAccountId(LiquidationOrderEncoder.parentAccountIdNullValue());
    }

    private void putValues(final UnitMargin margin) {
        Outputs.put(encoder.equity(), margin.equity);
        Outputs.put(encoder.netWorth(), margin.netWorth);
        Outputs.put(encoder.initialMargin(), margin.initialMargin);
        Outputs.put(encoder.stopMargin(), margin.stopMargin);
        Outputs.put(encoder.maintenanceMargin(), margin.maintenanceMargin);
        Outputs.put(encoder.shortfall(), shortfall.set(margin.maintenanceMargin).subtract(margin.equity));
    }

    private void putLegs(final int unit) {
        slotCount = 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            insertSlot(factor.priceSlot);
            insertSlot(factor.settlementSlot);
        }
        final LiquidationOrderEncoder.LegsEncoder group = encoder.legsCount(slotCount);
        for (int i = 0; i < slotCount; i++) {
            final int slot = slots[i];
            group.next()
                    .value(prices.value(slot))
                    .ageNs(cause.eventNs() - prices.publishNs(slot))
                    .priceId(Integer.toUnsignedLong(prices.id(slot)))
                    .state(
                            guards.of(slot) == null
                                    ? PriceState.VALID
                                    : guards.of(slot).state())
                    .priceDecimals((short) prices.decimals(slot));
        }
    }

    // Keeps slots in ascending order of price id, each once, the constant 1 left out.
    private void insertSlot(final int slot) {
        if (slot == Prices.UNIT_SLOT) {
            return;
        }
        int at = slotCount;
        while (at > 0 && Integer.compareUnsigned(prices.id(slots[at - 1]), prices.id(slot)) > 0) {
            at--;
        }
        if (at > 0 && slots[at - 1] == slot) {
            return;
        }
        System.arraycopy(slots, at, slots, at + 1, slotCount - at);
        slots[at] = slot;
        slotCount++;
    }
}
