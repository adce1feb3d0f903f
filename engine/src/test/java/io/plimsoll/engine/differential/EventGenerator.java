package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.State;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream of input records that depends on its seed alone, and steers to the places where engines go wrong. It looks
 * at the state of the naive engine that follows the stream, so each record must be applied to that engine before the
 * next is asked for. Single-threaded.
 */
public final class EventGenerator {
    private static final int ENDED_REMEMBERED = 50;
    private static final long ACTS = 0x1F83_0C19_2B3A_11E7L;
    private static final long HEARING = 0x510E_527F_ADE6_82D1L;
    private static final long SOURCES = 0x9B05_688C_2B3E_6C1FL;
    private static final long SCHEDULES = 0x5EED_0F_5C4ED01EL;

    private final Dice dice;
    private final World world;
    private final Script script;
    private final State state;
    private final List<Scenario> table = new ArrayList<>();
    private final Dice scheduleDice; // of its own, so that streams without such snapshots stay as they are
    private final boolean hasSchedule;
    private final boolean hasOpenOrders;
    private final boolean isStable; // its venue tells stable prices and deposits
    private final boolean isCounting; // its assets are capped, or weigh by tiers
    private final boolean isSized; // weights of its assets get worse with a balance
    private final boolean isOperated; // its operator acts
    private final boolean isSourced; // its price sources may go down
    private final boolean isPenalised; // its fills are mostly about penalties
    private final boolean isHeard; // its sources may be silent for too long

    /** {@code state} is that of a fresh naive engine. */
    public EventGenerator(final long seed, final State state) {
        this.state = state;
        dice = new Dice(seed);
        final World asked =
                RoundingWorlds.varied(TierWorlds.varied(WorthWorlds.varied(World.random(dice), seed), seed), seed);
        final World lending = ProfitWorlds.varied(LendingWorlds.varied(SizeWorlds.varied(asked, seed), seed), seed);
        final World bounded = ThrottleWorlds.varied(LifecycleWorlds.varied(lending, seed), seed);
        final World rebalanced = RebalanceWorlds.varied(WaterfallWorlds.varied(bounded, seed), seed);
        final World bucketed = BucketWorlds.varied(rebalanced, seed);
        final World indexed = InterestWorlds.varied(bucketed, seed);
        final World open = OpenOrderWorlds.varied(OpenInterestWorlds.varied(indexed, seed), seed);
        final World scaled = ScaleWorlds.varied(open, seed);
        final World told = StableWorlds.varied(scaled, seed);
        final World counting = PenaltyWorlds.varied(CollateralWorlds.varied(told, seed), seed);
        final World sized = SizeWeightWorlds.varied(InverseWorlds.varied(counting, seed), seed);
        world = OnTopWorlds.varied(WholeWorlds.varied(sized, seed), seed).guarded(new Dice(~seed));
        script = new Script(dice, world, state);
        scheduleDice = new Dice(seed ^ SCHEDULES);
        hasSchedule = scheduleDice.oneIn(2);
        hasOpenOrders = OpenOrderWorlds.isOneOf(seed);
        isStable = StableWorlds.isOneOf(seed);
        isCounting = world.assets().stream().anyMatch(CollateralWorlds::isCounting);
        isSized = world.assets().stream().anyMatch(SizeWeightWorlds::isSized);
        isOperated = new Dice(seed ^ ACTS).oneIn(4);
        isSourced = new Dice(seed ^ SOURCES).oneIn(4);
        isPenalised = PenaltyWorlds.isOneOf(seed);
        isHeard = new Dice(seed ^ HEARING).oneIn(4);
        fillTable();
        Opening.play(script);
    }

