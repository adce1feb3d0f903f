package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.MarginTable.Tier;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Margin tables: drawn, changed along with an instrument's rates, and with an edge where one is wanted. */
final class TierTables {
    static final int MOST_TIERS = 64;

    private static final BigInteger MOST_MICROS = BigInteger.valueOf(Long.MAX_VALUE);

    private TierTables() {}

    /** A table whose first tier has the instrument's rates, with edges where its positions are. */
    static MarginTable random(final long id, final Instrument instrument, final Dice dice) {
        final List<Tier> tiers = new ArrayList<>();
        tiers.add(first(instrument));
        final int more = dice.oneIn(20) ? MOST_TIERS - 1 : dice.between(0, 4);
        final BigInteger most = micros(instrument, instrument.maxQuantity().multiply(instrument.maxMark()))
                .shiftRight(4)
                .max(BigInteger.ONE);
        for (int i = 0; i < more; i++) {
            final Tier last = tiers.get(tiers.size() - 1);
            final BigInteger floor = last.floorMicros().add(dice.magnitude(most));
            if (floor.compareTo(MOST_MICROS) < 0) {
                tiers.add(above(last, floor, dice));
            }
        }
        return new MarginTable(id, tiers);
    }

    private static Tier first(final Instrument instrument) {
        return new Tier(BigInteger.ZERO, instrument.initialPpm(), instrument.stopPpm(), instrument.maintenancePpm());
    }

    private static Tier above(final Tier tier, final BigInteger floor, final Dice dice) {
        final int maintenance = Math.min(Rates.ONE, tier.maintenancePpm() + 1_000 * dice.between(0, 40));
        final int stop = Math.min(Rates.ONE, Math.max(maintenance, tier.stopPpm()) + 1_000 * dice.between(0, 20));
        final int initial = Math.min(Rates.ONE, Math.max(stop, tier.initialPpm()) + 1_000 * dice.between(0, 20));
        return new Tier(floor, initial, stop, maintenance);
    }

    /** A notional at P + Q in millionths, rounded down. */
    static BigInteger micros(final Instrument instrument, final BigInteger notional) {
        final int decimals = instrument.costDecimals();
        return decimals >= Numbers.RATE_DECIMALS
                ? notional.divide(Numbers.tenTo(decimals - Numbers.RATE_DECIMALS))
                : notional.multiply(Numbers.tenTo(Numbers.RATE_DECIMALS - decimals));
    }

    /** The table with one edge more, at that floor; as it is where the floor is none, or the table is full. */
    static MarginTable withEdge(final MarginTable table, final BigInteger floor, final Dice dice) {
        final List<Tier> tiers = new ArrayList<>(table.tiers());
        int below = tiers.size() - 1;
        while (below > 0 && tiers.get(below).floorMicros().compareTo(floor) >= 0) {
            below--;
        }
        final boolean isThere =
                below + 1 < tiers.size() && tiers.get(below + 1).floorMicros().equals(floor);
        if (floor.signum() <= 0 || floor.compareTo(MOST_MICROS) >= 0 || isThere || tiers.size() == MOST_TIERS) {
            return table;
        }
        final Tier edge = above(tiers.get(below), floor, dice);
        tiers.add(below + 1, edge);
        for (int i = below + 2; i < tiers.size(); i++) {
            tiers.set(i, notBelow(tiers.get(i), edge));
        }
        return new MarginTable(table.id(), tiers);
    }

    private static Tier notBelow(final Tier tier, final Tier edge) {
        return new Tier(
                tier.floorMicros(),
                Math.max(tier.initialPpm(), edge.initialPpm()),
                Math.max(tier.stopPpm(), edge.stopPpm()),
                Math.max(tier.maintenancePpm(), edge.maintenancePpm()));
    }

    /** The instrument with what must change along with its rates: its table, and who else has that table. */
    static List<Definition> with(final Script script, final Instrument changed) {
        if (!changed.hasTable()) {
            return List.of(changed);
        }
        final List<Definition> all = new ArrayList<>();
        all.add(random(changed.tableId(), changed, script.dice()));
        for (final Instrument other : script.state().stated().instruments().values()) {
            if (other.hasTable() && other.tableId() == changed.tableId() && other.id() != changed.id()) {
                final InstrumentEdit edit = new InstrumentEdit(other);
                edit.initialPpm = changed.initialPpm();
                edit.stopPpm = changed.stopPpm();
                edit.maintenancePpm = changed.maintenancePpm();
                all.add(edit.done());
            }
        }
        all.add(changed);
        return all;
    }
}
