package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten coins at 2,000 dollars that count 82.5 %, against a debt of dollars: worked by hand, both engines. */
@Timeout(60)
class DebtRulesTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(10, 10, 10, 8, 8);
    private static final BigInteger LIMIT = BigInteger.valueOf(100_000_000);
    private static final long ACCOUNT = 7;
    private static final int CENTS = 100;
    private static final int VALUE_DECIMALS = 10; // 6 of the weight, 2 of the coin, 2 of its price

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(CAPACITY);
    private final MarginEngine viewed = new MarginEngine(CAPACITY);
    private long facts;
    private Optional<Output.UnitStateChange> last = Optional.empty();

    @Test
    void shouldAskForADebtInTheRequirement() {
        define(profile(Boundary.STRICT, false, DebtPlace.REQUIREMENT), Rates.ONE);
        owe(16_500);
        assertStaysHealthy();
        owe(500);
        assertStands(Verdict.LIQUIDATE, 16_500, 17_000, 3_000);
    }

    @Test
    void shouldTakeADebtFromTheBalanceByItsWeight() {
        define(profile(Boundary.STRICT, false, DebtPlace.NETTED), 1_200_000);
        owe(13_750);
        assertStaysHealthy();
        owe(250);
        assertStands(Verdict.LIQUIDATE, -300, 0, 6_000);
        owe(6_001);
        assertStands(Verdict.BANKRUPT, 16_500 - 24_001.2, 0, -1);
    }

    @Test
    void shouldOnlyWarnWhereARequirementAboveZeroIsAskedFor() {
        define(profile(Boundary.STRICT, true, DebtPlace.NETTED), 1_200_000);
        owe(14_000);
        assertStands(Verdict.WARNING, -300, 0, 6_000);
    }

    @Test
    void shouldLiquidateWhoJustHoldsWhatIsAskedForWhereTheBoundaryIsInclusive() {
        define(profile(Boundary.INCLUSIVE, false, DebtPlace.REQUIREMENT), Rates.ONE);
        assertStaysHealthy(); // an empty debt asks for nothing
        owe(16_499);
        assertStaysHealthy();
        owe(1);
        assertStands(Verdict.LIQUIDATE, 16_500, 16_500, 3_500);
    }

    @Test
    void shouldSayThatNothingIsLeftToReduceWhereNoPositionIsAskedForMargin() {
        define(profile(Boundary.STRICT, false, DebtPlace.REQUIREMENT), Rates.ONE);
        final BigInteger one = BigInteger.ONE;
        send(out -> out.instrument(
                new Instrument(9, 2, 2, 1, InstrumentKind.SPOT, 2, 0, 0, 0, 0, one, one, LIMIT, LIMIT, "FREE")));
        assertEquals(List.of(), send(out -> out.definitionsCommit(1)));
        send(out -> out.arm("test", "debts"));
        send(out -> out.fill(ACCOUNT, 9, 1, 2_000 * CENTS, 0, 1, ++facts));
        final List<Output> outputs = owe(17_000);
        assertEquals(WithheldReason.NOTHING_TO_REDUCE, ((Output.Withheld) outputs.get(outputs.size() - 1)).reason());
    }

    @Test
    void shouldNameTheTermsThatAUnitHangsOn() {
        define(profile(Boundary.INCLUSIVE, false, DebtPlace.REQUIREMENT), 1_200_000);
        owe(1);
        assertEquals(
                List.of(
                        "boundary",
                        "debtIn",
                        "USD.initialLiabilityWeightPpm",
                        "USD.stopLiabilityWeightPpm",
                        "USD.maintenanceLiabilityWeightPpm"),
                viewed.view().termsBeyondPlain(0));
    }

    private static ProfileTerms profile(
            final Boundary boundary, final boolean requirePositive, final DebtPlace debtIn) {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        return new ProfileTerms(
                boundary,
                requirePositive,
                debtIn,
                plain.requirement(),
                plain.rounding(),
                plain.plan(),
                plain.bonus(),
                plain.auction(),
                plain.waterfall());
    }

    private void define(final ProfileTerms terms, final int weight) {
        final AssetTerms owed = new AssetTerms(
                AssetTerms.AS_MAINTENANCE,
                weight,
                weight,
                weight,
                0,
                Terms.UNBOUNDED,
                0,
                0,
                0,
                false,
                false,
                false,
                0,
                0,
                Rates.ONE,
                Terms.UNBOUNDED,
                0,
                Terms.UNBOUNDED);
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(1, 0, 2, 0, 1_000_000, 1_000_000, LIMIT, BigInteger.ONE, "USD", owed)));
        send(out -> out.asset(new Asset(2, 2, 2, 2, 800_000, 825_000, LIMIT, LIMIT, "COIN")));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "debts").withTerms(terms)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(3)));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++facts));
        send(out -> out.transfer(ACCOUNT, 2, 10 * CENTS, 1, ++facts));
        send(out -> out.priceTick(2, 2_000 * CENTS, 1, 2, 1));
    }

    private List<Output> owe(final long more) {
        return send(out -> out.transfer(ACCOUNT, 1, -more * CENTS, 1, ++facts));
    }

    private void assertStaysHealthy() {
        assertEquals(Optional.empty(), last);
    }

    private void assertStands(final Verdict verdict, final double equity, final long requirement, final long netWorth) {
        final Output.UnitStateChange change = last.orElseThrow();
        assertEquals(verdict, change.current());
        assertEquals(value(Math.round(equity * CENTS)), change.equity());
        assertEquals(value(requirement * CENTS), change.maintenanceMargin());
        assertEquals(value(netWorth * CENTS), change.netWorth());
    }

    private static BigInteger value(final long cents) {
        return BigInteger.valueOf(cents).multiply(Numbers.tenTo(VALUE_DECIMALS - 2));
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        viewed.onEvent(records.buffer(), records.offset(), records.length(), new CapturingSink());
        for (final Output output : outputs) {
            if (output instanceof Output.UnitStateChange change) {
                last = Optional.of(change);
            }
        }
        return outputs;
    }
}
