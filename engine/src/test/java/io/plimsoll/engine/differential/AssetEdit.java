package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.terms.AssetTerms;
import java.math.BigInteger;

/** A copy of an asset's definition, to be changed field by field. */
final class AssetEdit {
    long id;
    long priceId;
    int decimals;
    int priceDecimals;
    int initialWeightPpm;
    int maintenanceWeightPpm;
    BigInteger maxBalance;
    BigInteger maxPrice;
    String symbol;
    AssetTerms terms;

    AssetEdit(final Asset asset) {
        id = asset.id();
        priceId = asset.priceId();
        decimals = asset.decimals();
        priceDecimals = asset.priceDecimals();
        initialWeightPpm = asset.initialWeightPpm();
        maintenanceWeightPpm = asset.maintenanceWeightPpm();
        maxBalance = asset.maxBalance();
        maxPrice = asset.maxPrice();
        symbol = asset.symbol();
        terms = asset.terms();
    }

    Asset done() {
        return new Asset(
                id,
                priceId,
                decimals,
                priceDecimals,
                initialWeightPpm,
                maintenanceWeightPpm,
                maxBalance,
                maxPrice,
                symbol,
                terms);
    }
}
