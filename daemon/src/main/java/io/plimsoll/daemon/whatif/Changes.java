package io.plimsoll.daemon.whatif;

import io.plimsoll.journal.config.UserError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be otherwise. Immutable.
 *
 * @param profileName whose parameters are set: a profile's name, or "profile" for whichever is in force
 * @param parameters profile parameters and their new values
 * @param assets by symbol: parameters of an asset, by the names of a book's line, and their new values
 * @param instruments the same of an instrument
 * @param droppedSources sources of which no record counts
 * @param priceShifts by price id or symbol: how much of each of its prices is added, percent
 */
public record Changes(
        String profileName,
        Map<String, String> parameters,
        Map<String, Map<String, String>> assets,
        Map<String, Map<String, String>> instruments,
        Set<Integer> droppedSources,
        Map<String, BigDecimal> priceShifts) {
    /** The name that fits any profile. */
    public static final String ANY_PROFILE = "profile";

    private static final BigDecimal LEAST_SHIFT = new BigDecimal("-100");

    /** Nothing is otherwise. */
    public static Changes none() {
        return new Changes(ANY_PROFILE, Map.of(), Map.of(), Map.of(), Set.of(), Map.of());
    }

    /**
     * As on the command line.
     *
     * @param settings {@code profile.parameter}, {@code asset.symbol.parameter} or {@code instrument.symbol.parameter}, and value
     * @throws UserError for a setting without a profile, settings of two profiles, or a price shifted below zero
     */
    public static Changes of(
            final Map<String, String> settings, final Set<Integer> sources, final Map<String, BigDecimal> shifts) {
        String profile = ANY_PROFILE;
        final Map<String, String> parameters = new LinkedHashMap<>();
        final Map<String, Map<String, String>> assets = new LinkedHashMap<>();
        final Map<String, Map<String, String>> instruments = new LinkedHashMap<>();
        for (final Map.Entry<String, String> setting : settings.entrySet()) {
            final String key = setting.getKey();
            final int dot = key.indexOf('.');
            if (dot < 1) {
                throw malformed(key);
            }
            final String name = key.substring(0, dot);
            final String rest = key.substring(dot + 1);
            if ("asset".equals(name) || "instrument".equals(name)) {
                addLine("asset".equals(name) ? assets : instruments, key, rest, setting.getValue());
            } else if (!parameters.isEmpty() && !name.equals(profile)) {
                throw new UserError("--set: one profile at a time, not '" + profile + "' and '" + name + "'");
            } else {
                profile = name;
                parameters.put(rest, setting.getValue());
            }
        }
        shifts.forEach((price, percent) -> {
            if (percent.compareTo(LEAST_SHIFT) <= 0) {
                throw new UserError("--shift-price " + price + "=" + percent + ": expected more than -100 percent");
            }
        });
        return new Changes(profile, parameters, assets, instruments, Set.copyOf(sources), Map.copyOf(shifts));
    }

    private static void addLine(
            final Map<String, Map<String, String>> lines, final String key, final String rest, final String value) {
        final int dot = rest.indexOf('.');
        if (dot < 1) {
            throw malformed(key);
        }
        lines.computeIfAbsent(rest.substring(0, dot), symbol -> new LinkedHashMap<>())
                .put(rest.substring(dot + 1), value);
    }

    private static UserError malformed(final String key) {
        return new UserError("--set " + key + ": expected profile.parameter=value, as profile.warningRatio=1.2, or"
                + " asset.symbol.parameter=value or instrument.symbol.parameter=value, as"
                + " instrument.BTC-PERP.maintenance=0.06");
    }

    /** Whether a definition is to be otherwise. */
    boolean hasDefinitions() {
        return !parameters.isEmpty() || !assets.isEmpty() || !instruments.isEmpty();
    }

    /**
     * The same for a profile whose name is known and that is told by none.
     *
     * @throws UserError when parameters of another one are set
     */
    public Changes ofProfile(final String name) {
        if (!profileName.equals(ANY_PROFILE) && !profileName.equals(name)) {
            throw new UserError("--set " + profileName + ".*: the profile is '" + name + "', expected " + name
                    + ".parameter=value or profile.parameter=value");
        }
        return new Changes(ANY_PROFILE, parameters, assets, instruments, droppedSources, priceShifts);
    }

    /** Each of them, for people. */
    public List<String> texts() {
        final List<String> texts = new ArrayList<>();
        parameters.forEach((name, value) -> texts.add(profileName + "." + name + " set to " + value));
        assets.forEach((symbol, set) ->
                set.forEach((name, value) -> texts.add("asset." + symbol + "." + name + " set to " + value)));
        instruments.forEach((symbol, set) ->
                set.forEach((name, value) -> texts.add("instrument." + symbol + "." + name + " set to " + value)));
        droppedSources.stream().sorted().forEach(source -> texts.add("source " + source + " dropped"));
        priceShifts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(shift -> texts.add("price " + shift.getKey() + " shifted by "
                        + shift.getValue().toPlainString() + " %"));
        return texts;
    }
}
