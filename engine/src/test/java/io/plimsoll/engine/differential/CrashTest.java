package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Books driven by the crash of February 2025, eight coins in minute bars: the index finds what the sweep and the naive engine find, and
 * serves nine ticks of ten without passing over every holder (promises P10, P11). Setting: {@code plimsoll.data}, the folder of the
 * price series.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final Path FILE = Path.of(System.getProperty("plimsoll.data", "../../shared/data"))
            .resolve("crash-2025-02-03-binance-1m.csv.gz");
    private static final long USD = 1;
    private static final long FIRST_PRICE_ID = 2;
    private static final int PRICE_DECIMALS = 6;
    private static final int FACTS = 7;
    private static final int PRICES = 8;
    private static final int LEGS_EACH = 4;
    private static final long MICROS = 1_000_000;

    private final long seed = Long.getLong("plimsoll.seed", 1);
    private final SplittableRandom random = new SplittableRandom(seed);
    /** By symbol, ids in order of appearance. */
    private final Map<String, Integer> instruments = new LinkedHashMap<>();

    private final List<Tick> ticks = new ArrayList<>();
    private Finders engines;
    private long facts;
    private long sequence;

    private record Tick(int instrument, long price) {}

    @Test
    void shouldFindThroughACrashWhatASweepFinds() throws IOException {
        play(4_000, false, 1);
        assertTrue(engines.counters().ordersIssued > 500, "a crash liquidates more than that");
    }

    @Test
    void shouldFindThroughACrashWhatTheNaiveEngineFinds() throws IOException {
        play(60, true, 8);
        assertTrue(engines.counters().ordersIssued > 5, "a crash liquidates more than that");
    }

    private void play(final int accounts, final boolean withNaive, final int every) throws IOException {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        read();
        final int legs = LEGS_EACH * accounts;
        final int orders = 4 * legs;
        final EngineCapacity capacity = new EngineCapacity(accounts, legs, orders, 1, instruments.size());
        engines = withNaive ? Finders.indexSweepAndNaive(capacity) : Finders.indexAndSweep(capacity);
        define(accounts, legs, orders);
        final int opening = instruments.size();
        ticks.subList(0, opening).forEach(this::apply);
        for (int account = 1; account <= accounts; account++) {
            open(account);
        }
        engines.send(out -> out.arm("test", "load is complete"));
        final EngineCounters counters = engines.counters();
        final long sweepsBefore = counters.sweeps;
        final long estimatedBefore = counters.unitsEstimated;
        int swept = 0;
        int taken = 0;
        for (int i = opening; i < ticks.size(); i++) {
            if (i / opening % every == 0) {
                final long sweeps = counters.sweeps;
                apply(ticks.get(i));
                taken++;
                swept += counters.sweeps > sweeps ? 1 : 0;
            }
        }
        engines.requireSameState();
        System.out.printf(
                "%,d accounts, %,d ticks, %,d of them with a sweep (%d sweeps), %,d units estimated, %,d orders%n",
                accounts,
                taken,
                swept,
                counters.sweeps - sweepsBefore,
                counters.unitsEstimated - estimatedBefore,
                counters.ordersIssued);
        assertTrue(swept * 10 <= taken, "the index served fewer than nine ticks of ten: " + swept + " were swept");
    }

    // Each bar's close is a tick; the crash is in the middle of the file.
    private void read() throws IOException {
        assumeTrue(Files.exists(FILE), "no price series: " + FILE);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            assertEquals("ts,symbol,open,high,low,close,volume", lines.readLine());
            lines.lines().map(line -> line.split(",", -1)).forEach(fields -> {
                final int instrument = instruments.computeIfAbsent(fields[1], symbol -> instruments.size() + 1);
                final BigDecimal close = new BigDecimal(fields[5]);
                ticks.add(new Tick(
                        instrument, close.movePointRight(PRICE_DECIMALS).longValueExact()));
            });
        }
    }

    private void define(final int accounts, final int legs, final int orders) {
        engines.send(out -> out.ready(EngineMode.LIVE, accounts, legs, orders));
        engines.send(out -> out.asset(new Asset(
                USD, 0, 6, 0, (int) MICROS, (int) MICROS, BigInteger.ONE.shiftLeft(55), BigInteger.ONE, "USD")));
        instruments.forEach((symbol, id) -> engines.send(out -> out.instrument(new Instrument(
                id,
                FIRST_PRICE_ID + id,
                USD,
                USD,
                InstrumentKind.PERPETUAL,
                PRICE_DECIMALS,
                6,
                50_000,
                50_000,
                50_000,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE.shiftLeft(45),
                BigInteger.ONE.shiftLeft(45),
                symbol))));
        engines.send(out -> out.profile(new Profile(1, 1_250_000, 500_000, 0, "linear")));
        assertEquals(List.of(), engines.send(out -> out.definitionsCommit(instruments.size() + 2L)));
    }

    // One to three positions of 1,000 dollars each, seven of ten long, on collateral of 7 to 50 % of them.
    private void open(final int account) {
        engines.send(out -> out.accountOpened(account, AccountRole.TRADER, "a" + account, FACTS, ++facts));
        final int positions = 1 + random.nextInt(LEGS_EACH - 1);
        final long cash = positions * (70 + random.nextLong(430)) * MICROS;
        engines.send(out -> out.transfer(account, USD, cash, FACTS, ++facts));
        for (int i = 0; i < positions; i++) {
            final Tick at = ticks.get(random.nextInt(instruments.size()));
            final long size = Math.max(1, 1_000 * MICROS * MICROS / at.price);
            final long quantity = random.nextInt(10) < 7 ? size : -size;
            engines.send(out -> out.fill(account, at.instrument, quantity, at.price, 0, FACTS, ++facts));
        }
    }

    private void apply(final Tick tick) {
        sequence++;
        engines.send(out -> {
            out.eventNs(out.eventNs() + 1);
            out.priceTick(FIRST_PRICE_ID + tick.instrument, tick.price, out.eventNs(), PRICES, sequence);
        });
    }
}