    private void fillTable() {
        final boolean isGuarded = !world.guards().isEmpty();
        weigh(isGuarded ? 20 : 100, PriceMoves::drift);
        weigh(isGuarded ? 15 : 30, PriceMoves::gap);
        weigh(10, PriceMoves::extreme);
        weigh(18, PriceMoves::refused);
        weigh(8, PriceMoves::unchanged);
        weigh(20, Boundaries::byTransfer);
        weigh(20, Boundaries::byPrice);
        weigh(17, Boundaries::byFunding);
        weigh(10, Boundaries::covered);
        weigh(14, PlanBoundaries::wholeSteps);
        weigh(isGuarded ? 10 : 30, Trading::open);
        weigh(isGuarded ? 15 : 30, Trading::reduce);
        weigh(20, Trading::reduceUnderOrders);
        weigh(4, Trading::nothingFilled);
        weigh(25, Trading::transfer);
        weigh(isGuarded ? 50 : 80, Liquidations::trade);
        weigh(10, Liquidations::tradeLate);
        weigh(5, Liquidations::tradeUnknown);
        weigh(8, Liquidations::tradeForeign);
        weigh(8, Liquidations::tradeRefused);
        weigh(28, QueueScenarios::cascade);
        weigh(30, SnapshotScenarios::renew);
        weigh(world.isLarge() ? 3 : 20, SnapshotScenarios::recover);
        weigh(5, SnapshotScenarios::incomplete);
        weigh(8, SnapshotScenarios::spoiled);
        weigh(6, SnapshotScenarios::takenBack);
        weigh(5, SnapshotScenarios::withoutRequirement);
        weigh(isGuarded ? 7 : 3, SuspicionScenarios::gapInSnapshot);
        weigh(2, SuspicionScenarios::gapBesideSnapshot);
        weigh(2, SuspicionScenarios::mixedSnapshot);
        weigh(6, SuspicionScenarios::otherSource);
        weigh(10, Disorder::duplicate);
        weigh(3, SuspicionScenarios::gap);
        weigh(4, Disorder::unknownAccount);
        weigh(3, Disorder::openedTwice);
        weigh(10, Disorder::retiredTrader);
        weigh(5, Disorder::unknownThing);
        weigh(20, Disorder::overLimit);
        weigh(4, OperatorScenarios::kill);
        weigh(2, OperatorScenarios::arm);
        weigh(3, OperatorScenarios::ready);
        weigh(3, OperatorScenarios::fillAccounts);
        weigh(3, OperatorScenarios::fillLegs);
        weigh(4, OperatorScenarios::epoch);
        weigh(4, OperatorScenarios::timer);
        weigh(4, OperatorScenarios::marker);
        weigh(20, FundingMoves::move);
        weigh(10, FundingMoves::refused);
        weigh(6, DefinitionChanges::valid);
        weigh(4, DefinitionChanges::invalid);
        weigh(3, DefinitionChanges::incomplete);
        weigh(3, LimitChanges::lowered);
        weigh(2, LimitChanges::proof);
        weigh(world.isLarge() ? 20 : 8, DefinitionEdges::play);
        weigh(world.isLarge() ? 10 : 0, DefinitionEdges::dust);
        weigh(2, DefinitionChanges::unpriced);
        weigh(world.isLarge() ? 4 : 1, Extremes::snapshot);
        weigh(world.isLarge() ? 140 : 0, Extremes::lastLeg);
        weigh(world.isLarge() ? 30 : 3, Extremes::flip);
        weigh(5, Extremes::cost);
        if (world.profile().terms().rounding().decimals() != RoundingTerms.EXACT) {
            weigh(6, RoundingScenarios::change);
            weigh(4, RoundingScenarios::rates);
            weigh(5, RoundingScenarios::invalid);
        }
        if (world.instruments().stream().anyMatch(Instrument::hasTable)) {
            weigh(4, TierScenarios::redefine);
            weigh(3, TierScenarios::change);
            weigh(6, TierScenarios::sizing);
            weigh(isGuarded ? 4 : 8, TierScenarios::invalid);
            weigh(isGuarded ? 10 : 24, TierBoundaries::edge);
            weigh(isGuarded ? 30 : 80, TierBoundaries::plan);
            // what tables make rarer
            weigh(2, DefinitionChanges::incomplete);
            weigh(20, QueueScenarios::cascade);
            weigh(14, PlanBoundaries::wholeSteps);
            weigh(isGuarded ? 30 : 0, GuardScenarios::jump);
        }
        if (LendingWorlds.seizes(world.profile().terms())) {
            fillLendingTable();
        }
        if (AuctionWorlds.mayStartAgain(world.profile().terms())) {
            weigh(30, LifecycleScenarios::expire);
        }
        if (LifecycleWorlds.isOneOf(world)) {
            weigh(40, LifecycleScenarios::expire);
            weigh(30, LifecycleScenarios::recover);
            weigh(6, LifecycleScenarios::change);
        }
        if (RebalanceWorlds.isOneOf(world)) {
            weigh(80, RebalanceScenarios::warn);
            weigh(10, RebalanceScenarios::covered);
            weigh(4, RebalanceScenarios::change);
        }
        if (hasOpenOrders) {
            weigh(60, OpenOrderMoves::place);
            weigh(24, OpenOrderMoves::cancel);
            weigh(30, OpenOrderMoves::refused);
            weigh(34, LeverageMoves::choose);
            weigh(24, LeverageMoves::end);
            weigh(30, LeverageMoves::refused);
            weigh(4, PlanBoundaries::wholeSteps); // which these make rarer
        }
        if (OpenOrderWorlds.counts(world)) {
            weigh(3, OpenOrderMoves::count);
            weigh(240, OpenOrderMoves::await);
        }
        if (isStable) {
            weigh(16, StableMoves::price);
            weigh(14, StableMoves::refusedPrice);
            weigh(12, StableMoves::deposits);
            weigh(9, StableMoves::refusedDeposits);
            weigh(3, PlanBoundaries::wholeSteps); // which these make rarer
        }
        if (isCounting) {
            weigh(40, CollateralMoves::hold);
            weigh(60, CollateralMoves::edge);
            weigh(140, CollateralMoves::cross);
            weigh(5, CollateralMoves::redefine);
            weigh(5, CollateralMoves::invalid);
            weigh(3, PlanBoundaries::wholeSteps); // which these make rarer
        }
        if (isSized) {
            weigh(20, SizeWeightMoves::hold);
            weigh(40, SizeWeightMoves::edge);
            weigh(3, SizeWeightMoves::redefine);
            weigh(2, SizeWeightMoves::invalid);
        }
        if (OpenInterestWorlds.isOneOf(world)) {
            weigh(40, OpenInterestMoves::move);
            weigh(40, OpenInterestMoves::refused);
        }
        if (InterestWorlds.isOneOf(world)) {
            weigh(40, InterestMoves::move);
            weigh(40, InterestMoves::toBoundary);
            weigh(20, InterestMoves::hold);
            weigh(12, InterestMoves::refused);
            weigh(4, InterestMoves::redefine);
        }
        if (ScaleWorlds.isOneOf(world)) {
            weigh(30, ScaleMoves::move);
            weigh(40, ScaleMoves::toBoundary);
            weigh(20, ScaleMoves::refused);
            weigh(3, ScaleMoves::redefine);
        }
        if (WaterfallWorlds.isOneOf(world)) {
            fillWaterfallTable();
        }
        if (isPenalised) {
            weigh(220, PenaltyScenarios::fill);
        }
        if (isHeard) {
            weigh(8, HearingScenarios::bound);
            weigh(90, HearingScenarios::silence);
            weigh(50, HearingScenarios::heartbeat);
            weigh(50, HearingScenarios::resync);
        }
        if (isSourced) {
            weigh(60, SourceScenarios::orphan);
            weigh(isGuarded ? 120 : 0, SourceScenarios::guarded);
            weigh(isGuarded ? 12 : 0, SourceScenarios::crowd);
            weigh(4, SourceScenarios::strange);
        }
        if (isOperated) {
            weigh(30, ActScenarios::halt);
            weigh(100, ActScenarios::hold);
            weigh(30, ActScenarios::force);
            weigh(36, ActScenarios::price);
            weigh(30, ActScenarios::invalid);
            weigh(20, ActScenarios::end);
        }
        if (ThrottleWorlds.isOneOf(world)) {
            weigh(50, ThrottleScenarios::aim);
            weigh(20, ThrottleScenarios::wait);
            weigh(20, ThrottleScenarios::waiting);
            weigh(6, ThrottleScenarios::change);
        }
        if (isGuarded) {
            weigh(4, GuardScenarios::agree);
            weigh(4, GuardScenarios::lie);
            weigh(12, GuardScenarios::silence);
            weigh(110, GuardScenarios::jump);
            weigh(45, GuardScenarios::wick);
            weigh(24, GuardScenarios::outOfProportion);
            weigh(20, GuardScenarios::refused);
            weigh(36, GuardScenarios::crowd);
            weigh(3, GuardScenarios::timers);
            weigh(33, GuardScenarios::redefine);
            weigh(58, GroupScenarios::group);
            weigh(2, GroupScenarios::crowd);
            weigh(260, BoundScenarios::exact);
            // what guards make rarer
            weigh(75, QueueScenarios::cascade);
            weigh(10, PlanBoundaries::wholeSteps);
            weigh(6, OperatorScenarios::fillLegs);
            weigh(4, LimitChanges::lowered);
        }
    }

