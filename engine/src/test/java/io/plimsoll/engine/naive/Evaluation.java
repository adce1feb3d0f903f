package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.InFlight.Aim;
import io.plimsoll.engine.naive.Throttles.Bound;
import io.plimsoll.engine.naive.Throttles.Made;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RebalanceTerms;
import io.plimsoll.protocol.terms.ThrottleTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The page's section "After the record is applied": the four steps of evaluating one unit. One use per record. */
final class Evaluation {
    private final State state;
    private final Formulas formulas;
    private final QueueFormulas queue;
    private final GuardFormulas guards;
    private final Valuer valuer;
    private final Planner planner;
    private final SeizurePlanner seizures;
    private final LendingFormulas lending;
    private final LifecycleFormulas lifecycle;
    private final OrderWriter orderWriter;
    private final PriceObstacles priceObstacles;
    private final Cancelling cancelling;
    private final Draws draws;
    private final Deleverager deleverager;
    private final Withdrawals withdrawals;
    private final Event event;
    private final List<PlannedOrder> issued = new ArrayList<>();
    private final List<PlannedSeizure> issuedSeizures = new ArrayList<>();
    private final ThrottleFormulas throttles;
    private final ActFormulas acts;
    private final Set<Bound> throttledBy = EnumSet.noneOf(Bound.class);
    private final Rulebook rules;
    private int rebalanced;

    Evaluation(final State state, final Rulebook rules, final Event event) {
        this.state = state;
        this.rules = rules;
        this.formulas = rules.values();
        this.queue = rules.queue();
        this.guards = rules.guards();
        this.valuer = new Valuer(state.definitions, state.prices, state::fundingIndex, state, state::interest, rules);
        this.cancelling = new Cancelling(state, valuer, rules, event.cause().eventNs());
        this.planner = new Planner(state, valuer, rules, cancelling);
        this.seizures = new SeizurePlanner(state, valuer, rules);
        this.lending = rules.lending();
        this.lifecycle = rules.lifecycle();
        this.throttles = rules.throttles();
        this.acts = rules.acts();
        this.orderWriter = new OrderWriter(state, valuer, rules, cancelling, event);
        this.priceObstacles = new PriceObstacles(state, rules, event.cause().eventNs());
        this.draws = new Draws(state, valuer, rules, event);
        this.deleverager = new Deleverager(state, valuer, draws, orderWriter, rules, event);
        this.withdrawals = new Withdrawals(state, valuer, draws, rules.waterfall(), event);
        this.event = event;
    }

    /** Pass 1: evaluates a touched unit; its value, unless it is no trader or a price is missing. */
    Optional<Valuation> evaluate(final Unit unit) {
        draws.beforeStepOne(unit);
        if (formulas.isStepOneDue(unit.isTrader())) {
            orderStates(unit);
        }
        if (!unit.isTrader()) {
            leaveQueue(unit);
            return Optional.empty();
        }
        return judge(unit, queueingProfile().isEmpty());
    }

    private Optional<Profile> queueingProfile() {
        return state.definitions.profile().filter(profile -> queue.isBounded(profile) || isThrottled());
    }

    private boolean isThrottled() {
        return throttles.isAny(throttleTerms());
    }

    private ThrottleTerms throttleTerms() {
        return state.definitions.profileTerms().throttle();
    }

    // Steps 2 to 4
    private Optional<Valuation> judge(final Unit unit, final boolean isItsTurn) {
        if (!valuer.isPriced(unit.legs)) {
            if (unit.legs.positions().isEmpty() && !(seizures.seizes() && seizures.hasDebt(unit))) {
                leaveQueue(unit);
            } else {
                withhold(unit, WithheldReason.NO_PRICE, Valuation.NONE);
            }
            return Optional.empty();
        }
        final Valuation valuation = valuer.value(unit);
        final Verdict verdict = verdict(valuation);
        if (verdict != unit.verdict) {
            changeVerdict(unit, verdict, valuation);
        }
        draws.afterVerdict(unit);
        cancelling.afterVerdict(unit);
        unit.isForced = unit.isForced && !acts.isForceDone(canBeReduced(unit));
        if (unit.isForced || verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT) {
            actOn(unit, valuation, isItsTurn);
        } else {
            if (isRecovered(unit)) {
                OrderStates.cancelAll(unit.accountId(), OrderStatusReason.RECOVERED, state, event);
            }
            unit.expiries = lifecycle.afterRecovery(unit.expiries);
            release(unit);
            if (verdict == Verdict.WARNING && unit.isRebalanced()) {
                rebalance(unit, valuation);
            }
        }
        draws.afterStepFour(unit, valuation);
        deleverager.afterStepFour(unit, valuation);
        return Optional.of(valuation);
    }

