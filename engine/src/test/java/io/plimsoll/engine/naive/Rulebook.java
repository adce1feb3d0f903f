package io.plimsoll.engine.naive;

/** The page's formulas, by what they are about. Those that are replaced are a test's mistakes, planted to be found. */
public record Rulebook(
        DefinitionFormulas definitions,
        FactFormulas facts,
        Formulas values,
        WorthFormulas worth,
        RequirementFormulas requirement,
        PlanFormulas plans,
        PriceFormulas prices,
        QueueFormulas queue,
        GuardFormulas guards,
        LendingFormulas lending,
        RoundingFormulas roundings,
        LifecycleFormulas lifecycle,
        WaterfallFormulas waterfall) {
    /** As the page says. */
    public static Rulebook page() {
        return new Rulebook(
                new DefinitionFormulas(),
                new FactFormulas(),
                new Formulas(),
                new WorthFormulas(),
                new RequirementFormulas(),
                new PlanFormulas(),
                new PriceFormulas(),
                new QueueFormulas(),
                new GuardFormulas(),
                new LendingFormulas(),
                new RoundingFormulas(),
                new LifecycleFormulas(),
                new WaterfallFormulas());
    }

    /** These with others about definitions. */
    public Rulebook with(final DefinitionFormulas others) {
        return new Rulebook(
                others,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about facts. */
    public Rulebook with(final FactFormulas others) {
        return new Rulebook(
                definitions,
                others,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about values and verdicts. */
    public Rulebook with(final Formulas others) {
        return new Rulebook(
                definitions,
                facts,
                others,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about what a balance counts. */
    public Rulebook with(final WorthFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                others,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about what is asked of a position. */
    public Rulebook with(final RequirementFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                others,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about plans. */
    public Rulebook with(final PlanFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                others,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about an order's prices. */
    public Rulebook with(final PriceFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                others,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about the queue. */
    public Rulebook with(final QueueFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                others,
                guards,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about guarded prices. */
    public Rulebook with(final GuardFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                others,
                lending,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about debts against collateral. */
    public Rulebook with(final LendingFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                others,
                roundings,
                lifecycle,
                waterfall);
    }

    /** These with others about rounding. */
    public Rulebook with(final RoundingFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                others,
                lifecycle,
                waterfall);
    }

    /** These with others about an order's life. */
    public Rulebook with(final LifecycleFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                others,
                waterfall);
    }

    /** These with others about who pays when a liquidation does not. */
    public Rulebook with(final WaterfallFormulas others) {
        return new Rulebook(
                definitions,
                facts,
                values,
                worth,
                requirement,
                plans,
                prices,
                queue,
                guards,
                lending,
                roundings,
                lifecycle,
                others);
    }
}
