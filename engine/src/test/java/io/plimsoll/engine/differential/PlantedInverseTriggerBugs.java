package io.plimsoll.engine.differential;

import java.util.Map;

/** Triggers of inverse contracts that stand where those of linear ones would. */
final class PlantedInverseTriggerBugs {
    private static final String TRIGGERS = "TriggerRevaluation";
    private static final String PATHS = InverseTriggerPathsTest.class.getName() + "#";

    private PlantedInverseTriggerBugs() {}

    static void addTo(final Map<String, PlantedTriggerBugs.Bug> bugs) {
        bugs.put(
                "no trigger for the fall of a steep inverse short's price",
                new PlantedTriggerBugs.Bug(
                        TRIGGERS,
                        "leaf, distance, isLong || isSteepOnFall || !isHealthy,",
                        "leaf, distance, isLong || !isHealthy,",
                        PATHS + "shouldFindShortsThatLoseWhenTheirPriceFalls"));
        bugs.put(
                "an inverse contract steep on the side of a linear one",
                new PlantedTriggerBugs.Bug(
                        TRIGGERS,
                        "isSteepOnFall = isSteep && instrument.isInverse()",
                        "isSteepOnFall = isSteep && !instrument.isInverse()",
                        PATHS + "shouldFindShortsThatLoseWhenTheirPriceFalls"));
        bugs.put(
                "the index told the price of an inverse contract, with a minus",
                new PlantedTriggerBugs.Bug(
                        TRIGGERS,
                        "final long mark = factor.mark(value);",
                        "final long mark = factor.isInverse() ? -value : value;",
                        PATHS + "shouldFindHoldersThatAPriceMovesEitherWay"));
        bugs.put(
                "the slope of a linear contract taken for an inverse one's",
                new PlantedTriggerBugs.Bug(
                        TRIGGERS,
                        "SlackSplit.part(share, markSize(instrument))",
                        "SlackSplit.part(share, prices.value(instrument.priceSlot))",
                        PATHS + "shouldFindHoldersThatAPriceMovesEitherWay"));
    }
}
