package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a stream begins: what it defines first, how many accounts it opens, and the capacities it asks for.
 *
 * @param isLarge limits as large as the overflow proof allows, and enough definitions for 64 legs
 * @param tables that some instruments name
 * @param guards of some price ids; the first half of them is defined first
 * @param accounts opened at the start, ids from 1
 * @param sources account sources, numbered from 1
 */
record World(
        boolean isLarge,
        List<Asset> assets,
        List<Instrument> instruments,
        List<MarginTable> tables,
        Profile profile,
        List<Guard> guards,
        int accounts,
        int sources,
        long maxOrdersInFlight) {
    /** Limits that no stream exceeds, for the fast engine's arrays. */
    static final int MAX_ACCOUNTS = 128;

    static final int MAX_LEGS = 4_096;
    static final int MAX_ORDERS_IN_FLIGHT = 1_024;
    static final int MAX_DEFINITIONS = 128;

    /** The valuation currency, counted in full. */
    static final long CASH = 1;

    /** The valuation currency in such small units, weighted so low, that one unit is the smallest step of equity. */
    static final long FINE = 2;

    /** Account ids from here on are opened by no one at the start. */
    static final long STRANGERS = 1_000_000;

    /** The first price id of an instrument; each has its own or shares one. */
    static final long INSTRUMENT_IDS = 101;

    /** Ids of instruments that come later. */
    static final long ADDED_IDS = 201;

    static World random(final Dice dice) {
        return dice.oneIn(10) ? LargeWorlds.random(dice) : SmallWorlds.random(dice);
    }

    /** The same with guards; a world of its own dice, so that one without them stays as it is. */
    World guarded(final Dice dice) {
        final SortedSet<Long> priceIds = new TreeSet<>();
        assets.forEach(asset -> priceIds.add(asset.priceId()));
        instruments.forEach(instrument -> priceIds.add(instrument.priceId()));
        priceIds.remove(0L);
        final List<Guard> drawn = isLarge || dice.oneIn(2) ? List.of() : GuardDraws.some(priceIds, dice);
        // a table of orders that is always full hides what a price withholds
        final long roomyOrders = drawn.isEmpty() ? maxOrdersInFlight : Math.max(maxOrdersInFlight, dice.of(6L, 30L));
        return new World(isLarge, assets, instruments, tables, profile, drawn, accounts, sources, roomyOrders);
    }

    /** The same with another profile. */
    World with(final Profile other) {
        return new World(isLarge, assets, instruments, tables, other, guards, accounts, sources, maxOrdersInFlight);
    }

    List<Definition> definitions() {
        final List<Definition> all = new ArrayList<>(assets);
        all.addAll(tables);
        all.addAll(instruments);
        all.addAll(guards.subList(0, (guards.size() + 1) / 2));
        all.add(profile);
        return all;
    }

    /** Comfortable room, which small streams never fill by themselves. */
    long maxAccounts() {
        return MAX_ACCOUNTS - 8L;
    }

    long maxLegs() {
        return MAX_LEGS - 8L;
    }
}
