package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.Terms;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.stream.Stream;

/**
 * Has the venue of a third of the worlds tell stable prices and deposits, with caps on most assets. The choices come from dice of their own,
 * so that the others stay as they were.
 */
final class StableWorlds {
    private static final long OTHER_STREAM = 0x1F3D_5B79_97B5_D3F1L;
    private static final int DEPOSIT_CAP = Stream.of(AssetTerms.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList()
            .indexOf("depositCapMicros");

    private StableWorlds() {}

    static boolean isOneOf(final long seed) {
        return new Dice(seed ^ OTHER_STREAM).oneIn(3);
    }

    static World varied(final World world, final long seed) {
        if (!isOneOf(seed)) {
            return world;
        }
        final Dice dice = new Dice(~seed ^ OTHER_STREAM);
        final World varied = new World(
                world.isLarge(),
                world.assets().stream().map(asset -> capped(asset, dice)).toList(),
                world.instruments(),
                world.tables(),
                world.profile(),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    static boolean isCapped(final Asset asset) {
        return asset.terms().depositCapMicros() != Terms.UNBOUNDED;
    }

    private static Asset capped(final Asset asset, final Dice dice) {
        if (dice.oneIn(4)) {
            return asset;
        }
        final BigInteger most = asset.maxBalance()
                .multiply(asset.maxPrice().shiftRight(2).max(BigInteger.ONE))
                .multiply(Numbers.MILLION)
                .divide(Numbers.tenTo(asset.decimals() + asset.priceDecimals()));
        final long cap = dice.of(0L, 1L, Script.clamp(dice.magnitude(most.max(BigInteger.ONE))));
        final AssetEdit edit = new AssetEdit(asset);
        final int[] next = {0};
        edit.terms = asset.terms().map(value -> next[0]++ == DEPOSIT_CAP ? cap : value);
        return edit.done();
    }
}
