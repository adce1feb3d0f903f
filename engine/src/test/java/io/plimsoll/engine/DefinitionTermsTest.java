package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A definition that says more than the rules know is refused by the name of what it says, not taken as if it did not say it. */
@Timeout(60)
class DefinitionTermsTest {
    private static final DefinitionRules.Room ROOM = new DefinitionRules.Room(10, 10);

    private final Factor asset = new Factor(0, false, 1);
    private final Factor instrument = new Factor(1, true, 1);
    private ProfileTerms profileTerms = ProfileTerms.PLAIN;

    @BeforeEach
    void define() {
        asset.symbol = "USD".getBytes(StandardCharsets.UTF_8);
        asset.maxUnits = 1_000;
        asset.maxPrice = 1;
        instrument.symbol = "BTC-PERP".getBytes(StandardCharsets.UTF_8);
        instrument.kind = InstrumentKind.PERPETUAL;
        instrument.priceId = 2;
        instrument.underlyingAssetId = 1;
        instrument.settlementAssetId = 1;
        instrument.maxUnits = 1_000;
        instrument.maxPrice = 1_000;
        instrument.tick = 1;
        instrument.step = 1;
    }

    @Test
    void shouldTakePlainTerms() {
        assertNull(defect());
    }

    @Test
    void shouldRefuseAnAssetsUnknownTermByName() {
        assertRefusesEach(18, "asset USD", AssetTerms.PLAIN, AssetTerms.PLAIN::map, terms -> asset.assetTerms = terms);
    }

    @Test
    void shouldRefuseAnInstrumentsUnknownTermByName() {
        assertRefusesEach(
                14,
                "instrument BTC-PERP",
                InstrumentTerms.PLAIN,
                InstrumentTerms.PLAIN::map,
                terms -> instrument.instrumentTerms = terms);
    }

    @Test
    void shouldRefuseAProfilesUnknownTermByName() {
        assertRefusesEach(65, "profile", ProfileTerms.PLAIN, ProfileTerms.PLAIN::map, terms -> profileTerms = terms);
    }

    private <T extends Record> void assertRefusesEach(
            final int count,
            final String owner,
            final T plain,
            final Function<LongUnaryOperator, T> map,
            final Consumer<T> use) {
        for (int i = 0; i < count; i++) {
            final int wanted = i;
            final int[] next = {0};
            final T other = map.apply(value -> next[0]++ == wanted ? value ^ 3 : value);
            assertEquals(count, next[0]);
            final String name = Terms.differences(other, plain).get(0);
            if (DefinitionsCheck.KNOWN.contains(name)) {
                continue;
            }
            use.accept(other);
            assertEquals(owner + ": its " + name + " is not known to these rules", defect());
        }
        use.accept(plain);
    }

    private String defect() {
        final Factor[] factors = {asset, instrument};
        final Profile profile = new Profile(1, 1_000_000, 0, 0, 0, profileTerms);
        return DefinitionRules.defect(factors, new Factor[0], new MarginTables(), profile, ROOM);
    }
}
