package io.plimsoll.daemon.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Every component of a profile's terms can be stated in its file and set anew, under one name, and nothing else can. */
@Timeout(60)
class ProfileSettingsTest {
    // By path: a value that is not plain, and one that is refused.
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("boundary", List.of("inclusive", "loose")),
            Map.entry("debt.in", List.of("requirement", "REQUIREMENT")),
            Map.entry("rounding.decimals", List.of("8", "19")),
            Map.entry("rounding.collateral", List.of("floor", "down")),
            Map.entry("rounding.weighted", List.of("floor", "up")),
            Map.entry("rounding.debt", List.of("ceil", "null-val")),
            Map.entry("rounding.notional", List.of("truncate", "half-up")),
            Map.entry("rounding.requirement", List.of("ceil", "ceiling")),
            Map.entry("requirement.positive", List.of("true", "yes")),
            Map.entry("requirement.profitIn", List.of("settlement-asset", "settlementAsset")),
            Map.entry("requirement.profitCap", List.of("100", "-1")),
            Map.entry("requirement.openOrderFee", List.of("0.01", "0.0000001")),
            Map.entry("requirement.openOrdersInMaintenance", List.of("true", "1")),
            Map.entry("requirement.cancelSeconds", List.of("30", "86401")),
            Map.entry("requirement.initialOfWhole", List.of("true", "1")),
            Map.entry("requirement.stopOnTop", List.of("true", "1")),
            Map.entry("requirement.sizeShape", List.of("0.8", "1.1")),
            Map.entry("requirement.ratePrecision", List.of("0.0001", "0")),
            Map.entry("plan.sizing", List.of("close-factor", "some")),
            Map.entry("plan.portion", List.of("0.1", "1.000001")),
            Map.entry("plan.minNotional", List.of("1000", "1e3")),
            Map.entry("plan.maxAccountNotional", List.of("100000", "all")),
            Map.entry("plan.closeFactor", List.of("0.5", "2")),
            Map.entry("plan.fullBelowHealth", List.of("0.95", "11")),
            Map.entry("plan.fullBelow", List.of("2000", "-0.5")),
            Map.entry("plan.leftover", List.of("1000", "-1000")),
            Map.entry("plan.targetHealth", List.of("1.2", "10.1")),
            Map.entry("plan.storeFrontFactor", List.of("0.6", "1.1")),
            Map.entry("fillable.bankruptcyAdjustment", List.of("2", "101")),
            Map.entry("fillable.spread", List.of("1.5", "11")),
            Map.entry("bonus.shape", List.of("by-health", "by-age")),
            Map.entry("bonus.start", List.of("0.01", "-0.01")),
            Map.entry("bonus.slope", List.of("2", "101")),
            Map.entry("bonus.min", List.of("0.01", "x")),
            Map.entry("bonus.max", List.of("0.05", "11")),
            Map.entry("auction.curve", List.of("stair-step", "curved")),
            Map.entry("auction.start", List.of("1.2", "-1")),
            Map.entry("auction.tau", List.of("3600", "-1")),
            Map.entry("auction.cut", List.of("0.999999999999999999", "1.1")),
            Map.entry("auction.step", List.of("90", "1.5")),
            Map.entry("auction.tail", List.of("7200", "-1")),
            Map.entry("auction.cusp", List.of("0.4", "1.1")),
            Map.entry("insurance.draws", List.of("true", "always")),
            Map.entry("insurance.maxDraw", List.of("1000000", "-1")),
            Map.entry("insurance.socialise", List.of("true", "pro-rata")),
            Map.entry("deleverage.by", List.of("profit-by-equity", "profit")),
            Map.entry("deleverage.after", List.of("3", "101")),
            Map.entry("penalty.liquidator", List.of("0.5", "1.1")),
            Map.entry("penalty.fund", List.of("0.25", "-0.1")),
            Map.entry("penalty.protocol", List.of("0.000001", "0.0000001")),
            Map.entry("orders.seconds", List.of("30", "1000000001")),
            Map.entry("orders.escalateAfter", List.of("3", "101")),
            Map.entry("orders.cancelRecovered", List.of("true", "no")),
            Map.entry("orders.wholeAfterPart", List.of("30", "-1")),
            Map.entry("throttle.ordersPerSecond", List.of("50", "-1")),
            Map.entry("throttle.notionalPerSecond", List.of("1000000", "1e6")),
            Map.entry("throttle.notionalPerHour", List.of("50000000", "-1")),
            Map.entry("throttle.accountNotionalPerHour", List.of("2000000", "all")),
            Map.entry("throttle.instrumentNotionalPerSecond", List.of("500000.5", "-0.1")),
            Map.entry("scale.floor", List.of("0.5", "0")),
            Map.entry("scale.cap", List.of("2", "0.9")),
            Map.entry("scale.step", List.of("0.25", "-1")),
            Map.entry("scale.cooldown", List.of("60", "1000000001")),
            Map.entry("rebalance.to", List.of("initial", "maintenance")),
            Map.entry("rebalance.cooldown", List.of("60", "-1")));

    @TempDir
    private Path folder;

    @Test
    void shouldHaveANameForEveryComponent() {
        final Set<String> components = new HashSet<>();
        ProfileSettings.TABLE
                .paths()
                .forEach(path ->
                        components.add(ProfileSettings.TABLE.setting(path).component()));
        assertEquals(Set.copyOf(Terms.names(ProfileTerms.PLAIN)), components);
        assertEquals(VALUES.keySet(), ProfileSettings.TABLE.paths());
    }

    @Test
    void shouldSetOneComponentByItsName() throws IOException {
        final ProfileSpec linear = Project.linear();
        for (final Map.Entry<String, List<String>> entry : VALUES.entrySet()) {
            final String path = entry.getKey();
            final ProfileSpec set = linear.with(Map.of(path, entry.getValue().get(0)));
            assertEquals(
                    List.of(ProfileSettings.TABLE.setting(path).component()),
                    Terms.differences(set.terms(), ProfileTerms.PLAIN),
                    path);
            assertEquals(set.terms(), read(path, entry.getValue().get(0)).terms(), path);
        }
    }

    @Test
    void shouldTellWhereAValueIsWrongAndWhatIsRight() {
        for (final Map.Entry<String, List<String>> entry : VALUES.entrySet()) {
            final String path = entry.getKey();
            final String wrong = entry.getValue().get(1);
            final String inFile = message(() -> read(path, wrong));
            final int line = path.equals("boundary") ? 3 : 5;
            assertTrue(
                    inFile.contains("profile.yaml:" + line + ": '" + path + "' is '" + wrong + "', expected "), inFile);
            final String onCommand = message(() -> Project.linear().with(Map.of(path, wrong)));
            assertTrue(onCommand.startsWith("--set " + path + "=" + wrong + ", expected "), onCommand);
        }
    }

    @Test
    void shouldTellTheNearestNameOfAnUnknownOne() {
        final String inFile = message(() -> read("plan.closeFaktor", "0.5"));
        assertTrue(inFile.contains("unknown key 'plan.closeFaktor'; the nearest valid one is 'closeFactor'"), inFile);
        final String onCommand = message(() -> Project.linear().with(Map.of("plan.closeFaktor", "0.5")));
        assertEquals(
                "--set: unknown profile parameter 'plan.closeFaktor'; the nearest valid one is 'plan.closeFactor'",
                onCommand);
    }

    private ProfileSpec read(final String path, final String value) throws IOException {
        final int dot = path.indexOf('.');
        final String boundary = dot < 0 ? value : "strict";
        final String group =
                dot < 0 ? "" : path.substring(0, dot) + ":\n  " + path.substring(dot + 1) + ": \"" + value + "\"\n";
        return ProfileSpec.read(Files.writeString(
                folder.resolve("profile.yaml"),
                "name: test\nversion: 1\nboundary: " + boundary + "\n" + group
                        + "warningRatio: 1.1\nstopBuffer: 0.5\nlimitSpread: 1\ndust: 10\n"));
    }

    private static String message(final Executable action) {
        return assertThrows(UserError.class, action).getMessage();
    }
}
