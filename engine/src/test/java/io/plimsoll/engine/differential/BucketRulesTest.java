package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What positions settled in dollars and in a coin do to the buckets of both: worked by hand, both engines. The coin is at 100 dollars and
 * counts 90 % (80 % for stop), owed 110 % (120 %); positions are asked for 5 % (10 %).
 */
@Timeout(60)
class BucketRulesTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(10, 10, 10, 8, 8);
    private static final BigInteger LIMIT = BigInteger.valueOf(100_000_000);
    private static final long ACCOUNT = 7;
    private static final int USD = 1;
    private static final int COIN = 2;
    private static final int IN_USD = 3;
    private static final int IN_COIN = 4;
    private static final int CENTS = 100;
    private static final int VALUE_DECIMALS = 10; // 6 of the rate, 2 of the price in coins, 2 of the coin's

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(CAPACITY);
    private long facts;
    private long ticks;
    private Optional<Output.UnitStateChange> last = Optional.empty();

    @Test
    void shouldHoldAPositionAgainstItsSettlementAsset() {
        define(Rates.ONE);
        send(out -> out.transfer(ACCOUNT, USD, 1_000 * CENTS, 1, ++facts));
        send(out -> out.fill(ACCOUNT, IN_USD, 50, 100 * CENTS, 0, 1, ++facts));
        price(IN_USD, 8_422);
        assertEquals(Optional.empty(), last); // 4,000 / 47.5 = 84.2105...
        price(IN_USD, 8_421);
        assertStands(Verdict.LIQUIDATE, "-0.025", "210.5");
    }

    @Test
    void shouldWeighWhatIsOwnedAndLostTogether() {
        define(Rates.ONE);
        send(out -> out.transfer(ACCOUNT, COIN, 100, 1, ++facts));
        send(out -> out.arm("test", "buckets"));
        final List<Output> outputs = send(out -> out.fill(ACCOUNT, IN_COIN, 10, 107, 0, 1, ++facts));
        // 1 - (10.7 - 9.5) = -0.2 coins, owed at 110 %; for stop 1 - (10.7 - 9) = -0.7, owed at 120 %
        assertStands(Verdict.LIQUIDATE, "-22", "30");
        final Output.Order order = (Output.Order) outputs.get(outputs.size() - 1);
        assertEquals(BigInteger.ZERO, order.maintenanceMargin());
        assertEquals(Side.SELL, order.side());
        assertEquals(7, order.quantity()); // each of which holds back 0.1 coins
    }

    @Test
    void shouldPayADebtWithAProfitAsFarAsThatCounts() {
        define(500_000);
        send(out -> out.transfer(ACCOUNT, COIN, -100, 1, ++facts));
        send(out -> out.fill(ACCOUNT, IN_COIN, 100, 80, 0, 1, ++facts));
        price(IN_COIN, 87); // half of 82.65 - 80 pays 1.325 coins
        assertEquals(Verdict.HEALTHY, last.orElseThrow().current());
        price(IN_COIN, 86); // half of 81.7 - 80 pays 0.85 of 1 coin
        assertStands(Verdict.LIQUIDATE, "-16.5", "500");
    }

    private void define(final int profitWeight) {
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(USD, 0, 2, 0, 1_000_000, 1_000_000, LIMIT, BigInteger.ONE, "USD")));
        send(out -> out.asset(new Asset(COIN, COIN, 2, 2, 800_000, 900_000, LIMIT, LIMIT, "COIN", owed())));
        send(out -> out.instrument(perpetual(IN_USD, USD, profitWeight)));
        send(out -> out.instrument(perpetual(IN_COIN, COIN, profitWeight)));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "buckets").withTerms(terms())));
        assertEquals(List.of(), send(out -> out.definitionsCommit(5)));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++facts));
        price(COIN, 100 * CENTS);
        price(IN_USD, 100 * CENTS);
        price(IN_COIN, CENTS);
    }

    private static AssetTerms owed() {
        return new AssetTerms(
                800_000,
                1_200_000,
                1_200_000,
                1_100_000,
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
    }

    private static Instrument perpetual(final int id, final int settlement, final int profitWeight) {
        final BigInteger one = BigInteger.ONE;
        return new Instrument(
                id,
                id,
                COIN,
                settlement,
                InstrumentKind.PERPETUAL,
                2,
                0,
                100_000,
                100_000,
                50_000,
                one,
                one,
                LIMIT,
                LIMIT,
                "PERP-" + id,
                new InstrumentTerms(0, 0, 0, profitWeight, profitWeight, 0, 0, 0, 0, 0, 0));
    }

    private static ProfileTerms terms() {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        final RequirementTerms requirement = plain.requirement();
        return new ProfileTerms(
                plain.boundary(),
                plain.requirePositive(),
                plain.debtIn(),
                new RequirementTerms(
                        ProfitPlace.SETTLEMENT_ASSET,
                        requirement.profitCapMicros(),
                        requirement.openOrderFeeMicros(),
                        requirement.openOrdersInMaintenance(),
                        requirement.cancelSeconds(),
                        requirement.sizeShapePpm(),
                        requirement.ratePrecisionPpm()),
                plain.rounding(),
                plain.plan(),
                plain.bonus(),
                plain.auction(),
                plain.waterfall());
    }

    private void price(final int priceId, final long mantissa) {
        final long sequence = ++ticks;
        send(out -> out.priceTick(priceId, mantissa, sequence, 2, sequence));
    }

    private void assertStands(final Verdict verdict, final String equity, final String netWorth) {
        final Output.UnitStateChange change = last.orElseThrow();
        assertEquals(verdict, change.current());
        assertEquals(BigInteger.ZERO, change.maintenanceMargin());
        assertEquals(value(equity), change.equity());
        assertEquals(value(netWorth), change.netWorth());
    }

    private static BigInteger value(final String dollars) {
        return new BigDecimal(dollars).setScale(VALUE_DECIMALS).unscaledValue();
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        for (final Output output : outputs) {
            if (output instanceof Output.UnitStateChange change) {
                last = Optional.of(change);
            }
        }
        return outputs;
    }
}
