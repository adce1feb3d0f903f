package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.MarginTable.Tier;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.Terms;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Caps what most assets of a third of the worlds count, alone and in a domain, and has their weights fall by worth. The choices come from
 * dice of their own, so that the others stay as they were.
 */
final class CollateralWorlds {
    private static final long OTHER_STREAM = 0x6A09_E667_F3BC_C908L;
    private static final long TABLE_IDS = 700;
    private static final int DOMAIN = 9;
    private static final int MOST_SMALLER_BITS = 20;
    private static final List<String> COMPONENTS = Stream.of(AssetTerms.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    private CollateralWorlds() {}

    static boolean isOneOf(final long seed) {
        return new Dice(seed ^ OTHER_STREAM).oneIn(3);
    }

    static World varied(final World world, final long seed) {
        if (!isOneOf(seed)) {
            return world;
        }
        final Dice dice = new Dice(~seed ^ OTHER_STREAM);
        final BigInteger most = world.assets().stream()
                .map(CollateralWorlds::mostMicros)
                .max(BigInteger::compareTo)
                .orElseThrow();
        final long domainCap = cap(dice, most);
        final List<Asset> assets = new ArrayList<>();
        final List<MarginTable> tables = new ArrayList<>(world.tables());
        for (final Asset asset : world.assets()) {
            final AssetEdit edit = new AssetEdit(asset);
            if (mayBe(asset)) {
                final long tableId = StableWorlds.isCapped(asset) || dice.oneIn(3) ? 0 : tableId(asset);
                edit.terms = with(
                        asset.terms(),
                        dice.oneIn(2) ? Terms.UNBOUNDED : cap(dice, mostMicros(asset)),
                        dice.oneIn(3) ? Terms.UNBOUNDED : domainCap,
                        tableId);
                if (tableId != 0) {
                    tables.add(table(edit.done(), dice));
                }
            }
            assets.add(edit.done());
        }
        final World varied = TierWorlds.fineEnough(
                new World(
                        world.isLarge(),
                        assets,
                        world.instruments(),
                        tables,
                        world.profile(),
                        world.guards(),
                        world.accounts(),
                        world.sources(),
                        world.maxOrdersInFlight()),
                world);
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** Whether what is owned of it counts otherwise than by a plain weight. */
    static boolean isCounting(final Asset asset) {
        return isFine(asset) || asset.terms().domainId() != 0;
    }

    private static boolean isFine(final Asset asset) {
        return asset.terms().valueCapMicros() != Terms.UNBOUNDED
                || asset.terms().weightTableId() != 0;
    }

    // What boundaries are solved with stays as it is.
    static boolean mayBe(final Asset asset) {
        return asset.id() != World.CASH && asset.id() != World.FINE && asset.priceId() != 0;
    }

    static long tableId(final Asset asset) {
        return TABLE_IDS + asset.id();
    }

    private static BigInteger mostMicros(final Asset asset) {
        return asset.maxBalance()
                .multiply(asset.maxPrice().shiftRight(2).max(BigInteger.ONE))
                .multiply(Numbers.MILLION)
                .divide(Numbers.tenTo(asset.decimals() + asset.priceDecimals()))
                .max(BigInteger.ONE);
    }

    private static long cap(final Dice dice, final BigInteger most) {
        return dice.oneIn(12)
                ? dice.of(0L, 1L)
                : Script.clamp(dice.magnitude(
                        most.shiftRight(dice.below(MOST_SMALLER_BITS)).max(BigInteger.ONE)));
    }

    /** The terms with other caps, and a domain where that is capped. */
    static AssetTerms with(
            final AssetTerms terms, final long valueCapMicros, final long domainCapMicros, final long tableId) {
        return with(
                terms,
                Map.of(
                        "valueCapMicros",
                        valueCapMicros,
                        "domainId",
                        domainCapMicros == Terms.UNBOUNDED ? 0L : DOMAIN,
                        "domainCapMicros",
                        domainCapMicros,
                        "weightTableId",
                        tableId));
    }

    /** The terms with other numbers by name. */
    static AssetTerms with(final AssetTerms terms, final Map<String, Long> changed) {
        final int[] next = {0};
        return terms.map(value -> changed.getOrDefault(COMPONENTS.get(next[0]++), value));
    }

    /** A table that begins with the asset's weights, with edges where its balances are. */
    static MarginTable table(final Asset asset, final Dice dice) {
        final List<Tier> tiers = new ArrayList<>();
        tiers.add(first(asset));
        final int more = dice.oneIn(20) ? TierTables.MOST_TIERS - 1 : dice.between(1, 4);
        final BigInteger most =
                mostMicros(asset).shiftRight(dice.below(MOST_SMALLER_BITS)).max(BigInteger.ONE);
        for (int i = 0; i < more; i++) {
            final Tier last = tiers.get(tiers.size() - 1);
            final BigInteger floor = last.floorMicros().add(dice.magnitude(most));
            if (floor.bitLength() < Long.SIZE) {
                tiers.add(above(last, floor, dice));
            }
        }
        return new MarginTable(tableId(asset), tiers);
    }

    private static Tier first(final Asset asset) {
        return new Tier(
                BigInteger.ZERO,
                Rates.ONE - asset.initialWeightPpm(),
                Rates.ONE - asset.stopWeightPpm(),
                Rates.ONE - asset.maintenanceWeightPpm());
    }

    private static Tier above(final Tier tier, final BigInteger floor, final Dice dice) {
        final int maintenance = Math.min(Rates.ONE, tier.maintenancePpm() + 1_000 * dice.between(0, 300));
        final int stop = Math.min(Rates.ONE, Math.max(maintenance, tier.stopPpm()) + 1_000 * dice.between(0, 20));
        final int initial = Math.min(Rates.ONE, Math.max(stop, tier.initialPpm()) + 1_000 * dice.between(0, 20));
        return new Tier(floor, initial, stop, maintenance);
    }

    /** The asset with what must change along with its weights: its table. */
    static List<Definition> with(final Script script, final Asset changed) {
        return changed.terms().weightTableId() == 0
                ? List.of(changed)
                : List.of(table(changed, script.dice()), changed);
    }
}
