package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives half of the worlds margin tables, costs of closing, and a profile that says how much one liquidation closes. The choices come
 * from dice of their own, so that the other half stays as it was.
 */
final class TierWorlds {
    private static final long OTHER_STREAM = 0x2545_F491_4F6C_DD1DL;
    private static final int MOST_DECIMALS = 18;

    private TierWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (dice.oneIn(2)) {
            return world;
        }
        final List<MarginTable> tables = new ArrayList<>();
        final List<Instrument> instruments = new ArrayList<>();
        for (final Instrument instrument : world.instruments()) {
            final boolean hasTable = dice.oneIn(2);
            if (hasTable) {
                tables.add(TierTables.random(instrument.id(), instrument, dice));
            }
            instruments.add(withTerms(instrument, hasTable ? (int) instrument.id() : 0, dice));
        }
        final ProfileTerms terms = with(world.profile().terms(), plan(dice));
        final World varied = fineEnough(with(world, world.assets(), instruments, tables, terms), world);
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    private static World with(
            final World world,
            final List<Asset> assets,
            final List<Instrument> instruments,
            final List<MarginTable> tables,
            final ProfileTerms terms) {
        return new World(
                world.isLarge(),
                assets,
                instruments,
                tables,
                world.profile().withTerms(terms),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
    }

    // a finer V asks for a finer unit to solve boundaries with
    static World fineEnough(final World varied, final World before) {
        final int finer = valueDecimals(varied) - valueDecimals(before);
        if (varied.isLarge() || finer == 0) {
            return varied;
        }
        final List<Asset> assets = new ArrayList<>();
        for (final Asset asset : varied.assets()) {
            final AssetEdit edit = new AssetEdit(asset);
            if (asset.id() == World.FINE) {
                edit.decimals = Math.min(MOST_DECIMALS, asset.decimals() + finer);
            }
            assets.add(edit.done());
        }
        return with(
                varied,
                assets,
                varied.instruments(),
                varied.tables(),
                varied.profile().terms());
    }

    private static int valueDecimals(final World world) {
        return Definitions.none().replacedBy(world.definitions()).valueDecimals();
    }

    /** The instrument with a table, or none for 0, and costs of closing. */
    static Instrument withTerms(final Instrument instrument, final int tableId, final Dice dice) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        final int penaltyPpm = dice.of(0, 0, 1_000, 15_000, 50_000, 80_000);
        final int costPpm = dice.of(0, 0, 500, 20_000);
        // a table takes the place of what else says the rates
        final int share = tableId == 0 ? instrument.terms().maintenanceOfInitialPpm() : 0;
        final int leverage = tableId == 0 ? instrument.terms().maxLeverage() : 0;
        edit.terms =
                new InstrumentTerms(tableId, 0, share, Rates.ONE, Rates.ONE, 0, 0, penaltyPpm, costPpm, 0, leverage);
        return edit.done();
    }

    /** A profile that comes later in a world with tables: it says as much about plans as the one before, or something else. */
    static Profile next(final Profile profile, final ProfileTerms before, final Dice dice) {
        return profile.withTerms(with(before, dice.oneIn(2) ? before.plan() : plan(dice)));
    }

    static ProfileTerms with(final ProfileTerms terms, final PlanTerms plan) {
        final boolean isAuction = terms.bonus().shape() == BonusShape.BY_TIME; // which does not go with every plan
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                terms.requirement(),
                terms.rounding(),
                plan,
                isAuction ? BonusTerms.PLAIN : terms.bonus(),
                isAuction ? AuctionTerms.PLAIN : terms.auction(),
                terms.waterfall());
    }

    static PlanTerms plan(final Dice dice) {
        return switch (dice.below(8)) {
            case 0, 1, 2 -> portion(dice);
            default -> PlanTerms.PLAIN;
        };
    }

    private static PlanTerms portion(final Dice dice) {
        return plan(
                Sizing.PORTION,
                dice.of(0, 100_000, 200_000, 333_333, 1_000_000),
                dice.of(0L, 1L, 1_000_000_000L, 100_000_000_000L),
                dice.of(Terms.UNBOUNDED, 1L, 1_000_000_000L, 1_000_000_000_000L),
                dice.of(0L, 1_000_000_000L, 100_000_000_000L));
    }

    static PlanTerms plan(
            final Sizing sizing, final int portionPpm, final long least, final long most, final long fullBelow) {
        return new PlanTerms(sizing, portionPpm, least, most, 0, 0, fullBelow, 0, 0, Rates.ONE, 0, 0);
    }
}
