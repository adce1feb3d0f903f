package io.plimsoll.engine.differential;

import java.util.Map;

/** Triggers of what accounts have on order that are lost, or stand too far away. */
final class PlantedOrderTriggerBugs {
    private static final String PATHS = OpenOrderTriggerPathsTest.class.getName() + "#";

    private PlantedOrderTriggerBugs() {}

    static void addTo(final Map<String, PlantedTriggerBugs.Bug> bugs) {
        bugs.put(
                "what is on order and not held lost from the index",
                new PlantedTriggerBugs.Bug(
                        "TriggerRevaluation",
                        "            orders.split(unit, share);",
                        "            orders.setAll(unit, MaxTrees.NEVER);",
                        PATHS + "shouldFindWhoHasOrdersInWhatIsNotHeld"));
        bugs.put(
                "no trigger for the settlement price of what is on order",
                new PlantedTriggerBugs.Bug(
                        "OpenOrderTriggers",
                        "settlement.set(instrument.index, leaf, moved, true, true);",
                        "settlement.setBoth(instrument.index, leaf, MaxTrees.NEVER);",
                        PATHS + "shouldFindWhoHasOrdersInWhatIsSettledInACoin"));
        bugs.put(
                "who waits for its orders to be cancelled found by its own boundary alone",
                new PlantedTriggerBugs.Bug(
                        "Liquidator",
                        "                || cancelFirst.hasOrders(unit)",
                        "                || catalog.isBucketed()",
                        PATHS + "shouldFindWhoWaitsForItsOrdersToBeCancelledAndComesToBeBelowWithoutThem"));
        bugs.put(
                "the exposure of a position without its orders",
                new PlantedTriggerBugs.Bug(
                        "OrderedMargin",
                        ".multiply(catalog.orderedExposurePpm(instrument))",
                        ".multiply(0)",
                        "io.plimsoll.engine.ExposurePropertyTest#shouldBoundWhatOpenOrdersAskFor"));
        bugs.put(
                "open orders left out of an estimate",
                new PlantedTriggerBugs.Bug(
                        "Estimator",
                        "            if (catalog.countsOpenOrders()) {",
                        "            if (catalog.isBucketed()) {",
                        "io.plimsoll.engine.EstimatePropertyTest#shouldBeAsNearToTheExactNumbersAsItSays"));
    }
}
