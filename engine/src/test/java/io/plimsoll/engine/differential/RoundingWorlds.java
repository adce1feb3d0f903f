package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a third of the worlds a profile that rounds terms, and instruments whose rates are a share of the initial one or follow from a
 * leverage. The choices come from dice of their own, so that the others stay as they were.
 */
final class RoundingWorlds {
    private static final long OTHER_STREAM = 0x6C62_272E_07BB_0142L;
    private static final int MOST_ALIGNMENT = 18;

    private RoundingWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (!dice.oneIn(3)) {
            return world;
        }
        final int valueDecimals =
                Definitions.none().replacedBy(world.definitions()).valueDecimals();
        final RoundingTerms rounding = rounding(valueDecimals, !world.tables().isEmpty(), dice);
        final List<Instrument> instruments = new ArrayList<>();
        for (final Instrument instrument : world.instruments()) {
            instruments.add(instrument.hasTable() ? instrument : rated(instrument, dice));
        }
        final World varied = new World(
                world.isLarge(),
                world.assets(),
                instruments,
                world.tables(),
                world.profile().withTerms(with(world.profile().terms(), rounding)),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** From a unit that is a good part of an account down to one that nothing is rounded by. */
    static RoundingTerms rounding(final int valueDecimals, final boolean hasTables, final Dice dice) {
        final int decimals = Math.max(
                valueDecimals - MOST_ALIGNMENT, dice.of(0, 0, 1, 2, 4, Math.max(0, valueDecimals - Rates.DECIMALS)));
        return new RoundingTerms(
                decimals,
                dice.of(Rounding.NONE, Rounding.FLOOR, Rounding.CEIL, Rounding.TRUNCATE),
                dice.of(Rounding.NONE, Rounding.FLOOR, Rounding.TRUNCATE),
                dice.of(Rounding.NONE, Rounding.FLOOR, Rounding.CEIL, Rounding.CEIL),
                hasTables || dice.oneIn(3) ? Rounding.NONE : Rounding.TRUNCATE,
                dice.of(Rounding.NONE, Rounding.FLOOR, Rounding.CEIL, Rounding.CEIL));
    }

    /** The instrument with rates that follow from something, or with those it has. */
    static Instrument rated(final Instrument instrument, final Dice dice) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        final InstrumentTerms terms = instrument.terms();
        int share = 0;
        int leverage = 0;
        switch (dice.below(3)) {
            case 0 -> {
                share = dice.of(600_000, 500_000, 333_333, 1_000_000);
                edit.maintenancePpm = ceil((long) edit.initialPpm * share, Rates.ONE);
            }
            case 1 -> {
                leverage = dice.of(3, 7, 10, 20, 40);
                edit.initialPpm = ceil(Rates.ONE, leverage);
                edit.maintenancePpm = ceil(Rates.ONE, 2L * leverage);
            }
            default -> {} // its own rates
        }
        edit.stopPpm = Math.max(edit.maintenancePpm, Math.min(edit.stopPpm, edit.initialPpm));
        edit.terms = with(terms, share, leverage);
        return edit.done();
    }

    static InstrumentTerms with(final InstrumentTerms terms, final int share, final int leverage) {
        return new InstrumentTerms(
                terms.marginTableId(),
                0,
                share,
                Rates.ONE,
                Rates.ONE,
                0,
                0,
                terms.penaltyPpm(),
                terms.costPpm(),
                0,
                leverage);
    }

    private static int ceil(final long value, final long divisor) {
        return (int) -Math.floorDiv(-value, divisor);
    }

    /** A profile that comes later in a world that rounds: it rounds as the one before, or otherwise. */
    static Profile next(final Profile profile, final Definitions before, final Dice dice) {
        final RoundingTerms rounding = before.profileTerms().rounding();
        return profile.withTerms(with(
                before.profileTerms(),
                dice.oneIn(2)
                        ? rounding
                        : rounding(before.valueDecimals(), !before.tables().isEmpty(), dice)));
    }

    static ProfileTerms with(final ProfileTerms terms, final RoundingTerms rounding) {
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                terms.requirement(),
                rounding,
                terms.plan(),
                terms.bonus(),
                terms.auction(),
                terms.waterfall());
    }
}