    private void fillLendingTable() {
        weigh(40, LendingScenarios::borrow);
        weigh(50, LendingScenarios::sink);
        weigh(40, LendingScenarios::aim);
        weigh(8, LendingScenarios::change);
        weigh(16, LendingScenarios::moveUnderOrders);
        weigh(150, Seizures::fill);
        weigh(14, Seizures::fillLate);
        weigh(30, Seizures::fillForeign);
        weigh(10, Seizures::fillRefused);
        weigh(46, Seizures::fillBeyondOwn);
        // what these make rarer
        weigh(110, QueueScenarios::cascade);
        weigh(5, SuspicionScenarios::otherSource);
        weigh(4, FundingMoves::refused);
        weigh(8, Boundaries::byFunding);
        weigh(2, DefinitionChanges::incomplete);
        weigh(5, Disorder::retiredTrader);
        weigh(2, OperatorScenarios::fillLegs);
    }

    private void fillWaterfallTable() {
        weigh(30, FundScenarios::ruin);
        weigh(40, FundScenarios::balance);
        weigh(100, FundScenarios::pay);
        weigh(16, FundScenarios::payFreely);
        weigh(10, FundScenarios::move);
        weigh(10, FundScenarios::cap);
        weigh(2, FundScenarios::invalid);
        if (LendingWorlds.seizes(world.profile().terms())) { // what these make rarer
            weigh(30, LendingScenarios::borrow);
            weigh(40, LendingScenarios::sink);
            weigh(20, LendingScenarios::aim);
        }
        weigh(30, DeleverageScenarios::fall);
        weigh(130, DeleverageScenarios::execute);
    }

