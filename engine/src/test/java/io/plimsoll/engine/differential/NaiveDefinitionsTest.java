package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.OverflowProof;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each bound of the page's section "Definitions", at it and one beyond it. In force: V = 6 + 8 + 4. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveDefinitionsTest {
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger BEYOND = ONE.shiftLeft(59);
    private static final BigInteger LARGEST = BEYOND.subtract(ONE);
    private static final BigInteger SOME = BigInteger.valueOf(1_000);

    private static final Asset CASH = new Asset(1, 0, 8, 0, 1_000_000, 1_000_000, SOME, ONE, "CASH");
    private static final Asset COIN = new Asset(2, 2, 8, 4, 0, 0, SOME, SOME, "COIN");
    private static final Instrument SWAP =
            new Instrument(3, 3, 2, 1, InstrumentKind.PERPETUAL, 2, 8, 30, 20, 10, SOME, SOME, SOME, SOME, "SWAP");
    private static final Profile PROFILE = new Profile(1, 1_000_000, 0, 0, "PROFILE");

    private final Definitions before = Definitions.none().replacedBy(List.of(CASH, COIN, SWAP, PROFILE));

    @Test
    void shouldBeginWithWhatHolds() {
        assertEquals(18, before.valueDecimals());
        assertHolds(true, CASH, COIN, SWAP, PROFILE);
    }

    @Test
    void shouldNotLowerALimitButRaiseIt() {
        for (final int by : new int[] {-1, 0, 1}) {
            final BigInteger changed = SOME.add(BigInteger.valueOf(by));
            assertHolds(by >= 0, asset(COIN, edit -> edit.maxBalance = changed));
            assertHolds(by >= 0, asset(COIN, edit -> edit.maxPrice = changed));
            final BigInteger least = changed.min(SOME);
            assertHolds(by >= 0, instrument(SWAP, edit -> {
                edit.maxQuantity = changed;
                edit.step = least;
            }));
            assertHolds(by >= 0, instrument(SWAP, edit -> {
                edit.maxPrice = changed;
                edit.tick = least;
            }));
        }
    }

    @Test
    void shouldCompareOnlyTheLaterOfTwoAndOnlyWithTheOneInForce() {
        final Asset lower = asset(COIN, edit -> edit.maxBalance = ONE);
        final Asset higher = asset(COIN, edit -> edit.maxBalance = LARGEST);
        assertHolds(true, lower, COIN);
        assertHolds(false, COIN, lower);
        assertHolds(true, higher, COIN);
    }

    @Test
    void shouldKeepEveryLimitTickAndStepBelowTheirBound() {
        assertHolds(true, asset(CASH, edit -> edit.maxBalance = LARGEST));
        assertHolds(false, asset(CASH, edit -> edit.maxBalance = BEYOND));
        assertHolds(true, asset(COIN, edit -> edit.maxPrice = LARGEST));
        assertHolds(false, asset(COIN, edit -> edit.maxPrice = BEYOND));
        for (final BigInteger limit : List.of(LARGEST, BEYOND)) {
            assertHolds(limit.equals(LARGEST), instrument(SWAP, edit -> edit.maxQuantity = limit));
            assertHolds(limit.equals(LARGEST), instrument(SWAP, edit -> edit.maxPrice = limit));
            assertHolds(limit.equals(LARGEST), instrument(SWAP, edit -> {
                edit.maxQuantity = LARGEST;
                edit.step = limit;
            }));
            assertHolds(limit.equals(LARGEST), instrument(SWAP, edit -> {
                edit.maxPrice = LARGEST;
                edit.tick = limit;
            }));
        }
        for (final BigInteger none : List.of(BigInteger.ZERO, ONE.negate())) {
            assertHolds(false, instrument(SWAP, edit -> edit.tick = none));
            assertHolds(false, instrument(SWAP, edit -> edit.step = none));
            assertHolds(false, instrument(SWAP, edit -> edit.id = 4), asset(COIN, edit -> edit.maxBalance = none));
        }
    }

    @Test
    void shouldTakeTickAndStepUpToTheirLimits() {
        assertHolds(true, instrument(SWAP, edit -> edit.tick = SOME));
        assertHolds(false, instrument(SWAP, edit -> edit.tick = SOME.add(ONE)));
        assertHolds(true, instrument(SWAP, edit -> edit.step = SOME));
        assertHolds(false, instrument(SWAP, edit -> edit.step = SOME.add(ONE)));
    }

    @Test
    void shouldWarnBetweenOnceAndTwiceTheRequirement() {
        assertHolds(false, new Profile(1, 999_999, 0, 0, ""));
        assertHolds(true, new Profile(1, 1_000_000, 0, 0, ""));
        assertHolds(true, new Profile(1, 2_000_000, 0, 0, ""));
        assertHolds(false, new Profile(1, 2_000_001, 0, 0, ""));
    }

    @Test
    void shouldAskForAProfile() {
        final Definitions none = Definitions.none();
        assertFalse(new DefinitionsCheck(none, none.replacedBy(List.of(CASH, COIN, SWAP))).holds());
    }

    @Test
    void shouldTakeNoMoreDecimalsThanEighteen() {
        for (final int over : new int[] {0, 1}) {
            assertHolds(over == 0, new Asset(5, 5, 18 + over, 0, 0, 0, ONE, ONE, ""));
            assertHolds(over == 0, new Asset(5, 5, 0, 18 + over, 0, 0, ONE, ONE, ""));
            assertHolds(over == 0, instrument(SWAP, edit -> {
                edit.id = 4;
                edit.priceId = 4;
                edit.priceDecimals = 10;
                edit.quantityDecimals = 8 + over;
            }));
        }
    }

    @Test
    void shouldAlignNothingByMoreThanTenToTheEighteenth() {
        // the coarsest leg has 8 decimals: an asset's d + P may be 26, and V 32
        assertHolds(true, new Asset(5, 5, 18, 8, 0, 0, ONE, ONE, ""));
        assertHolds(false, new Asset(5, 5, 18, 9, 0, 0, ONE, ONE, ""));
    }

    @Test
    void shouldKeepTheDustLimitWithinTheProof() {
        final Asset finest = new Asset(5, 5, 18, 2, 0, 0, ONE, ONE, "");
        final long most = ONE.shiftLeft(125).divide(BigInteger.TEN.pow(20)).longValueExact();
        assertHolds(true, finest, new Profile(1, 1_000_000, 0, most, ""));
        assertHolds(false, finest, new Profile(1, 1_000_000, 0, most + 1, ""));
        assertHolds(false, new Profile(1, 1_000_000, 0, -1, ""));
    }

    @Test
    void shouldProveEightNotionals() {
        final OverflowProof proof = new OverflowProof(before);
        // 1,000 * 1 at 8 decimals; 1,000 * 1,000 at 12; 8 * 1,000 * 1,000 * 1 at 10
        final BigInteger cash = BigInteger.TEN.pow(3 + 10);
        final BigInteger coin = BigInteger.TEN.pow(6 + 6);
        final BigInteger swap = BigInteger.TEN.pow(6 + 8).shiftLeft(3);
        assertEquals(cash.add(coin).add(swap), proof.sum());
        final BigInteger price = BigInteger.TEN.pow(15);
        final BigInteger most = ONE.shiftLeft(125)
                .subtract(cash)
                .subtract(coin)
                .divide(BigInteger.TEN.pow(15 + 8).shiftLeft(3));
        for (final int over : new int[] {0, 1}) {
            assertHolds(over == 0, instrument(SWAP, edit -> {
                edit.maxPrice = price;
                edit.maxQuantity = most.add(BigInteger.valueOf(over));
            }));
        }
    }

    private void assertHolds(final boolean holds, final Definition... staged) {
        final List<Definition> all = List.of(staged);
        assertEquals(holds, new DefinitionsCheck(before, before.replacedBy(all)).holds(), all::toString);
    }

    private static Asset asset(final Asset asset, final Consumer<AssetEdit> change) {
        final AssetEdit edit = new AssetEdit(asset);
        change.accept(edit);
        return edit.done();
    }

    private static Instrument instrument(final Instrument instrument, final Consumer<InstrumentEdit> change) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        change.accept(edit);
        return edit.done();
    }
}
