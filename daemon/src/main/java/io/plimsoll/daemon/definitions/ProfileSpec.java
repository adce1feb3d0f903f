package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.NearestName;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A margin profile: one choice of the settings of docs/internals/linear-rules.md.
 *
 * @param name informative
 * @param version rises with each change of the file
 * @param warningRatioPpm warning is B &lt; R * ratio
 * @param stopBufferPpm stop margin = maintenance + buffer * (initial - maintenance), where an instrument states none
 * @param limitSpreadPpm widest fillable spread as a multiple of the maintenance rate
 * @param dustMicros a remainder worth less closes in full, millionths of the valuation currency
 * @param maxLiquidationsPerRecord how many accounts one record may order for, the riskiest first; 0: all of them
 * @param terms what it says beyond the plain rules
 * @param source where its rules are from, for people; empty where it does not say
 * @param defaults what a book's lines get where they are silent
 */
public record ProfileSpec(
        String name,
        int version,
        int warningRatioPpm,
        int stopBufferPpm,
        int limitSpreadPpm,
        long dustMicros,
        int maxLiquidationsPerRecord,
        ProfileTerms terms,
        String source,
        LineDefaults defaults) {

    private static final String BOUND = "maxLiquidationsPerRecord";
    private static final Set<String> PARAMETERS = Set.of("warningRatio", "stopBuffer", "limitSpread", "dust", BOUND);

    /** Without a source, and without defaults for a book. */
    public ProfileSpec(
            final String name,
            final int version,
            final int warningRatioPpm,
            final int stopBufferPpm,
            final int limitSpreadPpm,
            final long dustMicros,
            final int maxLiquidationsPerRecord,
            final ProfileTerms terms) {
        this(
                name,
                version,
                warningRatioPpm,
                stopBufferPpm,
                limitSpreadPpm,
                dustMicros,
                maxLiquidationsPerRecord,
                terms,
                "",
                LineDefaults.NONE);
    }

    /** Reads a profile file. */
    public static ProfileSpec read(final Path file) {
        final YamlSection yaml = YamlSection.read(file);
        final ProfileSpec profile = new ProfileSpec(
                yaml.recordName("name"),
                yaml.integer("version", 1, Integer.MAX_VALUE),
                ratio(yaml, "warningRatio", Rates.ONE, 2 * Rates.ONE),
                ratio(yaml, "stopBuffer", 0, Rates.ONE),
                ratio(yaml, "limitSpread", 0, 10 * Rates.ONE),
                notNegative(yaml, "dust"),
                yaml.integer(BOUND, 0, Integer.MAX_VALUE, 0),
                terms(yaml),
                yaml.text("source", ""),
                yaml.has("defaults") ? defaults(yaml.section("defaults")) : LineDefaults.NONE);
        yaml.end();
        return profile;
    }

    private static ProfileTerms terms(final YamlSection yaml) {
        yaml.text("boundary"); // the one setting that a profile may not leave open
        return ProfileSettings.TABLE.read(yaml, ProfileTerms.PLAIN);
    }

    private static LineDefaults defaults(final YamlSection yaml) {
        final LineDefaults defaults = new LineDefaults(
                yaml.has("asset") ? yaml.section("asset").texts() : Map.of(),
                yaml.has("instrument") ? yaml.section("instrument").texts() : Map.of());
        yaml.end();
        return defaults;
    }

    /**
     * The profile with some parameters set anew, as {@code warningRatio=1.2} or {@code plan.closeFactor=0.5}.
     *
     * @throws UserError for an unknown name, with the nearest valid one, or a value out of range
     */
    public ProfileSpec with(final Map<String, String> overrides) {
        return with(overrides, "--set");
    }

    /** The same, as some line of a book says, whose place errors begin with. */
    public ProfileSpec with(final Map<String, String> overrides, final String where) {
        ProfileTerms others = terms;
        for (final Map.Entry<String, String> override : overrides.entrySet()) {
            final Setting setting = ProfileSettings.TABLE.setting(override.getKey());
            if (setting != null) {
                others = ProfileSettings.TABLE.with(others, setting, number(setting, override.getValue(), where));
            } else if (!PARAMETERS.contains(override.getKey())) {
                final Set<String> known = new TreeSet<>(PARAMETERS);
                known.addAll(ProfileSettings.TABLE.paths());
                throw new UserError(where + ": unknown profile parameter '" + override.getKey()
                        + "'; the nearest valid one is '" + NearestName.of(override.getKey(), known) + "'");
            }
        }
        return new ProfileSpec(
                name,
                version,
                override(overrides, where, "warningRatio", warningRatioPpm, Rates.ONE, 2 * Rates.ONE),
                override(overrides, where, "stopBuffer", stopBufferPpm, 0, Rates.ONE),
                override(overrides, where, "limitSpread", limitSpreadPpm, 0, 10 * Rates.ONE),
                overrides.containsKey("dust")
                        ? parse(where, "dust", overrides.get("dust"), 0, Long.MAX_VALUE)
                        : dustMicros,
                overrides.containsKey(BOUND) ? count(where, overrides.get(BOUND)) : maxLiquidationsPerRecord,
                others,
                source,
                defaults);
    }

    private static long number(final Setting setting, final String text, final String where) {
        try {
            return setting.value().parse(text);
        } catch (final IllegalArgumentException e) {
            throw new UserError(where + " " + setting.path() + "=" + text + ", expected "
                    + setting.value().expected());
        }
    }

    private static int count(final String where, final String text) {
        try {
            final int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw new UserError(where + " " + BOUND + "=" + text + ", expected a whole number from 0 (no bound) to "
                + Integer.MAX_VALUE);
    }

    /** Stop margin of an instrument that states none: rounded up, so that it is never below what the buffer says. */
    public int stopPpm(final int initialPpm, final int maintenancePpm) {
        final long scaled = (long) (initialPpm - maintenancePpm) * stopBufferPpm;
        return maintenancePpm + (int) ((scaled + Rates.ONE - 1) / Rates.ONE);
    }

    private static int override(
            final Map<String, String> overrides,
            final String where,
            final String name,
            final int current,
            final int min,
            final int max) {
        return overrides.containsKey(name) ? (int) parse(where, name, overrides.get(name), min, max) : current;
    }

    private static long parse(
            final String where, final String name, final String text, final long min, final long max) {
        try {
            final long value = Decimals.parse(text, Rates.DECIMALS);
            if (value >= min && value <= max) {
                return value;
            }
            throw new UserError(where + " " + name + "=" + text + " is out of range, expected "
                    + Decimals.format(min, Rates.DECIMALS) + " to " + Decimals.format(max, Rates.DECIMALS));
        } catch (final NumberFormatException e) {
            throw new UserError(where + " " + name + ": " + e.getMessage());
        }
    }

    private static int ratio(final YamlSection yaml, final String key, final int min, final int max) {
        final long value = yaml.decimal(key, Rates.DECIMALS);
        if (value < min || value > max) {
            throw yaml.bad(
                    key,
                    Decimals.format(value, Rates.DECIMALS) + ", expected " + Decimals.format(min, Rates.DECIMALS)
                            + " to " + Decimals.format(max, Rates.DECIMALS));
        }
        return (int) value;
    }

    private static long notNegative(final YamlSection yaml, final String key) {
        final long value = yaml.decimal(key, Rates.DECIMALS);
        if (value < 0) {
            throw yaml.bad(key, "negative");
        }
        return value;
    }
}
