package io.plimsoll.daemon.run;

import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running daemon takes over of a configuration that was changed, and what wants a restart. Stateless. */
final class Reload {
    /** Marked so in config/plimsoll.yaml. */
    static final Set<String> RELOADABLE = Set.of(
            "arming",
            "automaticKill.clockStep",
            "automaticKill.lag",
            "automaticKill.ordersPerMinute",
            "diskGuard.haltBelow",
            "diskGuard.warnBelow",
            "instruments",
            "maxPriceAge",
            "minFreeDisk",
            "profile");

    private Reload() {}

    /** Each setting that differs and cannot be taken over, by name, with what it was and would be. */
    static List<String> refusals(final DaemonConfig old, final DaemonConfig changed) {
        final List<String> refusals = differing(old.settings(), changed.settings())
                .filter(key -> !RELOADABLE.contains(key))
                .map(key -> difference(key, old, changed))
                .collect(Collectors.toCollection(ArrayList::new));
        refuse(refusals, "assets", assets(old.definitions()), assets(changed.definitions()));
        refuse(refusals, "instruments", instruments(old.definitions()), instruments(changed.definitions()));
        refuse(refusals, "prices", prices(old.definitions()), prices(changed.definitions()));
        return refusals;
    }

    /** What changes, for people. */
    static String changes(
            final DaemonConfig old,
            final DaemonConfig changed,
            final boolean writesDefinitions,
            final List<String> newSecrets) {
        final List<String> changes = differing(old.settings(), changed.settings())
                .map(key -> difference(key, old, changed))
                .collect(Collectors.toCollection(ArrayList::new));
        if (writesDefinitions) {
            changes.add("other definitions of assets, instruments or profile");
        }
        changes.addAll(newSecrets);
        return changes.isEmpty() ? "nothing has changed" : String.join("; ", changes);
    }

    private static Stream<String> differing(final Map<String, String> old, final Map<String, String> changed) {
        final Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(changed.keySet());
        return keys.stream().filter(key -> !Objects.equals(old.get(key), changed.get(key)));
    }

    private static String difference(final String key, final DaemonConfig old, final DaemonConfig changed) {
        return key + " from " + told(old.settings().get(key)) + " to "
                + told(changed.settings().get(key));
    }

    private static String told(final String value) {
        return value == null ? "nothing" : value;
    }

    // Feeds, counters and the numbers of prices are those of the start.
    private static void refuse(
            final List<String> refusals, final String what, final List<String> old, final List<String> changed) {
        if (!old.equals(changed)) {
            refusals.add("other " + what + ": " + old + " to " + changed);
        }
    }

    private static List<String> assets(final DefinitionSet definitions) {
        return definitions.assets().stream().map(AssetSpec::symbol).toList();
    }

    private static List<String> instruments(final DefinitionSet definitions) {
        return definitions.instruments().stream().map(InstrumentSpec::symbol).toList();
    }

    private static List<String> prices(final DefinitionSet definitions) {
        return definitions.prices().stream()
                .map(price -> price.symbol() + " with " + price.decimals() + " decimals")
                .toList();
    }
}
