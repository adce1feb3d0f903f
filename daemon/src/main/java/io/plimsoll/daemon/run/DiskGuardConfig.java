package io.plimsoll.daemon.run;

import io.plimsoll.journal.config.YamlSection;

/**
 * When the disk is too full to go on. Left out, it follows from the least that a start wants.
 *
 * @param warnBelow usable bytes
 * @param haltBelow usable bytes; less than a start wants
 * @param reserve bytes that a clean stop may use
 */
public record DiskGuardConfig(long warnBelow, long haltBelow, long reserve) {
    private static final long MOST_RESERVED = 64L << 20;

    static DiskGuardConfig read(final YamlSection yaml, final long minFreeDisk) {
        final YamlSection guard = yaml.sectionOrNone("diskGuard");
        final DiskGuardConfig config = new DiskGuardConfig(
                guard.bytes("warnBelow", minFreeDisk),
                guard.bytes("haltBelow", minFreeDisk / 2),
                guard.bytes("reserve", Math.min(MOST_RESERVED, minFreeDisk / 4)));
        if (config.haltBelow > 0 && config.haltBelow >= minFreeDisk) {
            throw guard.bad("haltBelow", "not less than minFreeDisk: a start would halt at once");
        }
        if (config.warnBelow < config.haltBelow) {
            throw guard.bad("warnBelow", "less than haltBelow: nobody would be warned");
        }
        guard.end();
        return config;
    }
}
