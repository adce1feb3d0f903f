package io.plimsoll.engine.differential;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Triggers that are left out, set too far, or set by a wrong number: the test named beside each must find it.
 *
 * <p>Left out here because no output can tell them: triggers that stay where they should be forgotten ({@code awaitPrice}, {@code
 * unitChanged} of an unchecked unit), keys that are too coarse ({@code isTooFine}) and maxima that are too high, since what is found once
 * too often is valued exactly and said nothing of; a new look after arming, which looks at every unit that is not healthy itself; and net
 * worth in the proof of a warning, which is never below equity less maintenance margin.
 */
final class PlantedTriggerBugs {
    private static final String TRIGGERS = "TriggerRevaluation";
    private static final String TREES = "MaxTrees";

    /**
     * One place in the engine's sources, changed.
     *
     * @param test class and method that must be red
     */
    record Bug(String file, String from, String to, String test) {}

    private final Map<String, Bug> bugs = new LinkedHashMap<>();

    private PlantedTriggerBugs() {}

    /** By what is wrong. */
    static Map<String, Bug> all() {
        final PlantedTriggerBugs planted = new PlantedTriggerBugs();
        planted.triggers();
        planted.changes();
        planted.trees();
        planted.keys();
        planted.estimates();
        planted.tiers();
        planted.buckets();
        PlantedInverseTriggerBugs.addTo(planted.bugs);
        PlantedOrderTriggerBugs.addTo(planted.bugs);
        return planted.bugs;
    }

    private void plant(final String wrong, final String file, final String from, final String to, final String test) {
        bugs.put(wrong, new Bug(file, from, to, test));
    }

    private void triggers() {
        final String price = paths("shouldFindUnitsThatAPriceMovesEitherWay");
        final String settlement = paths("shouldFindUnitsBySettlementPriceAndByTheWorthOfCollateralAndDebt");
        final String funding = paths("shouldFindUnitsThatFundingMovesEitherWay");
        plant(
                "no trigger for the fall of a long's price",
                TRIGGERS,
                "leaf, distance, isLong || isSteepOnFall || !isHealthy,",
                "leaf, distance, isSteepOnFall || !isHealthy,",
                price);
        plant(
                "no trigger for the rise of a short's price",
                TRIGGERS,
                "!isLong || isSteepOnRise || !isHealthy",
                "isSteepOnRise || !isHealthy",
                price);
        plant(
                "no trigger for the rise of a steep long's price",
                TRIGGERS,
                "!isLong || isSteepOnRise || !isHealthy",
                "!isLong || !isHealthy",
                paths("shouldFindLongsThatLoseWhenTheirPriceRises"));
        plant(
                "no trigger for the rise of an unhealthy long's price",
                TRIGGERS,
                "!isLong || isSteepOnRise || !isHealthy",
                "!isLong || isSteepOnRise",
                price);
        plant(
                "no trigger for the fall of an unhealthy short's price",
                TRIGGERS,
                "leaf, distance, isLong || isSteepOnFall || !isHealthy,",
                "leaf, distance, isLong || isSteepOnFall,",
                price);
        plant(
                "no trigger for the fall of collateral",
                TRIGGERS,
                "isOwned || !isHealthy, !isOwned",
                "!isHealthy, !isOwned",
                settlement);
        plant(
                "no trigger for the rise of a debt",
                TRIGGERS,
                "isOwned || !isHealthy, !isOwned || !isHealthy",
                "isOwned || !isHealthy, !isHealthy",
                settlement);
        plant(
                "no trigger for funding",
                TRIGGERS,
                "leaf, paid, !isLong || !isHealthy, isLong || !isHealthy",
                "leaf, paid, false, false",
                funding);
        plant(
                "funding triggers on the wrong sides",
                TRIGGERS,
                "leaf, paid, !isLong || !isHealthy, isLong || !isHealthy",
                "leaf, paid, isLong || !isHealthy, !isLong || !isHealthy",
                funding);
        plant(
                "no trigger for the rise of a settlement price",
                TRIGGERS,
                "leaf, moved, true, true",
                "leaf, moved, true, false",
                settlement);
        plant(
                "no trigger for the fall of a settlement price",
                TRIGGERS,
                "leaf, moved, true, true",
                "leaf, moved, false, true",
                settlement);
        plant(
                "a moved settlement price is not looked for",
                TRIGGERS,
                "settlement.collect(instrument, recheck.into(fired));",
                "",
                settlement);
        plant(
                "a moved funding index is not looked for",
                TRIGGERS,
                "funding.collect(instrument.index, recheck.into(fired));",
                "",
                funding);
        plant(
                "a found unit that is unchanged gets no triggers",
                "Recheck",
                "triggers.split(unit, SlackSplit.share(slack, estimate.exposure), isHealthy);",
                "",
                price);
    }

