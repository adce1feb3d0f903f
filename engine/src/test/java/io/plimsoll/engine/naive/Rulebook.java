package io.plimsoll.engine.naive;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The page's formulas, by what they are about. Those that are replaced are a test's mistakes, planted to be found. Immutable. */
public final class Rulebook {
    private static final Rulebook PAGE = asWritten();

    private final SortedMap<Class<?>, Object> formulas;
    /** The same: asked some hundred times a record, where a search by name costs a tenth of all. */
    private final Map<Class<?>, Object> found;

    private Rulebook(final SortedMap<Class<?>, Object> formulas) {
        this.formulas = formulas;
        found = Map.copyOf(formulas);
    }

    /** As the page says. */
    public static Rulebook page() {
        return PAGE;
    }

    private static Rulebook asWritten() {
        final SortedMap<Class<?>, Object> formulas = new TreeMap<>(Comparator.comparing(Class::getName));
        List.of(
                        new DefinitionFormulas(),
                        new FactFormulas(),
                        new Formulas(),
                        new WorthFormulas(),
                        new RequirementFormulas(),
                        new BucketFormulas(),
                        new PlanFormulas(),
                        new PriceFormulas(),
                        new QueueFormulas(),
                        new GuardFormulas(),
                        new LendingFormulas(),
                        new AuctionFormulas(),
                        new RoundingFormulas(),
                        new LifecycleFormulas(),
                        new ThrottleFormulas(),
                        new ActFormulas(),
                        new WaterfallFormulas(),
                        new RebalanceFormulas(),
                        new OpenOrderFormulas(),
                        new InitialFormulas(),
                        new InterestFormulas(),
                        new ScaleFormulas(),
                        new CollateralFormulas(),
                        new InverseFormulas(),
                        new SourceFormulas())
                .forEach(each -> formulas.put(each.getClass(), each));
        return new Rulebook(formulas);
    }

    /**
     * These with others in place of those that they extend.
     *
     * @param others of a class right below one of the page's
     */
    public Rulebook with(final Object others) {
        final Class<?> kind = others.getClass().getSuperclass();
        if (!formulas.containsKey(kind)) {
            throw new IllegalArgumentException("the page has no " + kind);
        }
        final SortedMap<Class<?>, Object> replaced = new TreeMap<>(formulas);
        replaced.put(kind, others);
        return new Rulebook(replaced);
    }

    private <T> T of(final Class<T> kind) {
        return kind.cast(found.get(kind));
    }

    /** About definitions. */
    public DefinitionFormulas definitions() {
        return of(DefinitionFormulas.class);
    }

    /** About facts. */
    public FactFormulas facts() {
        return of(FactFormulas.class);
    }

    /** About values and verdicts. */
    public Formulas values() {
        return of(Formulas.class);
    }

    /** About what a balance counts. */
    public WorthFormulas worth() {
        return of(WorthFormulas.class);
    }

    /** About what is asked of a position. */
    public RequirementFormulas requirement() {
        return of(RequirementFormulas.class);
    }

    /** About the buckets of settlement assets. */
    public BucketFormulas buckets() {
        return of(BucketFormulas.class);
    }

    /** About plans. */
    public PlanFormulas plans() {
        return of(PlanFormulas.class);
    }

    /** About an order's prices. */
    public PriceFormulas prices() {
        return of(PriceFormulas.class);
    }

    /** About the queue. */
    public QueueFormulas queue() {
        return of(QueueFormulas.class);
    }

    /** About guarded prices. */
    public GuardFormulas guards() {
        return of(GuardFormulas.class);
    }

    /** About debts against collateral. */
    public LendingFormulas lending() {
        return of(LendingFormulas.class);
    }

    /** About auctions. */
    public AuctionFormulas auctions() {
        return of(AuctionFormulas.class);
    }

    /** About rounding. */
    public RoundingFormulas roundings() {
        return of(RoundingFormulas.class);
    }

    /** About an order's life. */
    public LifecycleFormulas lifecycle() {
        return of(LifecycleFormulas.class);
    }

    /** About throttles. */
    public ThrottleFormulas throttles() {
        return of(ThrottleFormulas.class);
    }

    /** About acts of an operator. */
    public ActFormulas acts() {
        return of(ActFormulas.class);
    }

    /** About who pays when a liquidation does not. */
    public WaterfallFormulas waterfall() {
        return of(WaterfallFormulas.class);
    }

    /** About price sources that go down. */
    public SourceFormulas sources() {
        return of(SourceFormulas.class);
    }

    /** About accounts' own open orders. */
    public OpenOrderFormulas openOrders() {
        return of(OpenOrderFormulas.class);
    }

    /** About stable prices and deposits. */
    public InitialFormulas initial() {
        return of(InitialFormulas.class);
    }

    /** About interest. */
    public InterestFormulas interest() {
        return of(InterestFormulas.class);
    }

    /** About the margin scale. */
    public ScaleFormulas scales() {
        return of(ScaleFormulas.class);
    }

    /** About caps and tiers of collateral. */
    public CollateralFormulas collateral() {
        return of(CollateralFormulas.class);
    }

    /** About inverse contracts. */
    public InverseFormulas inverse() {
        return of(InverseFormulas.class);
    }

    /** About rebalancing. */
    public RebalanceFormulas rebalances() {
        return of(RebalanceFormulas.class);
    }
}
