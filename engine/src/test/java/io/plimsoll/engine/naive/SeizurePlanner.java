package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.PlannedSeizure.Way;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The page "Debts against collateral": how much of which debt to repay, and what to seize for it. */
final class SeizurePlanner {
    private final State state;
    private final Valuer valuer;
    private final Rulebook rules;
    private final LendingFormulas formulas;

    SeizurePlanner(final State state, final Valuer valuer, final Rulebook rules) {
        this.state = state;
        this.valuer = valuer;
        this.rules = rules;
        this.formulas = rules.lending();
    }

    /** A balance by its size, and by what the profile rounds its value to. */
    private record Holding(Asset asset, BigInteger amount, BigInteger value, BigInteger rounded) {}

    /** Amounts to repay and to seize. */
    private record Amounts(BigInteger repay, BigInteger seize) {}

    boolean seizes() {
        return formulas.seizes(profile());
    }

    /** Whether it owes anything. */
    boolean hasDebt(final Unit unit) {
        return unit.legs.balances().values().stream().anyMatch(balance -> balance.signum() < 0);
    }

    /** Whether it has a debt and collateral. */
    boolean canBeSeized(final Unit unit) {
        return !debts(unit).isEmpty() && !collateral(unit).isEmpty();
    }

    /** Whether a seizure plan of the unit is in flight. */
    boolean isSeized(final Unit unit) {
        return formulas.isSeized(state.seizures.values().stream()
                .filter(order -> order.accountId() == unit.accountId())
                .count());
    }

    /** Empty for a unit that cannot be seized, or where no order is worth making. */
    List<PlannedSeizure> plan(final Unit unit, final Valuation valuation) {
        if (!canBeSeized(unit)) {
            return List.of();
        }
        final Unitwise plan = new Unitwise(unit, valuation);
        final List<PlannedSeizure> orders =
                rules.auctions().auctions(profile()) ? List.of(plan.auction()) : plan.atOnce();
        return orders.stream().filter(order -> !order.isEmpty()).toList();
    }

    private ProfileTerms profile() {
        return state.definitions.profileTerms();
    }

    private List<Holding> debts(final Unit unit) {
        return holdings(unit).stream()
                .filter(holding -> unit.legs.balance(holding.asset().id()).signum() < 0)
                .toList();
    }

    private List<Holding> owned(final Unit unit) {
        return holdings(unit).stream()
                .filter(holding -> unit.legs.balance(holding.asset().id()).signum() > 0
                        && holding.amount().signum() > 0)
                .toList();
    }

    private List<Holding> collateral(final Unit unit) {
        return owned(unit).stream()
                .filter(holding -> formulas.isCollateral(holding.asset(), profile()))
                .toList();
    }

    // In order of asset id.
    private List<Holding> holdings(final Unit unit) {
        final List<Holding> holdings = new ArrayList<>();
        for (final Map.Entry<Long, BigInteger> balance : unit.legs.balances().entrySet()) {
            final Asset asset = state.definitions.assets().get(balance.getKey());
            final BigInteger amount = valuer.amount(asset, balance.getValue());
            holdings.add(new Holding(asset, amount.abs(), valuer.value(asset, amount.abs()), rounded(asset, amount)));
        }
        return holdings;
    }

    private static BigInteger sum(final List<Holding> holdings) {
        return holdings.stream().map(Holding::rounded).reduce(BigInteger.ZERO, BigInteger::add);
    }

    // Ties by the smaller asset id.
    private static Holding largest(final List<Holding> holdings) {
        final Optional<Holding> first = holdings.stream()
                .min(Comparator.comparing(Holding::value)
                        .reversed()
                        .thenComparing(holding -> holding.asset().id()));
        return first.orElseThrow();
    }

    /** The plan of one unit that can be seized. */
    private final class Unitwise {
        private final List<Holding> collateral;
        private final Holding debt;
        private final Holding taken;
        private final BigInteger allDebt;
        private final BigInteger assets;
        private final BigInteger demands;
        private final BigInteger health;
        private final BigInteger bonus;
        private final BigInteger leftover;
        private final PlanTerms terms = profile().plan();
        private final boolean isEscalated;
        private final Set<Way> ways = EnumSet.noneOf(Way.class);