    private void changes() {
        final String room = paths("shouldFindUnitsAtTheirNextPriceWhenThereWasNoRoomForTheirOrders");
        final String pages = paths("shouldFindEveryLeafOfFullPagesAndThoseMovedIntoTheMiddle");
        final String restart = paths("shouldFindAfterARestartWhatItWouldHaveFoundWithout");
        plant(
                "no new look when there was no room",
                TRIGGERS,
                "            watched.set(unit);\n            setAll(unit, MaxTrees.ALWAYS);",
                "            watched.set(unit);",
                room);
        plant(
                "no new look after a kill",
                TRIGGERS,
                "unit = watched.nextSetBit(unit + 1)) {\n            setAll(unit, MaxTrees.ALWAYS);",
                "unit = watched.nextSetBit(unit + 1)) {",
                paths("shouldFindUnitsAgainAfterArmAndKill"));
        plant(
                "unhealthy units are not kept",
                TRIGGERS,
                "watched.flip(unit);",
                "",
                paths("shouldFindUnitsAgainAfterArmAndKill"));
        plant(
                "a moved leaf loses its price trigger",
                TRIGGERS,
                "        price.relocate(factor, last, leaf);\n",
                "",
                pages);
        plant(
                "a moved leaf loses its funding trigger",
                TRIGGERS,
                "        funding.relocate(factor, last, leaf);\n",
                "",
                pages);
        plant(
                "a moved leaf loses its settlement trigger",
                TRIGGERS,
                "settlement.relocate(factor, last, leaf);",
                "",
                pages);
        plant("a moved leaf is another unit's", "Places", "        holder[place] = holder[last];\n", "", pages);
        plant(
                "a page that a factor leaves stays in its folder",
                "Places",
                "            folders.removeLast(factor);\n",
                "",
                paths("shouldTakeAndLeaveAnInstrumentsOnlyPageAsOftenAsAPositionOpensAndCloses"));
        plant("nothing is set after a restart", TRIGGERS, "                restore(unit, margin);\n", "", restart);
        plant(
                "healthy units are not set after a restart",
                TRIGGERS,
                "            settled(unit, margin);\n        } else",
                "        } else",
                restart);
        plant(
                "unhealthy units are not set after a restart",
                TRIGGERS,
                "        } else {\n            unsettle(unit);",
                "        } else {",
                paths("shouldFindUnhealthyUnitsAfterARestartBothWays"));
        plant(
                "a first price values nobody",
                "Ladder",
                "!isScaled[factor] || ",
                "",
                paths("shouldValueEveryHolderOfAnInstrumentAtItsFirstPrice"));
        plant(
                "a settlement price beyond the keys values nobody",
                TRIGGERS,
                "            collectAll(settled, fired);\n",
                "",
                paths("shouldMeasureAnewWhenAPriceMovesBySixtyFourTimes"));
        plant(
                "a price beyond the keys values nobody",
                TRIGGERS,
                "            collectAll(priced, fired);\n",
                "",
                paths("shouldMeasureAnewWhenAPriceMovesBySixtyFourTimes"));
    }

    private void trees() {
        final String pages = paths("shouldFindEveryLeafOfFullPagesAndThoseMovedIntoTheMiddle");
        final String raised = "            level[i][at] = key;\n";
        plant("the maximum of a factor is not raised", TREES, "root[top] = Math.max(root[top], key);", "", pages);
        plant(
                "the maximum of a factor is not kept after a walk",
                TREES,
                "root[lanes * factor + lane] = highest;",
                "root[lanes * factor + lane] = NEVER;",
                pages);
        plant(
                "the maximum of 16 leaves is not raised",
                TREES,
                raised,
                "            level[i][at] = i == 1 ? level[i][at] : key;\n",
                pages);
        plant(
                "the maximum of 256 leaves is not raised",
                TREES,
                raised,
                "            level[i][at] = i == 2 ? level[i][at] : key;\n",
                pages);
        plant(
                "the maximum of a page is not raised",
                TREES,
                raised,
                "            level[i][at] = i == PAGES ? level[i][at] : key;\n",
                pages);
        plant(
                "the maximum of a folder is not raised",
                TREES,
                "        raiseFolder(leaf >> LEVEL_BITS[PAGES], lane, key);\n",
                "",
                pages);
        plant(
                "a walk does not tell the folder",
                TREES,
                "            raiseFolder(page, lane, level[PAGES][lanes * page + lane]);\n",
                "",
                pages);
        plant("a walk does not tell the parents", TREES, "            ascend(depth, lane);\n", "", pages);
        plant(
                "a walk leaves a page out of its maximum",
                TREES,
                "                raiseFolder(page, lane, maximum);\n",
                "",
                paths("shouldKeepTheMaximumOfAPageThatAWalkPassesBy"));
        plant(
                "a found key is not forgotten",
                TREES,
                "            level[0][lanes * visited[0][i] + lane] = NEVER;\n",
                "",
                pages);
    }

