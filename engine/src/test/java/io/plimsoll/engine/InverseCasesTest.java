package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.differential.CapturingSink;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inverse contracts by numbers that venues publish, and their prices held to what they say. */
@Timeout(60)
class InverseCasesTest {
    private static final long ACCOUNT = 1;
    private static final int USD = 1;
    private static final int BTC = 2;
    private static final int SWAP = 1;
    private static final int SWAP_PRICE = 2;
    private static final int BTC_PRICE = 3;
    private static final int PRICE_DECIMALS = 2;
    private static final int WORTH_DECIMALS = 12;
    private static final long SATOSHI = 100_000_000;
    private static final long MAX_PRICE = 100_000_000;
    private static final int PPM = 10_000;

    private final MarginEngine engine = new MarginEngine(new EngineCapacity(1, 8, 8, 2, 1));
    private final InputRecords records = new InputRecords();
    private final CapturingSink sink = new CapturingSink();
    private long facts;

    @BeforeEach
    void open() {
        send(out -> out.ready(EngineMode.LIVE, 1, 8, 8));
    }

    private void define(final long contractUsd, final int maintenancePpm) {
        send(out -> out.asset(
                new Asset(USD, 0, 6, 0, 1_000_000, 1_000_000, BigInteger.ONE.shiftLeft(40), BigInteger.ONE, "USD")));
        send(out -> out.asset(new Asset(
                BTC,
                BTC_PRICE,
                8,
                PRICE_DECIMALS,
                1_000_000,
                1_000_000,
                BigInteger.ONE.shiftLeft(50),
                BigInteger.valueOf(MAX_PRICE),
                "BTC")));
        send(out -> out.instrument(new Instrument(
                SWAP,
                SWAP_PRICE,
                BTC,
                BTC,
                InstrumentKind.INVERSE,
                PRICE_DECIMALS,
                0,
                maintenancePpm,
                maintenancePpm,
                maintenancePpm,
                BigInteger.valueOf(50),
                BigInteger.ONE,
                BigInteger.valueOf(1_000_000),
                BigInteger.valueOf(MAX_PRICE),
                "BTC-USD",
                InstrumentTerms.PLAIN.ofContract(contractUsd * 100, WORTH_DECIMALS))));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "p")));
        send(out -> out.definitionsCommit(4));
        assertNull(engine.lastDefinitionDefect());
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++facts));
    }

    // www.deribit.com/docs/example-futures: 100 contracts of 10 USD bought at 600 and sold at 700 win 1000/600 -
    // 1000/700, which
    // is told as 0.238095 BTC or 166.66 USD.
    @Test
    void shouldWinWhatDeribitsExampleWins() {
        define(10, PPM);
        tick(60_000);
        coinAt(70_000);
        trade(100, 60_000);
        tick(70_000);
        assertEquals(new BigDecimal("0.238095"), down(pnl().movePointLeft(2).divide(new BigDecimal(7)), 6));
        assertEquals(new BigDecimal("166.66"), down(pnl(), 2));
        trade(-100, 70_000);
        assertEquals(new BigDecimal("0.238095"), down(balance(), 6));
    }

    // www.bitmex.com/app/inverseFuturesGuide: 100,000 contracts of 1 USD bought at 10,000 and sold at 10,500 win
    // 100,000 * (1/10,000 - 1/10,500) = 0.4762 XBT.
    @Test
    void shouldWinWhatBitmexsExampleWins() {
        define(1, PPM);
        tick(1_000_000);
        coinAt(1_000_000);
        trade(100_000, 1_000_000);
        trade(-100_000, 1_050_000);
        assertEquals(new BigDecimal("0.4761"), down(balance(), 4));
        assertEquals(0, new BigDecimal("0.47619").compareTo(down(balance(), 5)));
    }

    // A long of leverage L is bankrupt at entry * L / (L + 1), a short at entry * L / (L - 1) (Bybit's inverse
    // contracts).
    @Test
    void shouldBeBankruptWhereBybitsFormulaSays() {
        define(1, PPM);
        tick(3_000_000);
        coinAt(3_000_000);
        send(out -> out.transfer(ACCOUNT, BTC, SATOSHI / 10, 1, ++facts)); // a tenth of what 30,000 contracts are worth
        trade(30_000, 3_000_000);
        assertEquals(2_727_273, report().bankruptcyPrice()); // 30,000 * 10 / 11, up
        trade(-60_000, 3_000_000);
        assertEquals(3_333_333, report().bankruptcyPrice()); // 30,000 * 10 / 9, down
    }

    @Test
    void shouldNeverLiquidateAShortThatIsCoveredByWhatItsContractsWereWorth() {
        define(100, PPM);
        tick(3_000_000);
        coinAt(3_000_000);
        send(out -> out.transfer(ACCOUNT, BTC, SATOSHI, 1, ++facts));
        trade(-300, 3_000_000);
        assertEquals(MarginView.PositionReport.NO_PRICE, report().liquidationPrice());
        tick(MAX_PRICE);
        assertTrue(isSafe());
    }

    // All else fixed it is safe there, and below its requirement one price further.
    @Test
    void shouldTellTheLastPriceAtWhichAPositionIsSafe() {
        final long seed = Long.getLong("plimsoll.seed", 7);
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        define(100, 25_000);
        coinAt(3_000_000);
        int told = 0;
        for (int i = 0; i < 500; i++) {
            tick(1_000_000 + random.nextInt(5_000_000));
            final long quantity = (1 + random.nextInt(100_000)) * (random.nextBoolean() ? 1L : -1L);
            final long balance = 1 + random.nextLong(200 * SATOSHI);
            final long entry = 1_000_000L + random.nextInt(5_000_000);
            send(out -> out.balanceSnapshot(ACCOUNT, BTC, balance, true, false, 1, ++facts));
            final BigInteger cost =
                    BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(-(10_000_000_000_000_000L / entry)));
            send(out -> out.positionSnapshot(ACCOUNT, SWAP, quantity, cost, false, true, 1, ++facts));
            final long safe = report().liquidationPrice();
            if (safe == MarginView.PositionReport.NO_PRICE || safe >= MAX_PRICE) {
                continue;
            }
            tick(safe);
            assertTrue(isSafe(), () -> "not safe at " + safe);
            final long further = quantity > 0 ? safe - 1 : safe + 1;
            tick(further);
            assertFalse(isSafe(), () -> "still safe at " + further);
            told++;
        }
        assertTrue(told > 200, "too few prices: " + told);
    }

    private boolean isSafe() {
        final UnitMargin margin = margin();
        return margin.equity.compareTo(margin.maintenanceMargin) >= 0;
    }

    private void coinAt(final long price) {
        tick(BTC_PRICE, price);
    }

    private MarginView.PositionReport report() {
        final UnitMargin margin = margin();
        final MarginView.PositionReport[] found = {null};
        engine.view().forEachPosition(0, margin, position -> found[0] = position);
        return found[0];
    }

    private UnitMargin margin() {
        final UnitMargin margin = new UnitMargin();
        engine.view().compute(0, margin);
        assertTrue(margin.isPriced);
        return margin;
    }

    // In dollars.
    private BigDecimal pnl() {
        final Int128 value = report().unrealisedPnl();
        return new BigDecimal(
                Decimals.toBigInteger(value.high(), value.low()), engine.view().valueDecimals());
    }

    private BigDecimal balance() {
        return engine.view().sheet(0).balances().stream()
                .filter(balance -> "BTC".equals(balance.symbol()))
                .map(UnitSheet.Balance::amount)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal down(final BigDecimal value, final int decimals) {
        return value.setScale(decimals, RoundingMode.FLOOR);
    }

    private void trade(final long quantity, final long price) {
        send(out -> out.fill(ACCOUNT, SWAP, quantity, price, 0, 1, ++facts));
    }

    private void tick(final long price) {
        tick(SWAP_PRICE, price);
    }

    private void tick(final int priceId, final long price) {
        records.eventNs(records.eventNs() + 1);
        send(out -> out.priceTick(priceId, price, records.eventNs(), 2, records.sequence() + 1));
    }

    private void send(final Consumer<InputRecords> record) {
        record.accept(records);
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
    }
}