    private void weigh(final int weight, final Scenario scenario) {
        for (int i = 0; i < weight; i++) {
            table.add(scenario);
        }
    }

    /** Where the stream begins. */
    World world() {
        return world;
    }

    /** Writes the next record. */
    public void next(final InputRecords out) {
        out.eventNs(out.eventNs() + dice.of(0L, 1L, 1_000_000L, 1_500_000_000L));
        while (script.isOver()) {
            choose().play(script);
        }
        out.factAge(script.factAge());
        script.takeStep().write(out);
    }

    private Scenario choose() {
        if (state.status().current() != EngineStatus.ARMED && dice.oneIn(10)) {
            return OperatorScenarios::heal;
        }
        final long suspects = state.units().values().stream()
                .filter(state.sources()::isSuspect)
                .count();
        if (suspects * 3 > state.units().size() && dice.oneIn(world.isLarge() ? 20 : 4)) {
            return SnapshotScenarios::recover;
        }
        if (hasSchedule && scheduleDice.oneIn(20)) {
            return ScheduledSnapshots::play;
        }
        if (dice.oneIn(2)
                && state.units().values().stream()
                        .anyMatch(unit -> unit.queued().isPresent())) {
            return QueueScenarios::waiting;
        }
        return dice.pick(table);
    }

    /** Takes note of what followed from the last record. */
    public void observe(final List<Output> outputs) {
        for (final Output output : outputs) {
            if (output instanceof Output.OrderStateChange change && change.status() != OrderStatus.PARTIALLY_FILLED) {
                script.ended()
                        .add(new InFlight(
                                change.id(),
                                change.accountId(),
                                change.instrumentId(),
                                Side.SELL,
                                BigInteger.valueOf(change.filled()),
                                BigInteger.ZERO));
            }
            if (output instanceof Output.SeizeOrderStateChange change
                    && change.status() != OrderStatus.PARTIALLY_FILLED) {
                script.endedSeizures()
                        .add(new SeizeInFlight(
                                change.id(),
                                change.accountId(),
                                change.debtAssetId(),
                                change.collateralAssetId(),
                                BigInteger.valueOf(change.repaid()),
                                BigInteger.ZERO,
                                BigInteger.valueOf(change.seized()),
                                BigInteger.ZERO));
            }
        }
        while (script.endedSeizures().size() > ENDED_REMEMBERED) {
            script.endedSeizures().remove(0);
        }
        while (script.ended().size() > ENDED_REMEMBERED) {
            script.ended().remove(0);
        }
    }
}
