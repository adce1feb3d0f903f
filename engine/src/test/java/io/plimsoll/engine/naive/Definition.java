package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.TermsDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A definition record as a value. Scales are those of the message of the same name. */
public sealed interface Definition {
    /** AssetDefinition. */
    record Asset(
            long id,
            long priceId,
            int decimals,
            int priceDecimals,
            int initialWeightPpm,
            int maintenanceWeightPpm,
            BigInteger maxBalance,
            BigInteger maxPrice,
            String symbol,
            AssetTerms terms)
            implements Definition {
        /** Without terms beyond the plain rules. */
        public Asset(
                final long id,
                final long priceId,
                final int decimals,
                final int priceDecimals,
                final int initialWeightPpm,
                final int maintenanceWeightPpm,
                final BigInteger maxBalance,
                final BigInteger maxPrice,
                final String symbol) {
            this(
                    id,
                    priceId,
                    decimals,
                    priceDecimals,
                    initialWeightPpm,
                    maintenanceWeightPpm,
                    maxBalance,
                    maxPrice,
                    symbol,
                    AssetTerms.PLAIN);
        }

        /** Share of a positive balance that counts for stop margin. */
        public int stopWeightPpm() {
            return terms.stopWeightPpm() == AssetTerms.AS_MAINTENANCE ? maintenanceWeightPpm : terms.stopWeightPpm();
        }

        /** The same with another share that counts initially. */
        Asset withInitialWeight(final int ppm) {
            return new Asset(
                    id,
                    priceId,
                    decimals,
                    priceDecimals,
                    ppm,
                    maintenanceWeightPpm,
                    maxBalance,
                    maxPrice,
                    symbol,
                    terms);
        }

        /** The same with other weights of what is owned and of what is owed for one purpose. */
        Asset withWeights(final Purpose purpose, final int ownedPpm, final int owedPpm) {
            final int[] component = {0};
            return new Asset(
                    id,
                    priceId,
                    decimals,
                    priceDecimals,
                    purpose == Purpose.INITIAL ? ownedPpm : initialWeightPpm,
                    purpose == Purpose.MAINTENANCE ? ownedPpm : maintenanceWeightPpm,
                    maxBalance,
                    maxPrice,
                    symbol,
                    terms.map(value -> switch (component[0]++) {
                        case 0 -> purpose == Purpose.STOP ? ownedPpm : value;
                        case 1 -> purpose == Purpose.INITIAL ? owedPpm : value;
                        case 2 -> purpose == Purpose.STOP ? owedPpm : value;
                        case 3 -> purpose == Purpose.MAINTENANCE ? owedPpm : value;
                        default -> value;
                    }));
        }

        static Asset of(final AssetDefinitionDecoder record) {
            return new Asset(
                    record.assetId(),
                    record.priceId(),
                    record.decimals(),
                    record.priceDecimals(),
                    record.initialWeightPpm(),
                    record.maintenanceWeightPpm(),
                    BigInteger.valueOf(record.maxBalance()),
                    BigInteger.valueOf(record.maxPrice()),
                    record.symbol(),
                    TermsDecoder.of(record));
        }
    }

