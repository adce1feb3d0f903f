package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;

/**
 * Reads what the engine knows of its units, for margin reports and the console: the same calculator, planner and order prices
 * as the live path, with nothing changed. Units are numbered from 0 in order of opening. Engine thread.
 */
public final class MarginView {
    /** Before the first accepted price. */
    public static final long NEVER = Prices.NEVER;

    /** Bytes of the longest name of an account. */
    public static final int MAX_NAME_LENGTH = Names.MAX_LENGTH;

    private final Cause cause;
    private final EngineState state;
    private final MarginCalculator calculator;
    private final Planner planner;
    private final OrderPrices orderPrices;
    private final LendingPlanner lending;
    private final SeizePlan seizePlan = new SeizePlan();
    private final AuctionCurve curve = new AuctionCurve();
    private final UnitSheets sheets;
    private final LegBook legBook;
    private final FundCover cover;
    private final RoundedRequirement requirement;
    private final InitialRequirement initial;
    private final BucketLiquidation bucketLiquidation;
    private final Int128 scratch = new Int128();

    MarginView(
            final Cause cause,
            final EngineState state,
            final MarginCalculator calculator,
            final Planner planner,
            final OrderPrices orderPrices,
            final LendingPlanner lending,
            final LegBook legBook) {
        this.cause = cause;
        this.state = state;
        this.calculator = calculator;
        this.planner = planner;
        this.orderPrices = orderPrices;
        this.lending = lending;
        requirement = new RoundedRequirement(state.catalog.rounder());
        initial = new InitialRequirement(state.prices, state.catalog.rounder());
        bucketLiquidation = new BucketLiquidation(state.prices, state.legs, calculator);
        sheets = new UnitSheets(state);
        this.legBook = legBook;
        cover = new FundCover(state);
    }

    /** Margin units known. */
    public int unitCount() {
        return state.units.count();
    }

    /** Balances and positions over all units. */
    public int legCount() {
        return state.legs.used();
    }

    /** Checked accounts that get no orders until their next snapshots, in a pass over all. Any thread: it may be a little old. */
    public int suspectCount() {
        int count = 0;
        for (int unit = 0; unit < state.units.count(); unit++) {
            if (isChecked(unit) && state.isSuspect(unit)) {
                count++;
            }
        }
        return count;
    }

    /** Event time of the last accepted price of a price id, or {@link #NEVER}. Any thread: it may be a little old. */
    public long priceAcceptedNs(final int priceId) {
        final int slot = state.prices.slot(priceId);
        return slot == Prices.NO_SLOT ? NEVER : state.prices.acceptedNs(slot);
    }

    /**
     * Whether what is known of a price id came from sources that are down: of an unguarded one the price itself, of a guarded one all that
     * would be fresh. Any thread: it may be a little old.
     */
    public boolean isPriceDown(final int priceId, final long nowNs) {
        final int slot = state.prices.slot(priceId);
        if (slot == Prices.NO_SLOT || state.prices.isManual(slot)) {
            return false;
        }
        final PriceGuard guard = state.guards.of(slot);
        return guard == null ? state.prices.isOrphaned(slot) : guard.sources.isAnyDown() && !guard.isFresh(nowNs);
    }

    /** Shows which of the sources that a price id was last heard of by are down. Any thread: it may be a little old. */
    public void forEachDownSource(final int priceId, final IntConsumer visitor) {
        final int slot = state.prices.slot(priceId);
        if (slot == Prices.NO_SLOT) {
            return;
        }
        final PriceGuard guard = state.guards.of(slot);
        if (guard == null) {
            if (state.prices.isOrphaned(slot)) {
                visitor.accept(state.prices.source(slot));
            }
            return;
        }
        for (int i = 0; i < guard.sources.count(); i++) {
            if (guard.sources.isDown(i)) {
                visitor.accept(guard.sources.source(i));
            }
        }
    }

    /** Shows the last accepted tick of each source that a price id is known from; of an unguarded id, that of the last one alone. */
    public void forEachLastTick(final int priceId, final TickVisitor visitor) {
        final int slot = state.prices.slot(priceId);
        if (slot == Prices.NO_SLOT) {
            return;
        }
        final PriceGuard guard = state.guards.of(slot);
        if (guard == null) {
            if (state.prices.tickPublishNs(slot) != NEVER) {
                visitor.tick(
                        state.prices.source(slot), state.prices.tickPublishNs(slot), state.prices.tickSequence(slot));
            }
            return;
        }
        for (int i = 0; i < guard.sources.count(); i++) {
            visitor.tick(guard.sources.source(i), guard.sources.publishNs(i), guard.sources.sequence(i));
        }
    }

