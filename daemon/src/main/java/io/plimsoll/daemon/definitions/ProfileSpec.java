package io.plimsoll.daemon.definitions;

import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.config.NearestName;
import io.plimsoll.daemon.config.YamlSection;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
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
 */
public record ProfileSpec(
        String name,
        int version,
        int warningRatioPpm,
        int stopBufferPpm,
        int limitSpreadPpm,
        long dustMicros,
        int maxLiquidationsPerRecord,
        ProfileTerms terms) {

    /** What the schema's enum offers, less its null. */
    private enum BoundaryChoice {
        STRICT(Boundary.STRICT);

        private final Boundary boundary;

        BoundaryChoice(final Boundary boundary) {
            this.boundary = boundary;
        }
    }

    private static final String BOUND = "maxLiquidationsPerRecord";
    private static final Set<String> PARAMETERS = Set.of("warningRatio", "stopBuffer", "limitSpread", "dust", BOUND);

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
                ProfileTerms.PLAIN.withBoundary(yaml.choice("boundary", BoundaryChoice.class).boundary));
        yaml.end();
        return profile;
    }

    /**
     * The profile with some parameters set anew, as {@code warningRatio=1.2}.
     *
     * @throws UserError for an unknown name, with the nearest valid one, or a value out of range
     */
    public ProfileSpec with(final Map<String, String> overrides) {
        for (final String name : overrides.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw new UserError("--set: unknown profile parameter '" + name + "'; the nearest valid one is '"
                        + NearestName.of(name, new TreeSet<>(PARAMETERS)) + "'");
            }
        }
        return new ProfileSpec(
                name,
                version,
                override(overrides, "warningRatio", warningRatioPpm, Rates.ONE, 2 * Rates.ONE),
                override(overrides, "stopBuffer", stopBufferPpm, 0, Rates.ONE),
                override(overrides, "limitSpread", limitSpreadPpm, 0, 10 * Rates.ONE),
                overrides.containsKey("dust") ? parse("dust", overrides.get("dust"), 0, Long.MAX_VALUE) : dustMicros,
                overrides.containsKey(BOUND) ? count(BOUND, overrides.get(BOUND)) : maxLiquidationsPerRecord,
                terms);
    }

    private static int count(final String name, final String text) {
        try {
            final int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw new UserError(
                "--set " + name + "=" + text + ", expected a whole number from 0 (no bound) to " + Integer.MAX_VALUE);
    }

    /** Stop margin of an instrument that states none: rounded up, so that it is never below what the buffer says. */
    public int stopPpm(final int initialPpm, final int maintenancePpm) {
        final long scaled = (long) (initialPpm - maintenancePpm) * stopBufferPpm;
        return maintenancePpm + (int) ((scaled + Rates.ONE - 1) / Rates.ONE);
    }

    private static int override(
            final Map<String, String> overrides, final String name, final int current, final int min, final int max) {
        return overrides.containsKey(name) ? (int) parse(name, overrides.get(name), min, max) : current;
    }

    private static long parse(final String name, final String text, final long min, final long max) {
        try {
            final long value = Decimals.parse(text, Rates.DECIMALS);
            if (value >= min && value <= max) {
                return value;
            }
            throw new UserError("--set " + name + "=" + text + " is out of range, expected "
                    + Decimals.format(min, Rates.DECIMALS) + " to " + Decimals.format(max, Rates.DECIMALS));
        } catch (final NumberFormatException e) {
            throw new UserError("--set " + name + ": " + e.getMessage());
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
