package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the page's section "Definitions" asks of a commit, over the result as a whole. One use per commit. */
public final class DefinitionsCheck {
    private static final int PROVEN_LEGS = 64;
    private static final int MAX_LIMIT_SPREAD_PPM = 10_000_000;
    private static final BigInteger VALUE_LIMIT = BigInteger.ONE.shiftLeft(125);

    private final Definitions before;
    private final Definitions after;

    /** {@code after} is what would be in force. */
    public DefinitionsCheck(final Definitions before, final Definitions after) {
        this.before = before;
        this.after = after;
    }

    /** Whether the commit may be applied. */
    public boolean holds() {
        return assetsKeepTheirScales()
                && instrumentsKeepTheirScales()
                && after.assets().values().stream().allMatch(this::isSound)
                && after.instruments().values().stream().allMatch(this::isSound)
                && after.profile().map(DefinitionsCheck::isSound).orElse(false)
                && usersOfAPriceAgree()
                && largestLegs().compareTo(VALUE_LIMIT) < 0;
    }

    private boolean assetsKeepTheirScales() {
        return before.assets().values().stream().allMatch(old -> {
            final Asset now = after.assets().get(old.id());
            return now.decimals() == old.decimals()
                    && now.priceDecimals() == old.priceDecimals()
                    && now.priceId() == old.priceId();
        });
    }

    private boolean instrumentsKeepTheirScales() {
        return before.instruments().values().stream().allMatch(old -> {
            final Instrument now = after.instruments().get(old.id());
            return now.priceDecimals() == old.priceDecimals()
                    && now.quantityDecimals() == old.quantityDecimals()
                    && now.priceId() == old.priceId()
                    && now.settlementAssetId() == old.settlementAssetId()
                    && now.kind() == old.kind();
        });
    }

    private boolean isSound(final Asset asset) {
        return asset.id() > 0
                && asset.maxBalance().signum() > 0
                && asset.maxPrice().signum() > 0
                && areDecimals(asset.decimals(), asset.priceDecimals())
                && areOrdered(0, asset.initialWeightPpm(), asset.maintenanceWeightPpm(), Rates.ONE)
                && (asset.priceId() != 0 || isValuationCurrency(asset));
    }

    // "the valuation currency (price id 0) has price 1 and P = 0"
    private static boolean isValuationCurrency(final Asset asset) {
        return asset.priceDecimals() == 0 && asset.maxPrice().equals(BigInteger.ONE);
    }

    private boolean isSound(final Instrument instrument) {
        return instrument.id() > 0
                && instrument.priceId() > 0
                && instrument.maxQuantity().signum() > 0
                && instrument.maxPrice().signum() > 0
                && after.assets().containsKey(instrument.settlementAssetId())
                && after.assets().containsKey(instrument.underlyingAssetId())
                && areDecimals(instrument.priceDecimals(), instrument.quantityDecimals())
                && areOrdered(0, instrument.maintenancePpm(), instrument.stopPpm(), instrument.initialPpm(), Rates.ONE)
                && instrument.tick().signum() > 0
                && instrument.step().signum() > 0;
    }

    private static boolean isSound(final Profile profile) {
        return profile.warningRatioPpm() >= Rates.ONE
                && areOrdered(0, profile.limitSpreadPpm(), MAX_LIMIT_SPREAD_PPM)
                && profile.dustMicros() >= 0;
    }

    private static boolean areDecimals(final int first, final int second) {
        return first <= Decimals.MAX_DECIMALS && second <= Decimals.MAX_DECIMALS;
    }

    private static boolean areOrdered(final int... rising) {
        for (int i = 1; i < rising.length; i++) {
            if (rising[i - 1] > rising[i]) {
                return false;
            }
        }
        return true;
    }

    private record PriceScale(int priceDecimals, BigInteger maxPrice) {}

    private boolean usersOfAPriceAgree() {
        final SortedMap<Long, PriceScale> scales = new TreeMap<>();
        boolean agree = true;
        for (final Asset asset : after.assets().values()) {
            final PriceScale scale = new PriceScale(asset.priceDecimals(), asset.maxPrice());
            agree &= scales.merge(asset.priceId(), scale, (first, other) -> first)
                    .equals(scale);
        }
        for (final Instrument instrument : after.instruments().values()) {
            final PriceScale scale = new PriceScale(instrument.priceDecimals(), instrument.maxPrice());
            agree &= scales.merge(instrument.priceId(), scale, (first, other) -> first)
                    .equals(scale);
        }
        return agree;
    }

    /** The overflow proof's sum, at V. */
    public BigInteger largestLegs() {
        return Stream.concat(
                        after.assets().values().stream().map(this::largest),
                        after.instruments().values().stream().map(this::largest))
                .sorted(Comparator.reverseOrder())
                .limit(PROVEN_LEGS)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger largest(final Asset asset) {
        return after.align(asset.maxBalance().multiply(asset.maxPrice()), asset.decimals() + asset.priceDecimals());
    }

    private BigInteger largest(final Instrument instrument) {
        final BigInteger notional = instrument
                .maxQuantity()
                .multiply(instrument.maxPrice())
                .multiply(after.settlement(instrument).maxPrice());
        return after.align(notional.multiply(BigInteger.valueOf(3)), after.worthDecimals(instrument));
    }
}