    /** InstrumentDefinition. */
    record Instrument(
            long id,
            long priceId,
            long underlyingAssetId,
            long settlementAssetId,
            InstrumentKind kind,
            int priceDecimals,
            int quantityDecimals,
            int initialPpm,
            int stopPpm,
            int maintenancePpm,
            BigInteger tick,
            BigInteger step,
            BigInteger maxQuantity,
            BigInteger maxPrice,
            String symbol,
            InstrumentTerms terms)
            implements Definition {
        /** Without terms beyond the plain rules. */
        public Instrument(
                final long id,
                final long priceId,
                final long underlyingAssetId,
                final long settlementAssetId,
                final InstrumentKind kind,
                final int priceDecimals,
                final int quantityDecimals,
                final int initialPpm,
                final int stopPpm,
                final int maintenancePpm,
                final BigInteger tick,
                final BigInteger step,
                final BigInteger maxQuantity,
                final BigInteger maxPrice,
                final String symbol) {
            this(
                    id,
                    priceId,
                    underlyingAssetId,
                    settlementAssetId,
                    kind,
                    priceDecimals,
                    quantityDecimals,
                    initialPpm,
                    stopPpm,
                    maintenancePpm,
                    tick,
                    step,
                    maxQuantity,
                    maxPrice,
                    symbol,
                    InstrumentTerms.PLAIN);
        }

        static Instrument of(final InstrumentDefinitionDecoder record) {
            return new Instrument(
                    record.instrumentId(),
                    record.priceId(),
                    record.underlyingAssetId(),
                    record.settlementAssetId(),
                    record.kind(),
                    record.priceDecimals(),
                    record.quantityDecimals(),
                    record.initialPpm(),
                    record.stopPpm(),
                    record.maintenancePpm(),
                    BigInteger.valueOf(record.tick()),
                    BigInteger.valueOf(record.step()),
                    BigInteger.valueOf(record.maxQuantity()),
                    BigInteger.valueOf(record.maxPrice()),
                    record.symbol(),
                    TermsDecoder.of(record));
        }

        Instrument scaledBy(final int scalePpm, final ScaleFormulas formulas) {
            return new Instrument(
                    id,
                    priceId,
                    underlyingAssetId,
                    settlementAssetId,
                    kind,
                    priceDecimals,
                    quantityDecimals,
                    formulas.rate(initialPpm, scalePpm),
                    formulas.rate(stopPpm, scalePpm),
                    formulas.rate(maintenancePpm, scalePpm),
                    tick,
                    step,
                    maxQuantity,
                    maxPrice,
                    symbol,
                    formulas.terms(terms, scalePpm));
        }

        /** Whether a margin table says the rates. */
        public boolean hasTable() {
            return terms.marginTableId() != 0;
        }

        /** Id of that table. */
        public long tableId() {
            return Integer.toUnsignedLong(terms.marginTableId());
        }

        /** Scale of a cost: P + Q, or W + Q. */
        public int costDecimals() {
            return markDecimals() + quantityDecimals;
        }

        /** Limit on the size of a cost: 2 * maxQuantity * the largest mark. */
        public BigInteger maxCost() {
            return maxQuantity.multiply(maxMark()).shiftLeft(1);
        }

        /** Whether the instrument has a funding index that moves. */
        public boolean hasFunding() {
            return kind == InstrumentKind.PERPETUAL || isInverse();
        }

        /** Whether what a contract is worth in the settlement asset falls as its price rises. */
        public boolean isInverse() {
            return kind == InstrumentKind.INVERSE;
        }

        /** What stands in place of a price: the price, or -floor(c * 10^W / p). */
        public BigInteger mark(final BigInteger price) {
            return isInverse() ? Numbers.floorDiv(maxMark(), price).negate() : price;
        }

        /** Largest size of a mark: maxPrice, or c * 10^W. */
        public BigInteger maxMark() {
            return isInverse()
                    ? BigInteger.valueOf(terms.contractValue()).multiply(Numbers.tenTo(terms.worthDecimals()))
                    : maxPrice;
        }

        /** Scale of a mark: P, or W. */
        public int markDecimals() {
            return isInverse() ? terms.worthDecimals() : priceDecimals;
        }
    }