    private void keys() {
        final String price = paths("shouldFindUnitsThatAPriceMovesEitherWay");
        final String boundary = paths("shouldLeaveUnitsOnTheirBoundaryToTheExactValuation");
        final String shares = estimates("shouldNeverShareOutMoreThanThereIs");
        plant(
                "a share doubled",
                "SlackSplit",
                "(long) (share * size * MARGIN)",
                "(long) (2 * share * size * MARGIN)",
                price);
        plant(
                "a key rounded the other way",
                "Ladder",
                "return (int) -(-distance >> bits);",
                "return (int) (distance >> bits);",
                boundary);
        plant(
                "a fallen value rounded the other way",
                "Ladder",
                "(int) (value[factor] >> shift[factor])",
                "(int) -(-value[factor] >> shift[factor])",
                boundary);
        plant(
                "a risen value rounded the other way",
                "Ladder",
                "(int) (-value[factor] >> shift[factor])",
                "(int) -(value[factor] >> shift[factor])",
                boundary);
        plant(
                "keys measure further than they hold",
                "Ladder",
                ">= 1L << REACH_BITS ||",
                ">= 1L << 62 ||",
                paths("shouldMeasureAnewWhenAPriceMovesBySixtyFourTimes"));
        plant("a share beyond the whole", "SlackSplit", "slack >= exposure ? WHOLE : ", "", shares);
        plant(
                "an unhealthy unit's net worth forgotten",
                "SlackSplit",
                "double nearest = Math.abs(Approximate.of(margin.netWorth));",
                "double nearest = Double.MAX_VALUE;",
                shares);
        plant(
                "an unhealthy unit's maintenance margin forgotten",
                "SlackSplit",
                "nearest = Math.min(nearest, Math.abs(equity - Approximate.of(margin.maintenanceMargin)));\n        nearest",
                "nearest",
                paths("shouldFindUnitsAgainAfterArmAndKill"));
        plant(
                "an unhealthy unit's orders in flight forgotten",
                "SlackSplit",
                "nearest = Math.min(nearest, Math.abs(equity - Approximate.of(margin.projectedMaintenance)));",
                "",
                paths("shouldFindUnitsAgainAfterArmAndKill"));
        plant(
                "an unhealthy unit's warning level forgotten",
                "SlackSplit",
                "nearest = Math.min(nearest, Math.abs(equity - warningLevel(margin, warningRatioPpm)));",
                "",
                shares);
    }

    private void estimates() {
        final String verdicts = estimates("shouldProveAVerdictOnlyWhereItIsTheExactOne");
        final String near = estimates("shouldBeAsNearToTheExactNumbersAsItSays");
        plant(
                "an estimate without an error",
                "UnitEstimate",
                "return gross * ROUNDING + 3 * hidden;",
                "return 0;",
                verdicts);
        plant(
                "an estimate with a negative error",
                "UnitEstimate",
                "return gross * ROUNDING + 3 * hidden;",
                "return -gross * ROUNDING;",
                verdicts);
        plant(
                "the cap of a domain forgotten in an estimate",
                "CollateralEstimator",
                "Math.min(sums[place], Approximate.of(domains[place].domainCap()))",
                "sums[place]",
                near);
        plant(
                "an estimate of what is owned by its first weight",
                "CollateralEstimator",
                "for (int tier = 0; tier < tiers.count(); tier++)",
                "for (int tier = 0; tier < 1; tier++)",
                near);
        plant("an estimate's error far too small", "UnitEstimate", "ROUNDING = 0x1p-43", "ROUNDING = 0x1p-55", near);
        plant(
                "a warning proved without maintenance margin",
                "UnitEstimate",
                "Math.min(netWorth, equity - maintenanceMargin)",
                "netWorth",
                verdicts);
        plant(
                "an estimate's cost left out of its error",
                "Estimator",
                "notional + Math.abs(cost) + Math.abs(owed)",
                "notional + Math.abs(owed)",
                near);
        plant(
                "an estimate's funding left out of its error",
                "Estimator",
                "notional + Math.abs(cost) + Math.abs(owed)",
                "notional + Math.abs(cost)",
                near);
        plant(
                "an estimate of a debt by the weight of what is owned",
                "Estimator",
                "Worth.owedPpm(asset, balance, Purpose.MAINTENANCE)",
                "Worth.ownedPpm(asset, balance, Purpose.MAINTENANCE)",
                near);
        plant(
                "an estimate of a debt in R forgotten",
                "Estimator",
                "            estimate.maintenanceMargin += asset.isDebtRequired ? size * weight : 0;\n",
                "",
                near);
        plant(
                "a weighted debt left out of an estimate's error",
                "Estimator",
                "estimate.gross += most;",
                "estimate.gross += size * 0x1p-12;",
                near);
        plant(
                "the exposure of a debt in R without the warning ratio",
                "Catalog",
                "= withIndex(factor, Worth.slopePpm(factor, profile.warningRatioPpm()));",
                "= withIndex(factor, Worth.slopePpm(factor, 1_000_000));",
                paths("shouldFindDebtsInTheRequirement"));
    }

