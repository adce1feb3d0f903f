package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What a balance counts for a purpose (docs/internals/linear-rules.md, Valuation): whoever needs a weight asks here, and multiplies none
 * itself. A worth is balance * price with its sign at the common scale less 6 decimals, so that times ppm it is a value. Stateless.
 */
final class Worth {
    private Worth() {}

    /** For initial margin, a value. */
    static Int128 initial(final Factor asset, final Int128 worth, final Int128 result) {
        return result.set(worth).multiply(worth.isNegative() ? owedPpm(asset) : asset.initialWeightPpm);
    }

    /** For stop and maintenance margin, a value. */
    static Int128 maintenance(final Factor asset, final Int128 worth, final Int128 result) {
        return result.set(worth).multiply(worth.isNegative() ? owedPpm(asset) : ownedPpm(asset));
    }

    /** What an owned balance counts for maintenance, ppm of its worth. */
    static int ownedPpm(final Factor asset) {
        return asset.maintenanceWeightPpm;
    }

    /** What a debt counts, ppm of its worth. */
    static int owedPpm(final Factor asset) {
        return Rates.ONE;
    }
}