    // docs/internals/rebalancing.md
    private void rebalance(final Unit unit, final Valuation valuation) {
        final Profile profile = state.definitions.profile().orElseThrow();
        final RebalanceTerms terms = profile.terms().rebalance();
        final RebalanceFormulas rebalances = rules.rebalances();
        final Optional<Purpose> purpose = rebalances.purpose(terms);
        if (purpose.isEmpty()
                || obstacle(unit).isPresent()
                || state.sources.isStale(unit, event.cause().eventNs())
                || state.hasOrders(unit.accountId())
                || !rebalances.hasRested(unit.rebalancedNs, event.cause().eventNs(), terms)
                || !rebalances.hasRoom(rebalanced, profile.maxLiquidationsPerRecord())
                || !priceObstacles.areSure(valuer.priceIds(unit))) {
            return;
        }
        boolean isAnyMade = false;
        for (final PlannedOrder order : new Planner(state, valuer, rules, cancelling, purpose.get()).rebalance(unit)) {
            if (isFull() || !passesThrottles(made(unit, order))) {
                break;
            }
            orderWriter.issue(unit, valuation, order, OrderReason.REBALANCE);
            issued.add(order);
            isAnyMade = true;
        }
        if (isAnyMade) {
            unit.rebalancedNs = Optional.of(event.cause().eventNs());
            rebalanced++;
        }
    }

    /** Holds the page to its word: a record moves no verdict but those of the units that it touches. */
    void checkUntouched(final Unit unit) {
        if (valuer.isPriced(unit.legs)) {
            final Verdict verdict = verdict(valuer.value(unit));
            if (verdict != unit.verdict) {
                throw new IllegalStateException(
                        "the record does not touch the unit, yet makes it " + verdict + ": " + unit);
            }
        }
    }

    // Step 1
    private void orderStates(final Unit unit) {
        event.fillStateOf(unit.accountId()).ifPresent(event::emit);
        final SortedMap<OrderId, Runnable> ends = new TreeMap<>(InFlight.BY_ID);
        state.orders.values().stream()
                .filter(order -> order.accountId() == unit.accountId())
                .filter(order -> formulas.isOutgrown(
                        unit.legs.position(order.instrumentId()).quantity(),
                        state.signedRemaining(unit.accountId(), order.instrumentId())))
                .forEach(order -> ends.put(
                        order.id(), () -> OrderStates.cancel(order, OrderStatusReason.POSITION_CHANGED, state, event)));
        state.seizures.values().stream()
                .filter(order -> order.accountId() == unit.accountId())
                .filter(order -> lending.isOutgrown(
                        amount(unit, order.debtAssetId()), amount(unit, order.collateralAssetId()), order))
                .forEach(order -> ends.put(
                        order.id(), () -> OrderStates.cancel(order, OrderStatusReason.POSITION_CHANGED, state, event)));
        ends.values().forEach(Runnable::run);
    }

    private BigInteger amount(final Unit unit, final long assetId) {
        return valuer.amount(state.definitions.assets().get(assetId), unit.legs.balance(assetId));
    }

    private boolean isRecovered(final Unit unit) {
        final ProfileTerms terms = state.definitions.profileTerms();
        final Purpose purpose = unit.isRebalanced()
                ? rules.rebalances().purpose(terms.rebalance()).orElse(Purpose.STOP)
                : Purpose.STOP;
        return lifecycle.isCancelled(
                terms.orders(), formulas.isBelow(valuer.balance(unit.legs, purpose), required(unit, purpose), terms));
    }

    // what is asked for open orders is not what a rebalancing to initial margin goes by
    private BigInteger required(final Unit unit, final Purpose purpose) {
        final BigInteger own = valuer.requirement(unit, purpose);
        return purpose == Purpose.INITIAL ? own : own.add(valuer.openOrders(unit, purpose));
    }

    // Without a profile nothing has legs, and zeros are healthy whatever the ratio
    private Verdict verdict(final Valuation valuation) {
        final int warningRatioPpm =
                state.definitions.profile().map(Profile::warningRatioPpm).orElse(0);
        return formulas.verdict(valuation, warningRatioPpm, state.definitions.profileTerms());
    }

    // Step 3
    private void changeVerdict(final Unit unit, final Verdict verdict, final Valuation valuation) {
        event.emit(new Output.UnitStateChange(
                event.cause(),
                unit.accountId(),
                valuation.equity(),
                valuation.netWorth(),
                valuation.maintenanceMargin(),
                unit.verdict,
                verdict,
                state.definitions.valueDecimals(),
                unit.name));
        unit.verdict = verdict;
    }