        Unitwise(final Unit unit, final Valuation valuation) {
            collateral = collateral(unit);
            isEscalated = unit.isForced
                    || rules.lifecycle().isEscalated(profile().orders(), unit.expiries)
                    || rules.lifecycle().isWhole(unit.partNs, profile().orders(), state.nowNs);
            debt = largest(debts(unit));
            taken = largest(collateral);
            allDebt = sum(debts(unit));
            final BigInteger netted = profile().debtIn() == DebtPlace.NETTED
                    ? valuer.nettedDebts(unit.legs, Purpose.MAINTENANCE)
                    : BigInteger.ZERO;
            assets = valuation.equity().add(netted);
            demands = valuation.maintenanceMargin().add(netted);
            health = formulas.health(assets, demands);
            bonus = formulas.bonus(
                    profile().bonus(), taken.asset(), health, formulas.collateralRatio(sum(owned(unit)), allDebt));
            leftover = micros(terms.leftoverMicros());
        }

        List<PlannedSeizure> atOnce() {
            return switch (terms.sizing()) {
                case FULL -> everything();
                case CLOSE_FACTOR -> List.of(byCloseFactor());
                case TARGET_HEALTH -> List.of(toTarget());
                default -> List.of(atYield());
            };
        }

        PlannedSeizure auction() {
            final BigInteger wanted = switch (terms.sizing()) {
                case CLOSE_FACTOR -> isWhole() ? debt.amount() : allowed();
                case TARGET_HEALTH -> wanted().min(debt.amount()).max(BigInteger.ONE);
                default -> debt.amount();
            };
            final BigInteger left = rounded(debt.asset(), wanted.subtract(debt.amount()));
            final BigInteger repay = formulas.isTooSmall(left, leftover) ? debt.amount() : wanted;
            final AuctionFormulas auctions = rules.auctions();
            final BigInteger top = auctions.startPrice(
                    valuer.price(taken.asset()), profile().auction().startPpm());
            ways.add(Way.AUCTION);
            return new PlannedSeizure(
                    debt.asset(),
                    taken.asset(),
                    repay,
                    BigInteger.ZERO,
                    auctions.sold(taken.amount(), repay, debt.amount()),
                    BigInteger.ZERO,
                    bonus,
                    Optional.of(top),
                    auctions.reset(profile().auction(), top),
                    Set.copyOf(ways));
        }

        private boolean isWhole() {
            final BigInteger fullBelow = micros(terms.fullBelowMicros());
            return isEscalated
                    || formulas.isHealthForAll(assets, demands, terms.fullBelowHealthPpm())
                    || formulas.isTooSmall(debt.rounded(), fullBelow)
                    || formulas.isTooSmall(taken.rounded(), fullBelow);
        }

        private BigInteger allowed() {
            final BigInteger closable = nearest(formulas.closable(allDebt, debt.rounded(), terms.closeFactorPpm()));
            return isRounded() && debt.rounded().compareTo(closable) <= 0
                    ? debt.amount()
                    : debt.amount().min(Numbers.floorDiv(closable, unitOf(debt)));
        }

        PlannedSeizure byCloseFactor() {
            if (isWhole()) {
                ways.add(Way.WHOLE);
                return order(capped(debt.amount()));
            }
            ways.add(Way.CLOSE_FACTOR);
            Amounts amounts = capped(allowed());
            if (isPartial(amounts) && (leavesTooLittleDebt(amounts) || leavesTooLittleCollateral(amounts))) {
                amounts = shrunk(amounts);
            }
            return order(formulas.keepsHealth(terms) ? healthy(amounts) : amounts);
        }

        private Amounts shrunk(final Amounts amounts) {
            final BigInteger mostOfDebt = debt.amount().subtract(Numbers.ceilDiv(leftover, unitOf(debt)));
            final BigInteger mostSeized = taken.amount().subtract(Numbers.ceilDiv(leftover, unitOf(taken)));
            final BigInteger repay = amounts.repay().min(mostOfDebt).min(repaymentDown(mostSeized));
            if (repay.signum() > 0) {
                ways.add(Way.SHRUNK);
                return capped(repay);
            }
            ways.add(Way.ALL_FOR_LEFTOVER);
            return capped(debt.amount());
        }