    /** Gets a source's last accepted tick of a price id: who, its own time of it, and its sequence. */
    @FunctionalInterface
    public interface TickVisitor {
        void tick(int source, long publishNs, long sourceSequence);
    }

    /** The source's own time of the last accepted price of a price id, or {@link #NEVER}. */
    public long pricePublishedNs(final int priceId) {
        final int slot = state.prices.slot(priceId);
        return slot == Prices.NO_SLOT ? NEVER : state.prices.publishNs(slot);
    }

    /** Sequence of the last account record of a source, or {@link Long#MIN_VALUE} before the first. */
    public long lastFactSequence(final int source) {
        return state.sources.watermark(source);
    }

    /** The price in force of an asset that is defined; 0 while it has none. */
    public BigDecimal assetPrice(final int assetId) {
        final int slot = state.catalog.asset(assetId).priceSlot;
        return BigDecimal.valueOf(state.prices.value(slot), state.prices.decimals(slot));
    }

    /** What an insurance fund holds of an asset, balance mantissa; 0 where it is not known. */
    public long fundBalance(final int fundId, final int assetId) {
        final Factor asset = state.catalog.asset(assetId);
        return asset == null ? 0 : state.waterfall.funds.balance(fundId, asset);
    }

    /**
     * Shows each balance of an insurance fund, by fund and asset, with what of it is promised to draws in flight. Any thread; beside the
     * engine's, one that moves meanwhile may be shown twice, or left out once.
     */
    public void forEachFund(final FundVisitor visitor) {
        state.waterfall.funds.forEach(visitor);
    }

    /** Copies how a price stands; its sources are fresh or not as of {@code nowNs}, event time. */
    public void stand(final int priceId, final long nowNs, final PriceStand stand) {
        stand.take(state, priceId, nowNs);
    }

    /**
     * What of a bankrupt unit's loss its insurance funds do not have for it, at valueDecimals; 0 where they have all of it. The unit has been
     * computed and its net worth is negative.
     */
    public Int128 insuranceGap(final int unit, final UnitMargin margin) {
        final Int128 gap = cover.gap(unit, margin, new Int128());
        return gap.isNegative() ? gap.set(0) : gap;
    }

    /** Who would be given the other side's orders first, as of now. Allocates; good until the next record. */
    public DeleverageRanks deleverageRanks() {
        return new DeleverageRanks(state, new Candidates(state, legBook, calculator, new EngineCounters()));
    }

    /** Liquidation orders not yet ended. */
    public int ordersInFlight() {
        return state.orders.used();
    }

    /** The venue's id of the unit's account. */
    public long accountId(final int unit) {
        return state.units.accountId(unit);
    }

    /** The venue's name of the unit's account. */
    public String accountName(final int unit) {
        final DirectBuffer name = state.units.name(unit);
        return name.getStringWithoutLengthUtf8(0, name.capacity());
    }

    /**
     * Copies the bytes of the name of the unit's account, UTF-8, without allocating.
     *
     * @return how many there are, at most {@link #MAX_NAME_LENGTH}
     */
    public int copyAccountName(final int unit, final byte[] into, final int at) {
        final DirectBuffer name = state.units.name(unit);
        name.getBytes(0, into, at, name.capacity());
        return name.capacity();
    }

    /** Whether the account's margin is checked at all. */
    public boolean isChecked(final int unit) {
        return state.units.isChecked(unit);
    }

    /** Decimals of every value. */
    public int valueDecimals() {
        return state.catalog.valueDecimals();
    }

    /** Values the unit; the numbers mean nothing unless {@link UnitMargin#isPriced}. */
    public void compute(final int unit, final UnitMargin margin) {
        calculator.compute(unit, margin);
        calculator.addInitial(unit, margin);
    }

    /** The profile in force. */
    public Profile profile() {
        return state.catalog.profile();
    }

    /** What the rates of all instruments are multiplied by, ppm. */
    public int marginScalePpm() {
        return state.catalog.scale().ppm();
    }

    /**
     * Names of the settings beyond the plain rules that the unit's values follow from: the profile's, then those of its balances and
     * positions after the symbol and a dot.
     */
    public List<String> termsBeyondPlain(final int unit) {
        final List<String> names = new ArrayList<>(Terms.differences(profile().terms(), ProfileTerms.PLAIN));
        for (int leg = state.units.firstLeg(unit); leg != Legs.NONE; leg = state.legs.next(leg)) {
            final Factor factor = state.catalog.factor(state.legs.factor(leg));
            final List<String> own = factor.isInstrument
                    ? Terms.differences(factor.instrumentTerms, InstrumentTerms.PLAIN)
                    : Terms.differences(factor.assetTerms, AssetTerms.PLAIN);
            own.forEach(name -> names.add(symbol(factor) + "." + name));
        }
        return names;
    }

