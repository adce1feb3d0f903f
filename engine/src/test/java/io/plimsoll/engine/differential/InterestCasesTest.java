package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moves of an interest index that no margin tells of, in both engines, and by triggers as by a sweep. */
@Timeout(60)
class InterestCasesTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(10, 10, 10, 8, 8);
    private static final BigInteger LIMIT = BigInteger.TEN.pow(12);
    private static final BigInteger MAX_PRICE = BigInteger.valueOf(100_000);
    private static final long MICROS = 1_000_000;
    private static final long ACCOUNT = 7;
    private static final int USD = 1;
    private static final int COIN = 2;
    private static final int UNPRICED = 3;
    private static final int DECIMALS = 6;

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(CAPACITY);
    private long facts;
    private long ticks;

    @BeforeEach
    void define() {
        final PlanTerms plan =
                LendingWorlds.plan(Sizing.CLOSE_FACTOR, 500_000, 950_000, 2_000 * MICROS, 1_000 * MICROS, 0);
        final ProfileTerms plain = ProfileTerms.PLAIN;
        final ProfileTerms terms = new ProfileTerms(
                Boundary.STRICT,
                false,
                DebtPlace.REQUIREMENT,
                plain.requirement(),
                plain.rounding(),
                plan,
                plain.bonus(),
                plain.auction(),
                plain.waterfall());
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(USD, 0, DECIMALS, 0, Rates.ONE, Rates.ONE, LIMIT, BigInteger.ONE, "USD")));
        final AssetTerms indexed = InterestWorlds.with(AssetTerms.PLAIN, true, 4L * Rates.ONE);
        send(out -> out.asset(new Asset(COIN, COIN, DECIMALS, 0, 825_000, 825_000, LIMIT, MAX_PRICE, "COIN", indexed)));
        send(out ->
                out.asset(new Asset(UNPRICED, UNPRICED, DECIMALS, 0, 825_000, 825_000, LIMIT, MAX_PRICE, "UNPRICED")));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "loans").withTerms(terms)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(4)));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "borrower", 1, ++facts));
        send(out -> out.arm("test", "loans"));
    }

    /** Ten coins against 17,000: half of it is to be repaid with 4.25 coins. */
    private void liquidate() {
        send(out -> out.priceTick(COIN, 50_000, 1, 2, ++ticks));
        send(out -> out.transfer(ACCOUNT, COIN, 10 * MICROS, 1, ++facts));
        send(out -> out.transfer(ACCOUNT, USD, -17_000 * MICROS, 1, ++facts));
        final List<Output> outputs = send(out -> out.priceTick(COIN, 2_000, 2, 2, ++ticks));
        assertEquals(4_250_000L, only(outputs, Output.SeizeOrder.class).seize());
    }

    @Test
    void shouldEndAnOrderForMoreThanIsLeftOfWhoCannotBeValued() {
        liquidate();
        send(out -> out.transfer(ACCOUNT, UNPRICED, MICROS, 1, ++facts));
        assertEquals(
                OrderStatus.CANCELLED,
                only(index(400), Output.SeizeOrderStateChange.class).status());
    }

    @Test
    void shouldEndAnOrderForMoreThanIsLeftOfWhoCameToBeALiquidator() {
        liquidate();
        send(out -> out.accountOpened(ACCOUNT, AccountRole.LIQUIDATOR, "borrower", 1, ++facts));
        assertEquals(
                OrderStatus.CANCELLED,
                only(index(400), Output.SeizeOrderStateChange.class).status());
    }

    @Test
    void shouldLeaveAnOrderForWhatIsStillThere() {
        liquidate();
        assertTrue(index(999).stream().noneMatch(Output.SeizeOrderStateChange.class::isInstance));
    }

    @Test
    void shouldSeizeTheFirstWholeAmountThatComesToBe() {
        index(995);
        send(out -> out.priceTick(COIN, 50_000, 1, 2, ++ticks));
        send(out -> out.transfer(ACCOUNT, COIN, 1, 1, ++facts));
        send(out -> out.transfer(ACCOUNT, USD, -1_000 * MICROS, 1, ++facts));
        assertEquals(1, only(index(1_000), Output.SeizeOrder.class).seize());
    }

    /** Both indexes of the coin, in thousandths. */
    private List<Output> index(final long thousandths) {
        final BigInteger index = BigInteger.valueOf(thousandths).multiply(Numbers.tenTo(24));
        return send(out -> InterestRecords.index(out, COIN, index, index, 1, ++facts));
    }

    private static <T extends Output> T only(final List<Output> outputs, final Class<T> kind) {
        final List<T> found =
                outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertEquals(1, found.size(), () -> kind.getSimpleName() + " in " + outputs);
        return found.get(0);
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