        private BigInteger wanted() {
            final BigInteger gain = formulas.gain(debt.asset(), taken.asset(), terms.targetHealthPpm(), bonus);
            if (isEscalated) {
                ways.add(Way.WHOLE);
                return debt.amount();
            }
            if (gain.signum() <= 0) {
                ways.add(Way.UNREACHABLE);
                return debt.amount();
            }
            ways.add(Way.TARGET);
            return wanted(formulas.needed(assets, demands, terms.targetHealthPpm(), gain));
        }

        PlannedSeizure toTarget() {
            final BigInteger wanted = wanted();
            final BigInteger most = repaymentDown(taken.amount());
            if (most.compareTo(wanted.min(debt.amount())) < 0) {
                ways.add(Way.CAPPED);
            }
            final BigInteger repay = wanted.min(debt.amount()).min(most).max(BigInteger.ONE);
            final Amounts amounts = new Amounts(repay, seizedByValue(repay));
            if (amounts.repay().compareTo(debt.amount()) < 0
                    && (leavesTooLittleDebt(amounts)
                            || (amounts.seize().compareTo(taken.amount()) < 0 && leavesTooLittleCollateral(amounts)))) {
                ways.add(Way.ALL_FOR_LEFTOVER);
                return order(healthy(capped(debt.amount())));
            }
            return order(healthy(amounts));
        }

        private BigInteger wanted(final BigInteger needed) {
            return isRounded()
                    ? Numbers.floorDiv(floored(needed), unitOf(debt))
                    : Numbers.ceilDiv(needed, unitOf(debt));
        }

        private BigInteger seizedByValue(final BigInteger repay) {
            final BigInteger repaid = floored(valuer.value(debt.asset(), repay));
            final BigInteger seized =
                    floored(Numbers.floorDiv(repaid.multiply(LendingFormulas.ONE.add(bonus)), LendingFormulas.ONE));
            return Numbers.floorDiv(seized, unitOf(taken)).min(taken.amount());
        }

        PlannedSeizure atYield() {
            ways.add(Way.YIELD);
            final BigInteger price =
                    formulas.yieldPrice(health, profile().bonus().maxPpm());
            final BigInteger yield = Numbers.floorDiv(debt.value().multiply(LendingFormulas.ONE), price);
            final BigInteger told = Numbers.floorDiv(LendingFormulas.ONE.multiply(LendingFormulas.ONE), price)
                    .subtract(LendingFormulas.ONE);
            if (yield.compareTo(taken.value()) <= 0) {
                return order(new Amounts(debt.amount(), Numbers.floorDiv(yield, unitOf(taken))), told);
            }
            ways.add(Way.CAPPED);
            final BigInteger paid = Numbers.floorDiv(taken.value().multiply(price), LendingFormulas.ONE);
            final BigInteger repay = Numbers.floorDiv(paid, unitOf(debt)).max(BigInteger.ONE);
            return order(new Amounts(repay, taken.amount()), told);
        }

        List<PlannedSeizure> everything() {
            final List<PlannedSeizure> orders = new ArrayList<>();
            ways.add(Way.FULL);
            BigInteger missing = debt.amount();
            BigInteger credited = BigInteger.ZERO;
            for (int i = 0; i < collateral.size(); i++) {
                final Holding each = collateral.get(i);
                final BigInteger before = credited;
                credited = before.add(credited(each));
                final BigInteger repay = Numbers.floorDiv(credited, unitOf(debt))
                        .subtract(Numbers.floorDiv(before, unitOf(debt)))
                        .min(debt.asset().maxBalance());
                missing = missing.subtract(repay).max(BigInteger.ZERO);
                final BigInteger reserve = i == collateral.size() - 1 ? missing : BigInteger.ZERO;
                orders.add(new PlannedSeizure(
                        debt.asset(),
                        each.asset(),
                        repay,
                        reserve,
                        each.amount(),
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        Optional.empty(),
                        OptionalLong.empty(),
                        Set.copyOf(ways)));
            }
            return orders;
        }

        private Amounts capped(final BigInteger repay) {
            final BigInteger seize = seizure(repay);
            if (seize.compareTo(taken.amount()) <= 0) {
                return new Amounts(repay, seize);
            }
            ways.add(Way.CAPPED);
            return new Amounts(repay.min(repayment(taken.amount())), taken.amount());
        }

        private boolean isQuoted() {
            return formulas.isQuoted(profile().bonus().shape());
        }

