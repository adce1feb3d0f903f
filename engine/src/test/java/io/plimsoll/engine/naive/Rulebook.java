package io.plimsoll.engine.naive;

/** The page's formulas, by what they are about. Those that are replaced are a test's mistakes, planted to be found. */
public record Rulebook(
        DefinitionFormulas definitions,
        FactFormulas facts,
        Formulas values,
        PriceFormulas prices,
        QueueFormulas queue) {
    /** As the page says. */
    public static Rulebook page() {
        return new Rulebook(
                new DefinitionFormulas(), new FactFormulas(), new Formulas(), new PriceFormulas(), new QueueFormulas());
    }

    /** These with others about definitions. */
    public Rulebook with(final DefinitionFormulas others) {
        return new Rulebook(others, facts, values, prices, queue);
    }

    /** These with others about facts. */
    public Rulebook with(final FactFormulas others) {
        return new Rulebook(definitions, others, values, prices, queue);
    }

    /** These with others about values, verdicts and plans. */
    public Rulebook with(final Formulas others) {
        return new Rulebook(definitions, facts, others, prices, queue);
    }

    /** These with others about an order's prices. */
    public Rulebook with(final PriceFormulas others) {
        return new Rulebook(definitions, facts, values, others, queue);
    }

    /** These with others about the queue. */
    public Rulebook with(final QueueFormulas others) {
        return new Rulebook(definitions, facts, values, prices, others);
    }
}
