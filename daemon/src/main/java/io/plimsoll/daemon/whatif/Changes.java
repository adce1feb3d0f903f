package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.UserError;
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
 * @param droppedSources sources of which no record counts
 * @param priceShifts by price id or symbol: how much of each of its prices is added, percent
 */
public record Changes(
        String profileName,
        Map<String, String> parameters,
        Set<Integer> droppedSources,
        Map<String, BigDecimal> priceShifts) {
    /** The name that fits any profile. */
    public static final String ANY_PROFILE = "profile";

    private static final BigDecimal LEAST_SHIFT = new BigDecimal("-100");

    /** Nothing is otherwise. */
    public static Changes none() {
        return new Changes(ANY_PROFILE, Map.of(), Set.of(), Map.of());
    }

    /**
     * As on the command line.
     *
     * @param settings {@code profile.parameter} and value
     * @throws UserError for a setting without a profile, settings of two profiles, or a price shifted below zero
     */
    public static Changes of(
            final Map<String, String> settings, final Set<Integer> sources, final Map<String, BigDecimal> shifts) {
        String profile = ANY_PROFILE;
        final Map<String, String> parameters = new LinkedHashMap<>();
        for (final Map.Entry<String, String> setting : settings.entrySet()) {
            final int dot = setting.getKey().indexOf('.');
            if (dot < 1) {
                throw new UserError("--set " + setting.getKey() + ": expected profile.parameter=value, as "
                        + "profile.warningRatio=1.2");
            }
            final String name = setting.getKey().substring(0, dot);
            if (!parameters.isEmpty() && !name.equals(profile)) {
                throw new UserError("--set: one profile at a time, not '" + profile + "' and '" + name + "'");
            }
            profile = name;
            parameters.put(setting.getKey().substring(dot + 1), setting.getValue());
        }
        shifts.forEach((price, percent) -> {
            if (percent.compareTo(LEAST_SHIFT) <= 0) {
                throw new UserError("--shift-price " + price + "=" + percent + ": expected more than -100 percent");
            }
        });
        return new Changes(profile, parameters, Set.copyOf(sources), Map.copyOf(shifts));
    }

    /** Each of them, for people. */
    public List<String> texts() {
        final List<String> texts = new ArrayList<>();
        parameters.forEach((name, value) -> texts.add(profileName + "." + name + " set to " + value));
        droppedSources.stream().sorted().forEach(source -> texts.add("source " + source + " dropped"));
        priceShifts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(shift -> texts.add("price " + shift.getKey() + " shifted by "
                        + shift.getValue().toPlainString() + " %"));
        return texts;
    }
}
