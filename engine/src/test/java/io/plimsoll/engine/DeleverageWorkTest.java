package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One bankrupt account against 100,000 that hold the other side: those who are given parts of its order are those that a sort of all finds,
 * and the work is that of a heap. Dollars with 2 decimals, a perpetual with prices of 2 decimals and quantities of 3.
 */
@Timeout(120)
class DeleverageWorkTest {
    private static final int COUNTERPARTIES = 100_000;
    private static final int LONGS = 1_000;
    private static final long BANKRUPT = 50_000;
    private static final int SOURCE = 9;
    private static final long USD = 1;
    private static final long PERP = 101;
    private static final long MARK = 7_000;
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private final long seed = Long.getLong("plimsoll.seed", 4_711);
    private final Random random = new Random(seed);
    private final MarginEngine engine = new MarginEngine(new EngineCapacity(102_000, 300_000, 1_000, 4, 4));
    private final InputRecords records = new InputRecords();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Assignment> assigned = new ArrayList<>();
    private final Nobody sink = new Nobody();
    private long factSequence;

    /** What a sort goes by; the score as the page has it, over unbounded integers. */
    private record Candidate(long accountId, long quantity, BigInteger score) {}

    private record Assignment(long accountId, long quantity, BigInteger score, long rank) {}

    @Test
    void shouldChooseAsASortOfAllDoesAndWorkAsAHeapDoes() {
        System.out.println("seed " + seed);
        define();
        for (long account = 1; account <= COUNTERPARTIES; account++) {
            if (account != BANKRUPT) {
                openShort(account);
            }
        }
        for (long account = COUNTERPARTIES + 1; account <= COUNTERPARTIES + LONGS; account++) {
            open(account, AccountRole.TRADER, 10_000_000, 1_000, 10_000);
        }
        open(BANKRUPT, AccountRole.TRADER, 500_000, 1_000_000, 10_000); // 5,000 dollars, long 1,000 at 100
        send(out -> out.arm("test", "work"));
        send(out -> out.priceTick(PERP, MARK, OptionalLong.empty(), 2, 1, 2, true));

        candidates.sort(Comparator.comparing(Candidate::score).reversed().thenComparing(Candidate::accountId));
        final List<Assignment> expected = new ArrayList<>();
        long left = 1_000_000;
        for (int i = 0; left > 0; i++) {
            final Candidate best = candidates.get(i);
            final long taken = Math.min(left, best.quantity());
            expected.add(new Assignment(best.accountId(), taken, best.score(), i + 1L));
            left -= taken;
        }
        assertEquals(expected, assigned);
        assertWorkIsThatOfAHeap(expected.size());
    }

    private void assertWorkIsThatOfAHeap(final int taken) {
        final EngineCounters counters = engine.counters();
        assertEquals(COUNTERPARTIES - 1, counters.deleverageCandidates);
        final int depth = Integer.SIZE - Integer.numberOfLeadingZeros(COUNTERPARTIES);
        final long bound = 2L * COUNTERPARTIES + 2L * taken * depth;
        assertTrue(
                counters.deleverageCompared <= bound,
                counters.deleverageCompared + " comparisons for " + taken + " of " + COUNTERPARTIES
                        + ", expected at most " + bound);
    }

    private void define() {
        final BigInteger one = BigInteger.ONE;
        final BigInteger limit = BigInteger.valueOf(1_000_000_000);
        final ProfileTerms plain = ProfileTerms.PLAIN;
        send(out -> out.asset(new Asset(USD, 0, 2, 0, 1_000_000, 1_000_000, limit, one, "USD")));
        send(out -> out.instrument(new Instrument(
                PERP,
                PERP,
                USD,
                USD,
                InstrumentKind.PERPETUAL,
                2,
                3,
                200_000,
                100_000,
                50_000,
                one,
                one,
                limit,
                limit,
                "PERP")));
        send(out -> out.profile(new Profile(
                1,
                1_100_000,
                1_000_000,
                0,
                0,
                "work",
                new ProfileTerms(
                        plain.boundary(),
                        plain.requirePositive(),
                        plain.debtIn(),
                        plain.requirement(),
                        plain.rounding(),
                        plain.plan(),
                        plain.bonus(),
                        plain.auction(),
                        new WaterfallTerms(true, Terms.UNBOUNDED, false, Deleveraging.PROFIT_BY_EQUITY, 0)))));
        send(out -> out.definitionsCommit(3));
        send(out -> out.ready(EngineMode.LIVE, 102_000, 300_000, 1_000));
        send(out -> out.priceTick(PERP, 10_000, OptionalLong.empty(), 1, 1, 2, true));
    }

    // Some are not checked, some in doubt, some have lost; few scores are alike.
    private void openShort(final long account) {
        final long quantity = 100L + random.nextInt(2_000);
        final long entry = 6_000L + random.nextInt(4_000);
        final long cash = 10_000_000 + 1_000L * random.nextInt(1_000);
        final boolean isChecked = random.nextInt(10) != 0;
        open(account, isChecked ? AccountRole.TRADER : AccountRole.LIQUIDATOR, cash, -quantity, entry);
        final boolean isSuspect = random.nextInt(10) == 0;
        if (isSuspect) {
            send(out -> out.transfer(account, USD + 1, 1, SOURCE, ++factSequence));
        }
        final BigInteger profit = BigInteger.valueOf(quantity * (entry - MARK)); // at 5 decimals
        if (isChecked && !isSuspect && profit.signum() > 0) {
            final BigInteger equity = BigInteger.valueOf(cash * 1_000).add(profit);
            candidates.add(
                    new Candidate(account, quantity, profit.multiply(BILLION).divide(equity)));
        }
    }

    private void open(
            final long account, final AccountRole role, final long cash, final long quantity, final long entry) {
        send(out -> out.accountOpened(account, role, "a" + account, SOURCE, ++factSequence));
        send(out -> out.balanceSnapshot(account, USD, cash, true, false, SOURCE, ++factSequence));
        send(out -> out.positionSnapshot(
                account, PERP, quantity, BigInteger.valueOf(quantity * entry), false, true, SOURCE, ++factSequence));
    }

    private void send(final Consumer<InputRecords> record) {
        record.accept(records);
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
    }

    /** Keeps what is assigned. */
    private final class Nobody implements OrderSink {
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(16 * 1024));
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final DeleverageDecoder deleverage = new DeleverageDecoder();

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            if (header.wrap(buffer, 0).templateId() == DeleverageDecoder.TEMPLATE_ID) {
                deleverage.wrapAndApplyHeader(buffer, 0, header);
                assertEquals(BANKRUPT, deleverage.accountId());
                assigned.add(new Assignment(
                        deleverage.counterpartyId(),
                        deleverage.quantity(),
                        BigInteger.valueOf(deleverage.score().low()),
                        deleverage.rank()));
            }
        }
    }
}
