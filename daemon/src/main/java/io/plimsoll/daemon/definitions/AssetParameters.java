package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.terms.AssetTerms;

/**
 * What of an asset's definition is a choice, so that it may be set anew. Immutable.
 *
 * @param initialWeightPpm share that counts for initial margin
 * @param maintenanceWeightPpm share that counts for maintenance margin
 * @param terms what it says beyond the plain rules
 */
public record AssetParameters(int initialWeightPpm, int maintenanceWeightPpm, AssetTerms terms) {
    /**
     * The same with everything that is set, by the names of a book's line; what is not set stays. Each weight is set on its own.
     *
     * @throws UserError for a name that is none of them, or a value out of range
     */
    public AssetParameters with(final Fields set) {
        final int[] weights = AssetSettings.weights(set, initialWeightPpm, maintenanceWeightPpm);
        final AssetParameters changed = new AssetParameters(weights[0], weights[1], AssetSettings.read(set, terms));
        set.end();
        return changed;
    }
}