    /**
     * Whether a liquidation of the unit, as of the last record applied, closes everything: by the profile's sizing, since its orders expired so
     * often, soon after a part of it was liquidated, or because an operator forces it.
     */
    public boolean closesAll(final int unit) {
        return state.closesAll(unit);
    }

    /** Everything that the unit's values follow from. */
    public UnitSheet sheet(final int unit) {
        return sheets.of(unit);
    }

    /** The unit of an account id, or -1. */
    public int unitOf(final long accountId) {
        return state.units.find(accountId);
    }

    /** The verdict on what {@link #compute} found. */
    public Verdict verdict(final UnitMargin margin) {
        return margin.verdict(state.catalog.profile());
    }

    /** Why the unit gets no order, by the last evaluation; null when it does or needs none. */
    public WithheldReason withheldReason(final int unit) {
        return state.units.withheldReason(unit);
    }

    /** Shows each position of the unit, in order of instrument id. */
    public void forEachPosition(final int unit, final UnitMargin margin, final Consumer<PositionReport> visitor) {
        for (int leg = state.units.firstLeg(unit); leg != Legs.NONE; leg = state.legs.next(leg)) {
            final Factor factor = state.catalog.factor(state.legs.factor(leg));
            if (factor.isInstrument) {
                visitor.accept(position(unit, leg, factor, margin));
            }
        }
    }

    /** Whether what a unit has on order is, for a liquidation now, to be cancelled, so that it goes by what is asked without that. */
    public boolean leavesOutOrders(final int unit) {
        return state.cancelFirst.areLeftOut(unit, cause.eventNs());
    }

    /** Whether a unit below its requirement would be told to do so before anything of it is closed. */
    public boolean cancelsFirst(final int unit, final UnitMargin margin) {
        return leavesOutOrders(unit) && margin.isBelowForOrdersAlone(profile());
    }

    /**
     * The orders that an armed engine would make now for a unit whose equity is below its maintenance margin. The margin is then that
     * which they go by.
     */
    public void forEachPlanned(
            final int unit, final UnitMargin margin, final Plan plan, final Consumer<PlannedOrder> visitor) {
        if (cancelsFirst(unit, margin)) {
            return;
        }
        if (leavesOutOrders(unit)) {
            margin.leaveOutOrders();
        }
        planner.plan(unit, margin, state.closesAll(unit), plan);
        for (int i = 0; i < plan.size; i++) {
            final Factor instrument = plan.instrument[i];
            final long price = state.prices.value(instrument.priceSlot);
            final long settlementPrice = state.prices.value(instrument.settlementSlot);
            orderPrices.of(instrument, plan.held[i], price, settlementPrice);
            final long bankruptcy = orderPrices.bankruptcy(margin);
            final long limit = orderPrices.limit(margin, state.catalog.profile(), bankruptcy);
            MarginCalculator.notional(plan.quantity[i], instrument, instrument.mark(price), settlementPrice, scratch);
            visitor.accept(new PlannedOrder(
                    symbol(instrument),
                    plan.isBuy[i],
                    plan.quantity[i],
                    limit,
                    bankruptcy,
                    instrument.priceDecimals,
                    instrument.unitDecimals,
                    new Int128().set(scratch).multiply(io.plimsoll.protocol.Rates.ONE)));
        }
    }

    /**
     * The seizures that an armed engine would order now for a unit whose equity is below its maintenance margin: none while it has a
     * position to close or a seizure in flight, or where the profile has none. Auctions have their price so many seconds after their start.
     */
    public void forEachSeizure(
            final int unit, final UnitMargin margin, final long seconds, final Consumer<PlannedSeizure> visitor) {
        if (!planner.hasPlan(unit, margin, state.closesAll(unit))
                && lending.canBeSeized(unit)
                && !state.orders.hasSeize(state.units, unit)) {
            lending.plan(unit, margin, seizePlan);
            for (int i = 0; i < seizePlan.size; i++) {
                visitor.accept(seizure(i, seconds));
            }
        }
    }

    private PlannedSeizure seizure(final int place, final long seconds) {
        final Factor debt = seizePlan.debt[place];
        final Factor collateral = seizePlan.collateral[place];
        final long repaid = seizePlan.repay[place] + seizePlan.reserve[place];
        return new PlannedSeizure(
                symbol(debt),
                symbol(collateral),
                seizePlan.repay[place],
                seizePlan.reserve[place],
                seizePlan.seize[place],
                seizePlan.protocolFee[place],
                seizePlan.bonus[place],
                debt.unitDecimals,
                collateral.unitDecimals,
                new Int128()
                        .setProduct(repaid, state.prices.value(debt.priceSlot))
                        .multiply(debt.alignment)
                        .multiply(io.plimsoll.protocol.Rates.ONE),
                seizePlan.startPrice[place] == SeizePlan.NO_AUCTION ? null : auction(place, seconds));
    }