        private BigInteger seizure(final BigInteger repay) {
            return isQuoted()
                    ? formulas.quotedSeizure(repay, unitOf(debt), unitOf(taken), bonus, quoteUnit())
                    : formulas.seizure(repay, unitOf(debt), unitOf(taken), bonus);
        }

        private BigInteger repayment(final BigInteger seize) {
            return isQuoted()
                    ? formulas.quotedRepayment(seize, unitOf(debt), unitOf(taken), bonus, quoteUnit())
                    : formulas.repayment(seize, unitOf(debt), unitOf(taken), bonus);
        }

        private BigInteger repaymentDown(final BigInteger seize) {
            return isQuoted()
                    ? formulas.quotedRepaymentDown(seize, unitOf(debt), unitOf(taken), bonus, quoteUnit())
                    : formulas.repaymentDown(seize, unitOf(debt), unitOf(taken), bonus);
        }

        private BigInteger quoteUnit() {
            return isRounded() ? unitOf(debt).min(roundedUnit()) : unitOf(debt);
        }

        private boolean isPartial(final Amounts amounts) {
            return amounts.repay().compareTo(debt.amount()) < 0
                    && amounts.seize().compareTo(taken.amount()) < 0;
        }

        private boolean leavesTooLittleDebt(final Amounts amounts) {
            final BigInteger left = amounts.repay().subtract(debt.amount());
            return formulas.isTooSmall(rounded(debt.asset(), left), leftover);
        }

        private boolean leavesTooLittleCollateral(final Amounts amounts) {
            final BigInteger left = taken.amount().subtract(amounts.seize());
            return formulas.isTooSmall(rounded(taken.asset(), left), leftover);
        }

        private Amounts healthy(final Amounts amounts) {
            final BigInteger seized = rules.worth()
                    .weighted(
                            valuer.value(taken.asset(), amounts.seize()),
                            taken.asset().maintenanceWeightPpm());
            final BigInteger repaid = rules.worth()
                    .weighted(
                            valuer.value(debt.asset(), amounts.repay()),
                            debt.asset().terms().maintenanceLiabilityWeightPpm());
            if (isPartial(amounts)
                    && formulas.isLower(assets, demands, assets.subtract(seized), demands.subtract(repaid))) {
                ways.add(Way.ALL_FOR_HEALTH);
                return capped(debt.amount());
            }
            return amounts;
        }

        private PlannedSeizure order(final Amounts amounts) {
            return order(amounts, bonus);
        }

        private PlannedSeizure order(final Amounts amounts, final BigInteger told) {
            return new PlannedSeizure(
                    debt.asset(),
                    taken.asset(),
                    amounts.repay(),
                    BigInteger.ZERO,
                    amounts.seize(),
                    formulas.protocolFee(
                            amounts.seize(), told, taken.asset().terms().protocolFeePpm()),
                    told,
                    Optional.empty(),
                    OptionalLong.empty(),
                    Set.copyOf(ways));
        }
    }

    private BigInteger unitOf(final Holding holding) {
        return valuer.value(holding.asset(), BigInteger.ONE);
    }

    // The size of what a balance of either sign is worth, as a term of it is rounded.
    private BigInteger rounded(final Asset asset, final BigInteger amount) {
        return rounding().worth(valuer.value(asset, amount)).abs();
    }

    // What of a balance is credited that is seized with all others, rounded as what it counts.
    private BigInteger credited(final Holding holding) {
        return rounding()
                .counted(formulas.credited(
                        holding.rounded(), holding.asset().terms().liquidationFactorPpm()));
    }

    private TermRounding rounding() {
        return TermRounding.of(state.definitions, rules.roundings());
    }

    private BigInteger micros(final long micros) {
        return state.definitions.align(BigInteger.valueOf(micros), Numbers.RATE_DECIMALS);
    }

    private boolean isRounded() {
        return profile().rounding().decimals() != RoundingTerms.EXACT;
    }

    // Where the profile rounds, a value at V to the nearest of its decimals, a half up.
    private BigInteger nearest(final BigInteger value) {
        return isRounded() ? floored(value.add(roundedUnit().divide(BigInteger.TWO))) : value;
    }

    // Where the profile rounds, a value at V to its decimals.
    private BigInteger floored(final BigInteger value) {
        return isRounded() ? Numbers.floorTo(value, roundedUnit()) : value;
    }

    private BigInteger roundedUnit() {
        return state.definitions.align(BigInteger.ONE, profile().rounding().decimals());
    }
}