    // Step 4
    private void actOn(final Unit unit, final Valuation told, final boolean isItsTurn) {
        if (cancelling.comesFirst(unit)) {
            final Optional<WithheldReason> stands = obstacle(unit).or(() -> doubt(unit, valuer.priceIds(unit)));
            if (stands.isEmpty()) {
                cancelling.tell(unit);
            }
            withhold(unit, stands.orElse(WithheldReason.OPEN_ORDERS), told);
            return;
        }
        final Valuation valuation = cancelling.valuation(unit);
        final boolean canBeSeized = canBeSeized(unit);
        if (!canBeReduced(unit)) {
            withhold(unit, WithheldReason.NOTHING_TO_REDUCE, valuation);
            return;
        }
        if (isCovered(unit, valuation)
                || (formulas.isAllOrdered(planner.projectedQuantities(unit)) && !canBeSeized)
                || (seizures.seizes() && planner.plan(unit).isEmpty() && seizures.isSeized(unit))) {
            release(unit);
            return;
        }
        final Optional<WithheldReason> obstacle = obstacle(unit);
        if (obstacle.isPresent()) {
            withhold(unit, obstacle.get(), valuation);
            return;
        }
        final Plan plan = plan(unit, valuation, canBeSeized);
        if (plan.isEmpty()) {
            withhold(unit, WithheldReason.NOTHING_TO_REDUCE, valuation);
            return;
        }
        final boolean waits = !isItsTurn && unit.queued.isPresent();
        final Optional<WithheldReason> doubt = waits ? Optional.empty() : doubt(unit, cancelling.priceIds(unit));
        if (doubt.isPresent()) {
            withhold(unit, doubt.get(), valuation);
        } else if (isItsTurn) {
            issue(unit, valuation, plan);
        } else {
            enqueue(unit, valuation);
        }
    }

    private Optional<WithheldReason> doubt(final Unit unit, final SortedSet<Long> priceIds) {
        return state.sources.isStale(unit, event.cause().eventNs())
                ? Optional.of(WithheldReason.ACCOUNTS_STALE)
                : priceObstacles.of(unit, priceIds);
    }

    private boolean canBeSeized(final Unit unit) {
        return seizures.seizes() && seizures.canBeSeized(unit);
    }

    private boolean canBeReduced(final Unit unit) {
        return !unit.legs.positions().isEmpty() || canBeSeized(unit);
    }

    private boolean isCovered(final Unit unit, final Valuation valuation) {
        return !unit.isForced
                && !formulas.isBelow(
                        valuation.equity(),
                        planner.projectedRequirement(unit, Purpose.MAINTENANCE),
                        state.definitions.profileTerms());
    }

    // Positions go first.
    private Plan plan(final Unit unit, final Valuation valuation, final boolean canBeSeized) {
        final List<PlannedOrder> orders = planner.plan(unit);
        return new Plan(orders, orders.isEmpty() && canBeSeized ? seizures.plan(unit, valuation) : List.of());
    }

    private record Plan(List<PlannedOrder> orders, List<PlannedSeizure> seizures) {
        boolean isEmpty() {
            return orders.isEmpty() && seizures.isEmpty();
        }
    }

    private void enqueue(final Unit unit, final Valuation valuation) {
        final Queued now = new Queued(
                unit.accountId(),
                valuation.maintenanceMargin().subtract(valuation.equity()),
                event.cause().sequence());
        unit.queued =
                Optional.of(unit.queued.map(before -> queue.again(before, now)).orElse(now));
    }

    /** Passes 2 and 3, after every record. */
    void resumeQueue(final int templateId) {
        queueingProfile().filter(profile -> queue.isResumedBy(templateId)).ifPresent(this::liquidateRiskiest);
        state.units.values().stream()
                .filter(unit -> unit.queued.isPresent() && !isWithheld(unit, WithheldReason.THROTTLED))
                .forEach(unit -> tellWithheld(unit, WithheldReason.QUEUED, cancelling.valuation(unit)));
    }

    /** At the very end of the record. */
    void tellWithdrawals(final int templateId) {
        withdrawals.tell(templateId);
    }

    private void liquidateRiskiest(final Profile profile) {
        final boolean arePassedOver =
                state.throttles.arePassedOver(event.cause().eventNs());
        final Comparator<Queued> order =
                isThrottled() ? throttles.served(queue) : Comparator.comparingLong(Queued::accountId);
        final List<Unit> taken = state.units.values().stream()
                .filter(unit -> !arePassedOver || !isWithheld(unit, WithheldReason.THROTTLED))
                .flatMap(unit -> unit.queued.stream())
                .sorted(queue::compare)
                .limit(queue.bound(profile))
                .sorted(order)
                .map(queued -> state.units.get(queued.accountId()))
                .toList();
        taken.forEach(unit -> unit.queued = Optional.empty());
        taken.forEach(unit -> judge(unit, true));
    }

