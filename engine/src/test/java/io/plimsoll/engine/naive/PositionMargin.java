package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.Optional;

/** What is asked of a position in R, at V: by the instrument's rates, its greatest leverage, or its margin table. */
final class PositionMargin {
    private final Definitions definitions;
    private final VenueState venue;
    private final RequirementFormulas formulas;
    private final TermRounding rounding;

    PositionMargin(
            final Definitions definitions,
            final VenueState venue,
            final RequirementFormulas formulas,
            final TermRounding rounding) {
        this.definitions = definitions;
        this.venue = venue;
        this.formulas = formulas;
        this.rounding = rounding;
    }

    /** Of a signed quantity. */
    BigInteger of(
            final Instrument instrument,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger settlementPrice,
            final Purpose purpose) {
        final Optional<MarginTable> table = definitions.table(instrument);
        if (table.isPresent()) {
            return rounding.requirement(byTable(instrument, quantity.abs(), price, settlementPrice, purpose));
        }
        final BigInteger notional = rounding.notional(definitions.align(
                        formulas.notional(quantity, price, settlementPrice), definitions.worthDecimals(instrument)))
                .abs();
        if (purpose == Purpose.INITIAL && instrument.terms().openInterestUpperMicros() > 0) {
            return byRate(notional, rateByOpenInterest(instrument, price));
        }
        if (instrument.terms().maxLeverage() > 0) {
            return byLeverage(instrument, notional, purpose);
        }
        if (instrument.terms().maintenanceOfInitialPpm() > 0 && rounding.roundsRequirements()) {
            return ofInitial(instrument, notional, purpose);
        }
        return byRate(notional, rate(instrument, quantity, purpose));
    }

    /** By a rate that is not the instrument's. */
    BigInteger byOwnRate(
            final Instrument instrument,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger settlementPrice,
            final int ratePpm) {
        final BigInteger notional = definitions.align(
                formulas.notional(quantity, price, settlementPrice), definitions.worthDecimals(instrument));
        return byRate(rounding.notional(notional).abs(), ratePpm);
    }

    private int rateByOpenInterest(final Instrument instrument, final BigInteger price) {
        return formulas.byOpenInterest(
                instrument.initialPpm(),
                formulas.openMicros(venue.openInterest(instrument.id()), price.abs(), instrument.costDecimals()),
                instrument.terms().openInterestLowerMicros(),
                instrument.terms().openInterestUpperMicros());
    }

    // What an instrument asks of a position of that size.
    private int rate(final Instrument instrument, final BigInteger quantity, final Purpose purpose) {
        final long factor = instrument.terms().sizeFactor();
        final int ratePpm = purpose.ratePpm(instrument);
        if (factor == 0) {
            return ratePpm;
        }
        final BigInteger root = formulas.root(quantity, instrument.quantityDecimals());
        final RequirementTerms terms = definitions.profileTerms().requirement();
        if (!formulas.isOnTop(purpose, terms)) {
            return formulas.sized(ratePpm, root, factor, terms);
        }
        final int maintenancePpm = Purpose.MAINTENANCE.ratePpm(instrument);
        return Math.min(Rates.ONE, formulas.sized(maintenancePpm, root, factor, terms) + ratePpm - maintenancePpm);
    }

    /** For maintenance, as if nothing were rounded and no leverage stated. */
    BigInteger plain(
            final Instrument instrument,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger settlementPrice) {
        if (instrument.hasTable()) {
            return byTable(instrument, quantity.abs(), price, settlementPrice, Purpose.MAINTENANCE);
        }
        final BigInteger notional = definitions.align(
                formulas.notional(quantity, price, settlementPrice).abs(), definitions.worthDecimals(instrument));
        return formulas.byRate(notional, rate(instrument, quantity, Purpose.MAINTENANCE));
    }

    private BigInteger byTable(
            final Instrument instrument,
            final BigInteger size,
            final BigInteger price,
            final BigInteger settlementPrice,
            final Purpose purpose) {
        final int decimals = RequirementFormulas.tierDecimals(instrument);
        final BigInteger notional =
                size.multiply(price.abs()).multiply(Numbers.tenTo(decimals - instrument.costDecimals()));
        final MarginTable table = definitions.table(instrument).orElseThrow();
        final BigInteger asked =
                formulas.isOfWhole(purpose, definitions.profileTerms().requirement())
                        ? formulas.ofLastTier(notional, decimals, table, purpose)
                        : formulas.ofTiers(notional, decimals, table, purpose);
        return definitions.align(
                asked.multiply(settlementPrice),
                decimals
                        + Numbers.RATE_DECIMALS
                        + definitions.settlement(instrument).priceDecimals());
    }

    private BigInteger byRate(final BigInteger notional, final int ratePpm) {
        return rounding.requirement(formulas.byRate(notional, ratePpm));
    }

    private BigInteger byLeverage(final Instrument instrument, final BigInteger notional, final Purpose purpose) {
        final long leverage = instrument.terms().maxLeverage();
        final BigInteger maintenance = rounding.requirement(formulas.byLeverage(notional, 2 * leverage));
        return switch (purpose) {
            case INITIAL -> rounding.requirement(formulas.byLeverage(notional, leverage));
            case STOP -> byRate(notional, instrument.stopPpm()).max(maintenance);
            case MAINTENANCE -> maintenance;
        };
    }

    private BigInteger ofInitial(final Instrument instrument, final BigInteger notional, final Purpose purpose) {
        final BigInteger maintenance = rounding.ofInitial(
                formulas.byRate(notional, instrument.initialPpm()),
                instrument.terms().maintenanceOfInitialPpm());
        return switch (purpose) {
            case INITIAL -> byRate(notional, instrument.initialPpm());
            case STOP -> byRate(notional, instrument.stopPpm()).max(maintenance);
            case MAINTENANCE -> maintenance;
        };
    }

    /** Whether twice the quantity is asked for twice as much, to the last digit. */
    boolean isLinear(final Instrument instrument) {
        return definitions.table(instrument).isEmpty() && !isRounded(instrument);
    }

    /** Whether what is asked is not quite convex in the quantity. */
    boolean isRounded(final Instrument instrument) {
        return rounding.roundsRequirements()
                || rounding.roundsNotionals()
                || instrument.terms().maxLeverage() > 0
                || instrument.terms().sizeFactor() > 0;
    }
}