    /** ProfileDefinition. */
    record Profile(
            long version,
            int warningRatioPpm,
            int limitSpreadPpm,
            long dustMicros,
            int maxLiquidationsPerRecord,
            String name,
            ProfileTerms terms)
            implements Definition {
        static Profile of(final ProfileDefinitionDecoder record) {
            return new Profile(
                    record.profileVersion(),
                    record.warningRatioPpm(),
                    record.limitSpreadPpm(),
                    record.dustMicros(),
                    record.maxLiquidationsPerRecord() == ProfileDefinitionDecoder.maxLiquidationsPerRecordNullValue()
                            ? 0
                            : record.maxLiquidationsPerRecord(),
                    record.name(),
                    TermsDecoder.of(record));
        }

        /** Without terms beyond the plain rules. */
        public Profile(
                final long version,
                final int warningRatioPpm,
                final int limitSpreadPpm,
                final long dustMicros,
                final int maxLiquidationsPerRecord,
                final String name) {
            this(
                    version,
                    warningRatioPpm,
                    limitSpreadPpm,
                    dustMicros,
                    maxLiquidationsPerRecord,
                    name,
                    ProfileTerms.PLAIN);
        }

        /** Without a bound on the units that one record may order for. */
        public Profile(
                final long version,
                final int warningRatioPpm,
                final int limitSpreadPpm,
                final long dustMicros,
                final String name) {
            this(version, warningRatioPpm, limitSpreadPpm, dustMicros, 0, name);
        }

        /** This with another warning ratio. */
        public Profile withWarningRatio(final int ratioPpm) {
            return new Profile(version, ratioPpm, limitSpreadPpm, dustMicros, maxLiquidationsPerRecord, name, terms);
        }

        /** This with another dust limit. */
        public Profile withDust(final long micros) {
            return new Profile(version, warningRatioPpm, limitSpreadPpm, micros, maxLiquidationsPerRecord, name, terms);
        }

        /** This with another bound on the units that one record may order for, 0 for none. */
        public Profile withMaxLiquidationsPerRecord(final int bound) {
            return new Profile(version, warningRatioPpm, limitSpreadPpm, dustMicros, bound, name, terms);
        }

        /** This with other terms. */
        public Profile withTerms(final ProfileTerms others) {
            return new Profile(
                    version, warningRatioPpm, limitSpreadPpm, dustMicros, maxLiquidationsPerRecord, name, others);
        }
    }

    /** MarginTable; its tiers in the order of the record. */
    record MarginTable(long id, List<Tier> tiers) implements Definition {
        /** One tier; the floor in millionths of the settlement asset. */
        public record Tier(BigInteger floorMicros, int initialPpm, int stopPpm, int maintenancePpm) {}

        MarginTable scaledBy(final int scalePpm, final ScaleFormulas formulas) {
            return new MarginTable(
                    id,
                    tiers.stream()
                            .map(tier -> new Tier(
                                    tier.floorMicros(),
                                    formulas.rate(tier.initialPpm(), scalePpm),
                                    formulas.rate(tier.stopPpm(), scalePpm),
                                    formulas.rate(tier.maintenancePpm(), scalePpm)))
                            .toList());
        }

        static MarginTable of(final MarginTableDecoder record) {
            final List<Tier> tiers = new ArrayList<>();
            final long id = record.tableId();
            for (final MarginTableDecoder.TiersDecoder tier : record.tiers()) {
                tiers.add(new Tier(
                        BigInteger.valueOf(tier.floorMicros()),
                        tier.initialPpm(),
                        tier.stopPpm(),
                        tier.maintenancePpm()));
            }
            return new MarginTable(id, List.copyOf(tiers));
        }
    }

    /** GuardDefinition; what is empty is off. */
    record Guard(
            long priceId,
            int quorum,
            long maxAgeNs,
            OptionalInt collarPpm,
            OptionalInt outlierMads,
            int outlierFloorPpm,
            OptionalInt maxConfidencePpm,
            OptionalInt haltFactor,
            long slowNs,
            int resumeTicks,
            OptionalInt dwellPpm,
            long dwellNs,
            DegradedAction degraded)
            implements Definition {
        static Guard of(final GuardDefinitionDecoder record) {
            return new Guard(
                    record.priceId(),
                    record.quorum(),
                    record.maxAgeNs(),
                    optional(record.collarPpm(), GuardDefinitionDecoder.collarPpmNullValue()),
                    optional(record.outlierMads(), GuardDefinitionDecoder.outlierMadsNullValue()),
                    record.outlierFloorPpm(),
                    optional(record.maxConfidencePpm(), GuardDefinitionDecoder.maxConfidencePpmNullValue()),
                    optional(record.haltFactor(), GuardDefinitionDecoder.haltFactorNullValue()),
                    record.slowNs(),
                    record.resumeTicks(),
                    optional(record.dwellPpm(), GuardDefinitionDecoder.dwellPpmNullValue()),
                    record.dwellNs(),
                    record.degraded());
        }

        private static OptionalInt optional(final int value, final int nullValue) {
            return value == nullValue ? OptionalInt.empty() : OptionalInt.of(value);
        }
    }
}