    private Optional<WithheldReason> obstacle(final Unit unit) {
        return switch (state.status.current()) {
            case HALTED -> Optional.of(WithheldReason.HALTED);
            case KILLED -> Optional.of(WithheldReason.KILLED);
            case DISARMED -> Optional.of(WithheldReason.DISARMED);
            default ->
                state.sources.isSuspect(unit)
                        ? Optional.of(WithheldReason.SUSPECT)
                        : acts.obstacle(
                                unit.isExcluded,
                                unit.isHeld,
                                OperatorActs.isHalted(state, unit, planner),
                                canBeSeized(unit));
        };
    }

    private void issue(final Unit unit, final Valuation valuation, final Plan plan) {
        for (final PlannedOrder order : plan.orders()) {
            if (isFull()) {
                withhold(unit, WithheldReason.ORDER_CAPACITY, valuation);
                return;
            }
            if (!passesThrottles(made(unit, order))) {
                throttle(unit, valuation);
                return;
            }
            orderWriter.issue(unit, valuation, order, orderWriter.reason(unit, valuation));
            issued.add(order);
        }
        for (final PlannedSeizure order : plan.seizures()) {
            if (isFull()) {
                withhold(unit, WithheldReason.ORDER_CAPACITY, valuation);
                return;
            }
            if (!passesThrottles(made(unit, order))) {
                throttle(unit, valuation);
                return;
            }
            orderWriter.issue(unit, valuation, order);
            issuedSeizures.add(order);
        }
        release(unit);
    }

    private Made made(final Unit unit, final PlannedOrder order) {
        return made(
                new Aim(unit.accountId(), order.instrument().id(), 0, 0),
                valuer.notional(order.instrument(), order.quantity()));
    }

    private Made made(final Unit unit, final PlannedSeizure order) {
        return made(
                new Aim(
                        unit.accountId(),
                        0,
                        order.debt().id(),
                        order.collateral().id()),
                valuer.value(order.collateral(), order.seize()));
    }

    private Made made(final Aim aim, final BigInteger notional) {
        final BigInteger micro = state.definitions.align(BigInteger.ONE, Numbers.RATE_DECIMALS);
        return new Made(event.cause().eventNs(), aim, throttles.micros(notional, micro));
    }

    /** Counts the order if no bound stands against it. */
    private boolean passesThrottles(final Made order) {
        final Set<Bound> passed = state.throttles.passedBy(order, throttleTerms());
        throttledBy.addAll(passed);
        if (passed.isEmpty()) {
            state.throttles.add(order);
        }
        return passed.isEmpty();
    }

    // it waits with its shortfall as it is now, as those do that are QUEUED
    private void throttle(final Unit unit, final Valuation valuation) {
        state.throttles.throttled(event.cause().eventNs());
        unit.queued = Optional.empty();
        enqueue(unit, valuation);
        tellWithheld(unit, WithheldReason.THROTTLED, valuation);
    }

    private boolean isFull() {
        return state.ordersInFlight() >= state.status.maxOrdersInFlight();
    }

    private static void release(final Unit unit) {
        unit.queued = Optional.empty();
        unit.withheld = Optional.empty();
    }

    private static void leaveQueue(final Unit unit) {
        if (isWithheld(unit, WithheldReason.QUEUED) || isWithheld(unit, WithheldReason.THROTTLED)) {
            release(unit);
        }
    }

    private static boolean isWithheld(final Unit unit, final WithheldReason reason) {
        return unit.withheld.equals(Optional.of(reason));
    }

    private void withhold(final Unit unit, final WithheldReason reason, final Valuation valuation) {
        unit.queued = Optional.empty();
        tellWithheld(unit, reason, valuation);
    }

    private void tellWithheld(final Unit unit, final WithheldReason reason, final Valuation valuation) {
        if (guards.isToldAlready(unit.withheld, reason)) {
            return;
        }
        unit.withheld = Optional.of(reason);
        event.emit(new Output.Withheld(
                event.cause(),
                unit.accountId(),
                valuation.equity(),
                valuation.netWorth(),
                valuation.maintenanceMargin(),
                reason,
                state.definitions.valueDecimals(),
                unit.name));
    }

    /** Bounds for which this record withheld a unit. */
    Set<Bound> throttledBy() {
        return Collections.unmodifiableSet(throttledBy);
    }

    /** The orders that this record caused. */
    List<PlannedOrder> issued() {
        return issued;
    }

    /** The seize orders that this record caused. */
    List<PlannedSeizure> issuedSeizures() {
        return issuedSeizures;
    }
}
