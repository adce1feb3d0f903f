package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.differential.BucketTerms;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a long of 50 at 100 counts in the bucket of its dollars, by hand (docs/internals/settle-buckets.md): what it counts for initial margin
 * reaches no order, so no stream compares it. 5 % are asked for maintenance, 10 % for stop and initial.
 */
@Timeout(60)
class BucketMarginTest {
    private static final int UNIT = 0;
    private static final int DOLLARS = 0;
    private static final int LONG = 1;
    private static final long SIZE = 50;
    private static final long PRICE_CENTS = 10_000;
    private static final long LIMIT = 1L << 40;

    private final EngineState state = new EngineState(new EngineCapacity(1, 8, 8, 8, 8));
    private final MarginCalculator calculator = new MarginCalculator(
            state.catalog, state.prices, state.units, state.legs, state.orders, state.unitInstruments);
    private final Factor dollars = dollars();
    private final Factor instrument = instrument();
    private final UnitMargin margin = new UnitMargin();

    @Test
    void shouldKeepWhatIsAskedForInTheBucket() {
        value(1_000, 5_000);
        assertEquals(List.of("1000", "750", "500", "500", "0", "250"), numbers());
        assertEquals(8_422, liquidationPrice());
    }

    @Test
    void shouldWeighAProfitThenTheBucket() {
        weigh(800_000, 900_000, Rates.ONE);
        weighProfits(500_000, 800_000);
        value(0, 4_000);
        assertEquals(List.of("1000", "540", "225", "200", "0", "250"), numbers());
    }

    @Test
    void shouldWeighWhatIsOwedAfterALossHasUsedUpTheBalance() {
        weigh(0, 0, 1_200_000);
        value(1_000, 6_000);
        assertEquals(List.of("0", "-300", "-600", "-600", "0", "250"), numbers());
    }

    @Test
    void shouldLiquidateWhereABucketIsUsedUpThoughItCountsNothing() {
        weigh(0, 0, Rates.ONE);
        value(1_000, 5_000);
        assertEquals("0", numbers().get(1));
        assertEquals(8_422, liquidationPrice());
    }

    @Test
    void shouldKnowNoLiquidationPriceOfALongThatIsAskedForAllOfIt() {
        instrument.maintenancePpm = Rates.ONE;
        instrument.stopPpm = Rates.ONE;
        instrument.initialPpm = Rates.ONE;
        value(1_000, 5_000);
        assertEquals(OrderPrices.NO_PRICE, liquidationPrice());
    }

    // Net worth; B for maintenance, stop and initial margin; R; what positions are asked for.
    private List<String> numbers() {
        return List.of(
                dollars(margin.netWorth),
                dollars(margin.equity),
                dollars(margin.stopEquity),
                dollars(margin.initialEquity),
                dollars(margin.maintenanceMargin),
                dollars(margin.positionMargin(new Int128())));
    }

    private String dollars(final Int128 value) {
        return new BigDecimal(Decimals.toBigInteger(value.high(), value.low()), state.catalog.valueDecimals())
                .stripTrailingZeros()
                .toPlainString();
    }

    private long liquidationPrice() {
        return new BucketLiquidation(state.prices, state.legs, calculator)
                .price(UNIT, state.legs.next(state.units.firstLeg(UNIT)), instrument, margin);
    }

    private void value(final long balance, final long cost) {
        final Factor[] factors = {dollars, instrument};
        state.catalog.install(
                factors,
                new MarginTables(),
                new Profile(1, Rates.ONE, 0, 0, 0, BucketTerms.PLAIN),
                OverflowProof.of(factors, BucketTerms.PLAIN),
                state.prices);
        state.prices.accept(instrument.priceSlot, PRICE_CENTS, 0, 1, 1, 0);
        state.units.add(1, AccountRole.TRADER);
        final int cash = state.legs.allocate(UNIT, DOLLARS, Legs.NONE, Legs.NONE);
        state.units.setFirstLeg(UNIT, cash);
        state.legs.setUnits(cash, balance);
        final int position = state.legs.allocate(UNIT, LONG, cash, Legs.NONE);
        state.legs.setUnits(position, SIZE);
        state.legs.setCost(position, 0, cost * 100);
        state.units.addToLegCount(UNIT, 2);
        calculator.compute(UNIT, margin);
    }

    private static Factor dollars() {
        final Factor asset = new Factor(DOLLARS, false, 1);
        asset.maxUnits = LIMIT;
        asset.maxPrice = 1;
        asset.initialWeightPpm = Rates.ONE;
        asset.maintenanceWeightPpm = Rates.ONE;
        return asset;
    }

    private static Factor instrument() {
        final Factor instrument = new Factor(LONG, true, 1);
        instrument.priceId = 1;
        instrument.priceDecimals = 2;
        instrument.maxUnits = LIMIT;
        instrument.maxPrice = LIMIT;
        instrument.kind = InstrumentKind.PERPETUAL;
        instrument.settlementAssetId = 1;
        instrument.maintenancePpm = 50_000;
        instrument.stopPpm = 100_000;
        instrument.initialPpm = 100_000;
        return instrument;
    }

    private void weigh(final int initialPpm, final int maintenancePpm, final int owedPpm) {
        dollars.initialWeightPpm = initialPpm;
        dollars.maintenanceWeightPpm = maintenancePpm;
        final int[] component = {0};
        dollars.assetTerms = AssetTerms.PLAIN.map(value -> switch (component[0]++) {
            case 1, 2, 3 -> owedPpm;
            default -> value;
        });
    }

    private void weighProfits(final int initialPpm, final int maintenancePpm) {
        final int[] component = {0};
        instrument.instrumentTerms = InstrumentTerms.PLAIN.map(value -> switch (component[0]++) {
            case 3 -> initialPpm;
            case 4 -> maintenancePpm;
            default -> value;
        });
    }
}
