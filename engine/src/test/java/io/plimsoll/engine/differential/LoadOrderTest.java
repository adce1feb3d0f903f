package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The order in which accounts and their legs became known leaves no trace in what is decided later (promise P2), but for the account's
 * version and the checksum of the cause, which are of the load itself.
 */
class LoadOrderTest {
    private static final int PERMUTATIONS = 30;
    private static final int ACCOUNTS = 300;
    private static final int TICKS = 200;
    private static final int DECIMALS = 6;
    private static final long UNIT = 1_000_000;
    private static final int FACTS = 7;
    private static final int PRICES = 8;

    private final long seed = Long.getLong("plimsoll.seed", 1);

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldDecideTheSameWhateverTheLoadOrder() {
        System.out.println("seed " + seed + "; another with -Dplimsoll.seed=N");
        final List<String> expected = play(0);
        final long orders =
                expected.stream().filter(text -> text.startsWith("Order[")).count();
        assertTrue(orders > ACCOUNTS, "too few orders to mean anything: " + orders);
        for (int permutation = 1; permutation <= PERMUTATIONS; permutation++) {
            assertEquals(expected, play(permutation), "seed " + seed + ", permutation " + permutation);
        }
    }

    private List<String> play(final int permutation) {
        final MarginEngine engine =
                new MarginEngine(new EngineCapacity(2 * ACCOUNTS, 16 * ACCOUNTS, 8 * ACCOUNTS, 16, 16));
        final CapturingSink sink = new CapturingSink();
        final InputRecords records = new InputRecords();
        final Consumer<Consumer<InputRecords>> send = record -> {
            record.accept(records);
            engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
        };
        send.accept(out -> out.ready(EngineMode.LIVE, 2 * ACCOUNTS, 16 * ACCOUNTS, 8 * ACCOUNTS));
        definitions().forEach(send);
        final List<Fact> load = load(new Random(seed), new Random(permutation));
        for (int i = 0; i < load.size(); i++) {
            final Fact fact = load.get(i);
            final long sequence = i + 1L;
            send.accept(out -> fact.write(out, sequence));
        }
        sink.takeOutputs();
        ticks(new Random(seed)).forEach(send);
        return sink.takeOutputs().stream().map(LoadOrderTest::withoutTheLoad).toList();
    }

    @FunctionalInterface
    private interface Fact {
        void write(InputRecords out, long sourceSequence);
    }

    private static List<Consumer<InputRecords>> definitions() {
        final BigInteger limit = BigInteger.ONE.shiftLeft(45);
        final List<Consumer<InputRecords>> all = new ArrayList<>();
        for (long id = 1; id <= 3; id++) {
            final Definition.Asset asset = new Asset(
                    id,
                    id == 1 ? 0 : id,
                    DECIMALS,
                    id == 1 ? 0 : DECIMALS,
                    900_000,
                    950_000,
                    limit,
                    id == 1 ? BigInteger.ONE : limit,
                    "A" + id);
            all.add(out -> out.asset(asset));
        }
        for (long id = 1; id <= 4; id++) {
            final Definition.Instrument instrument = new Instrument(
                    id,
                    id + 1,
                    2,
                    1,
                    InstrumentKind.PERPETUAL,
                    DECIMALS,
                    DECIMALS,
                    100_000,
                    60_000,
                    50_000,
                    BigInteger.ONE,
                    BigInteger.ONE,
                    limit,
                    limit,
                    "I" + id);
            all.add(out -> out.instrument(instrument));
        }
        final Profile profile = new Profile(1, 1_200_000, 500_000, 0, "linear");
        all.add(out -> out.profile(profile));
        all.add(out -> out.definitionsCommit(8));
        return all;
    }

    /** Each account is opened; then it has balances in up to three assets and positions in up to four instruments. */
    private static List<Fact> load(final Random book, final Random order) {
        final List<Fact> opened = new ArrayList<>();
        final List<Fact> legs = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            final long account = i;
            opened.add(
                    (out, sequence) -> out.accountOpened(account, AccountRole.TRADER, "a" + account, FACTS, sequence));
            for (long id = 1; id <= 3; id++) {
                final long asset = id;
                final long amount = book.nextInt(4) * UNIT;
                legs.add((out, sequence) -> out.transfer(account, asset, amount, FACTS, sequence));
            }
            for (long id = 1; id <= 4; id++) {
                final long instrument = id;
                final long quantity = (book.nextInt(21) - 10) * UNIT;
                legs.add((out, sequence) -> out.fill(account, instrument, quantity, 100 * UNIT, 0, FACTS, sequence));
            }
        }
        Collections.shuffle(opened, order);
        Collections.shuffle(legs, order);
        opened.addAll(legs);
        return opened;
    }

    /** First prices, an arm, and a walk. */
    private static List<Consumer<InputRecords>> ticks(final Random random) {
        final List<Consumer<InputRecords>> all = new ArrayList<>();
        final long[] price = new long[6];
        for (int i = 0; i < TICKS; i++) {
            final int id = i < 4 ? i + 2 : 2 + random.nextInt(4);
            price[id] = i < 4 ? 100 * UNIT : price[id] * (970 + random.nextInt(61)) / 1_000;
            final long value = price[id];
            final long sequence = i + 1L;
            all.add(out -> out.priceTick(id, value, sequence, PRICES, sequence));
            if (i == 3) {
                all.add(out -> out.arm("test", "loaded"));
            }
        }
        return all;
    }

    private static String withoutTheLoad(final Output output) {
        return output.toString().replaceFirst("crc=\\d+", "crc").replaceFirst("accountVersion=\\d+", "accountVersion");
    }
}
