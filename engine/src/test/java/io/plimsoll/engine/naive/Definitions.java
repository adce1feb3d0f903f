package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The definitions in force, immutable, and the scale V of every value that follows from them.
 *
 * @param assets by asset id
 * @param instruments by instrument id
 * @param tables by table id
 * @param guards by price id
 * @param profile absent until the first commit
 * @param valueDecimals V
 */
public record Definitions(
        SortedMap<Long, Asset> assets,
        SortedMap<Long, Instrument> instruments,
        SortedMap<Long, MarginTable> tables,
        SortedMap<Long, Guard> guards,
        Optional<Profile> profile,
        int valueDecimals) {

    /** Before any commit. */
    public static Definitions none() {
        return of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
    }

    private static Definitions of(
            final SortedMap<Long, Asset> assets,
            final SortedMap<Long, Instrument> instruments,
            final SortedMap<Long, MarginTable> tables,
            final SortedMap<Long, Guard> guards,
            final Optional<Profile> profile) {
        return new Definitions(
                Collections.unmodifiableSortedMap(assets),
                Collections.unmodifiableSortedMap(instruments),
                Collections.unmodifiableSortedMap(tables),
                Collections.unmodifiableSortedMap(guards),
                profile,
                valueDecimals(assets, instruments));
    }

    /** These with the staged ones added or put in place of those of the same id; of two of one id the later counts. */
    public Definitions replacedBy(final List<Definition> staged) {
        final SortedMap<Long, Asset> newAssets = new TreeMap<>(assets);
        final SortedMap<Long, Instrument> newInstruments = new TreeMap<>(instruments);
        final SortedMap<Long, MarginTable> newTables = new TreeMap<>(tables);
        final SortedMap<Long, Guard> newGuards = new TreeMap<>(guards);
        Optional<Profile> newProfile = profile;
        for (final Definition definition : staged) {
            if (definition instanceof Asset asset) {
                newAssets.put(asset.id(), asset);
            } else if (definition instanceof Instrument instrument) {
                newInstruments.put(instrument.id(), instrument);
            } else if (definition instanceof MarginTable table) {
                newTables.put(table.id(), table);
            } else if (definition instanceof Guard guard) {
                newGuards.put(guard.priceId(), guard);
            } else if (definition instanceof Profile someProfile) {
                newProfile = Optional.of(someProfile);
            }
        }
        return of(newAssets, newInstruments, newTables, newGuards, newProfile);
    }

    private boolean isOfWeights(final long tableId) {
        return assets.values().stream()
                .anyMatch(asset -> Integer.toUnsignedLong(asset.terms().weightTableId()) == tableId);
    }

    /** These with the rates of each instrument and margin table as a margin scale has them. */
    Definitions scaledBy(final int scalePpm, final ScaleFormulas formulas) {
        if (scalePpm == Rates.ONE) {
            return this;
        }
        final SortedMap<Long, Instrument> newInstruments = new TreeMap<>(instruments);
        newInstruments.replaceAll((id, instrument) -> instrument.scaledBy(scalePpm, formulas));
        final SortedMap<Long, MarginTable> newTables = new TreeMap<>(tables);
        newTables.replaceAll((id, table) -> isOfWeights(id) ? table : table.scaledBy(scalePpm, formulas));
        return of(assets, newInstruments, newTables, guards, profile);
    }

    // V = 6 + max over all assets (d + P) and all instruments (P + Q + P of the settlement asset), where floors of
    // tiers and caps on worths have 6 decimals too
    private static int valueDecimals(
            final SortedMap<Long, Asset> assets, final SortedMap<Long, Instrument> instruments) {
        int max = 0;
        for (final Asset asset : assets.values()) {
            final boolean isFine =
                    asset.terms().weightTableId() != 0 || asset.terms().valueCapMicros() != Terms.UNBOUNDED;
            max = Math.max(max, asset.decimals() + asset.priceDecimals());
            max = Math.max(max, isFine ? Rates.DECIMALS : 0);
        }
        for (final Instrument instrument : instruments.values()) {
            final Asset settlement = assets.get(instrument.settlementAssetId());
            // without a settlement asset the check refuses these definitions, whatever V is
            final int settlementDecimals = settlement == null ? 0 : settlement.priceDecimals();
            final int notionalDecimals =
                    instrument.hasTable() ? RequirementFormulas.tierDecimals(instrument) : instrument.costDecimals();
            max = Math.max(max, notionalDecimals + settlementDecimals);
        }
        return Rates.DECIMALS + max;
    }

    /** A number at {@code decimals}, brought to V. */
    public BigInteger align(final BigInteger value, final int decimals) {
        return value.multiply(Numbers.tenTo(valueDecimals - decimals));
    }

    /** What each open order adds to initial margin, at V. */
    /** Whether open orders count for stop and maintenance margin too. */
    public boolean countsOpenOrders() {
        return profileTerms().requirement().openOrdersInMaintenance();
    }

    BigInteger openOrderFee() {
        return BigInteger.valueOf(profileTerms().requirement().openOrderFeeMicros())
                .multiply(Numbers.tenTo(valueDecimals() - Numbers.RATE_DECIMALS));
    }

    /** Most that one position's profit counts for initial margin, at V. */
    Optional<BigInteger> profitCap() {
        final long micros = profileTerms().requirement().profitCapMicros();
        return micros == Terms.UNBOUNDED
                ? Optional.empty()
                : Optional.of(
                        BigInteger.valueOf(micros).multiply(Numbers.tenTo(valueDecimals() - Numbers.RATE_DECIMALS)));
    }

    /** What the profile says beyond the plain rules; plain before the first commit. */
    public ProfileTerms profileTerms() {
        return profile.map(Profile::terms).orElse(ProfileTerms.PLAIN);
    }

    /** The table by which the instrument's rates rise; empty where its own hold at any size. */
    public Optional<MarginTable> table(final Instrument instrument) {
        return instrument.hasTable() ? Optional.of(tables.get(instrument.tableId())) : Optional.empty();
    }

    /** The asset in which the instrument pays. */
    public Asset settlement(final Instrument instrument) {
        return assets.get(instrument.settlementAssetId());
    }

    /** Scale of an instrument's position value in the valuation currency: P + Q + P of the settlement asset. */
    public int worthDecimals(final Instrument instrument) {
        return instrument.costDecimals() + settlement(instrument).priceDecimals();
    }

    /** The limit that every user of the price id declares; none for 0 and for ids that no definition uses. */
    public Optional<BigInteger> maxPrice(final long priceId) {
        if (priceId == 0) {
            return Optional.empty();
        }
        for (final Asset asset : assets.values()) {
            if (asset.priceId() == priceId) {
                return Optional.of(asset.maxPrice());
            }
        }
        for (final Instrument instrument : instruments.values()) {
            if (instrument.priceId() == priceId) {
                return Optional.of(instrument.maxPrice());
            }
        }
        return Optional.empty();
    }

    /** P of a price id that a definition uses; all its users declare the same. */
    public int priceDecimals(final long priceId) {
        for (final Asset asset : assets.values()) {
            if (asset.priceId() == priceId) {
                return asset.priceDecimals();
            }
        }
        return instruments.values().stream()
                .filter(instrument -> instrument.priceId() == priceId)
                .findFirst()
                .orElseThrow()
                .priceDecimals();
    }
}
