package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
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
                symbol);
    }
}