    private void tiers() {
        plant(
                "a tier's rate less nothing in an estimate",
                "Estimator",
                "Approximate.of(deduction) * settlementPrice",
                "0",
                estimates("shouldBeAsNearToTheExactNumbersAsItSays"));
        plant(
                "the exposure of a position by its first tier",
                "Requirement",
                ": instrument.tiers.steepestPpm();",
                ": instrument.askedMaintenancePpm;",
                "io.plimsoll.engine.ExposurePropertyTest#shouldBoundWhatTiersAskFor");
        plant(
                "the exposure of a debt by the weight that it has at no size",
                "Worth",
                "slopePpm(asset, owedPpm(asset, amount, Purpose.MAINTENANCE), warningRatioPpm)",
                "slopePpm(asset, owedPpm(asset), warningRatioPpm)",
                "io.plimsoll.engine.ExposurePropertyTest#shouldBoundWhatBalancesCountWhoseWeightsHangOnTheirSize");
        plant(
                "maintenance margin not continuous at a floor",
                "Tiers",
                "BigInteger.valueOf(table.floorMicros(i))",
                "BigInteger.valueOf(table.floorMicros(i - 1))",
                "io.plimsoll.engine.TierTablePropertyTest#shouldAskForTheIntegralOfTheRates");
    }

    private void buckets() {
        final String exposure = "io.plimsoll.engine.ExposurePropertyTest#shouldBoundWhatBucketsCount";
        final String near = estimates("shouldBeAsNearToTheExactNumbersAsItSays");
        plant(
                "the exposure of a position without the weight of its bucket",
                "Catalog",
                "return inBucket(instrument, instrument.settlementSlot == Prices.UNIT_SLOT ? moved",
                "return (instrument.settlementSlot == Prices.UNIT_SLOT ? moved",
                exposure);
        plant(
                "the exposure of a loss that the settlement price moves, unweighted",
                "BucketCalculator",
                "position.value(instrument.settlement.exposurePpm, term).abs()",
                "position.value(1, term).abs()",
                exposure);
        plant(
                "the exposure of a debt in a bucket, unweighted",
                "BucketCalculator",
                "term.isNegative() ? asset.exposurePpm : Rates.ONE",
                "Rates.ONE",
                exposure);
        plant(
                "an estimate of a bucket that is owed by the weight of what is owned",
                "BucketEstimator",
                "bucket < 0 ? Worth.owedPpm(asset) : Worth.ownedPpm(asset)",
                "Worth.ownedPpm(asset)",
                near);
        plant(
                "an estimate of a loss by the weight of a profit",
                "BucketEstimator",
                "excess < 0 ? 1 : Profit",
                "Profit",
                near);
        plant(
                "what is asked for left out of an estimate's bucket",
                "BucketEstimator",
                "pnl - notional * (instrument.askedMaintenancePpm * PPM)",
                "pnl",
                near);
        plant(
                "a weighted bucket left out of an estimate's error",
                "BucketEstimator",
                "(notional + Math.abs(cost) + Math.abs(owed)) * most",
                "(notional + Math.abs(cost) + Math.abs(owed)) * 0x1p-12",
                near);
    }

    private static String paths(final String method) {
        return "io.plimsoll.engine.differential.TriggerPathsTest#" + method;
    }

    private static String estimates(final String method) {
        return "io.plimsoll.engine.EstimatePropertyTest#" + method;
    }
}