    private PlannedAuction auction(final int place, final long seconds) {
        final Factor debt = seizePlan.debt[place];
        final Factor collateral = seizePlan.collateral[place];
        final long start = seizePlan.startPrice[place];
        return new PlannedAuction(
                start,
                curve.set(profile().terms().auction(), start).price(seconds),
                curve.resetSeconds(profile().terms().auction()),
                state.prices.value(debt.priceSlot),
                collateral.priceDecimals,
                debt.priceDecimals);
    }

    private PositionReport position(final int unit, final int leg, final Factor instrument, final UnitMargin margin) {
        final long price = state.prices.value(instrument.priceSlot);
        final long settlementPrice = state.prices.value(instrument.settlementSlot);
        final long quantity = state.legs.units(leg);
        final Int128 pnl = new Int128();
        final long mark = instrument.mark(price);
        calculator.pnl(leg, instrument, mark, pnl);
        pnl.multiply(settlementPrice).multiply(instrument.alignment).multiply(io.plimsoll.protocol.Rates.ONE);
        MarginCalculator.notional(quantity, instrument, mark, settlementPrice, scratch);
        requirement.of(instrument, quantity, mark);
        orderPrices.of(instrument, quantity, price, settlementPrice);
        return new PositionReport(
                instrument.id,
                symbol(instrument),
                quantity,
                instrument.unitDecimals,
                instrument.priceDecimals,
                new Int128().set(scratch).multiply(io.plimsoll.protocol.Rates.ONE),
                pnl,
                initial.of(instrument, quantity, state.chosenPpm(unit, instrument), new Int128()),
                requirement.maintenance(scratch, settlementPrice, new Int128()),
                liquidation(unit, leg, instrument, margin),
                orderPrices.bankruptcy(margin));
    }

    private long liquidation(final int unit, final int leg, final Factor instrument, final UnitMargin margin) {
        if (state.catalog.countsOpenOrders() && state.unitInstruments.find(unit, instrument.index) >= 0) {
            return OrderPrices.NO_PRICE; // what is asked does not follow from this position alone
        }
        return margin.isBucketed
                ? bucketLiquidation.price(unit, leg, instrument, margin)
                : orderPrices.liquidation(margin, state.catalog.profile().isInclusive());
    }

    private static String symbol(final Factor factor) {
        return new String(factor.symbol, StandardCharsets.UTF_8);
    }

    /** Takes one balance of an insurance fund; mantissas of the asset. */
    @FunctionalInterface
    public interface FundVisitor {
        void onFund(int fundId, int assetId, long balance, long promised);
    }

    /**
     * One position as a report shows it. Values at valueDecimals, prices and quantity at the instrument's decimals; {@link #NO_PRICE}
     * where no positive price does it.
     */
    public record PositionReport(
            int instrumentId,
            String symbol,
            long quantity,
            int quantityDecimals,
            int priceDecimals,
            Int128 notional,
            Int128 unrealisedPnl,
            Int128 initialMargin,
            Int128 maintenanceMargin,
            long liquidationPrice,
            long bankruptcyPrice) {
        /** No positive price does it. */
        public static final long NO_PRICE = OrderPrices.NO_PRICE;
    }

    /** One order of a plan. Prices and quantity at the instrument's decimals, the notional at the mark at valueDecimals. */
    public record PlannedOrder(
            String symbol,
            boolean isBuy,
            long quantity,
            long limitPrice,
            long bankruptcyPrice,
            int priceDecimals,
            int quantityDecimals,
            Int128 notional) {}

    /**
     * One seizure of a plan (docs/internals/lending.md). Amounts at the decimals of their asset, the bonus in 10^-18 of what is repaid, the
     * value of what is repaid, the venue's part included, at valueDecimals; the auction is null where what is taken is fixed.
     */
    public record PlannedSeizure(
            String debt,
            String collateral,
            long repay,
            long reserve,
            long seize,
            long protocolFee,
            long bonus,
            int debtDecimals,
            int collateralDecimals,
            Int128 repaidValue,
            PlannedAuction auction) {}

    /**
     * Where the price of a collateral starts and where it is (docs/internals/auctions.md), after how many seconds it must start again, 0 for
     * never, and the debt's price; price mantissas.
     */
    public record PlannedAuction(
            long startPrice, long price, long resetSeconds, long debtPrice, int priceDecimals, int debtPriceDecimals) {}
}
