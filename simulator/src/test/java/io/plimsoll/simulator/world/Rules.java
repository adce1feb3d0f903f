package io.plimsoll.simulator.world;

import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.daemon.venue.Market;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.util.Arrays;
import java.util.List;

/** What the machine is configured with: the example venue's markets, margined at 10 % and liquidated below 5 %. */
public final class Rules {
    private static final String ORIGIN = "simulator";
    private static final long MAX_BALANCE = 10_000_000_000_000_000L;
    private static final long MAX_QUANTITY = 1_000_000_000;
    private static final long MAX_PRICE = 1_000_000_000;

    private Rules() {}

    /** Definitions of every {@link Market}. */
    public static DefinitionSet definitions() {
        final AssetSpec dollar = new AssetSpec(
                ORIGIN,
                Market.DOLLAR,
                Market.DOLLAR_SYMBOL,
                null,
                Market.DOLLAR_DECIMALS,
                0,
                Rates.ONE,
                Rates.ONE,
                MAX_BALANCE,
                1);
        final List<InstrumentSpec> instruments =
                Arrays.stream(Market.values()).map(Rules::instrument).toList();
        final ProfileSpec profile =
                new ProfileSpec(ORIGIN, 1, Rates.ONE, Rates.ONE / 2, Rates.ONE / 2, 1_000_000, 0, ProfileTerms.PLAIN);
        return new DefinitionSet(List.of(dollar), instruments, profile);
    }

    private static InstrumentSpec instrument(final Market market) {
        return new InstrumentSpec(
                ORIGIN,
                market.instrumentId(),
                market.symbol(),
                market.symbol(),
                InstrumentKind.PERPETUAL,
                Market.DOLLAR,
                Market.DOLLAR,
                Market.PRICE_DECIMALS,
                Market.QUANTITY_DECIMALS,
                Rates.ONE / 10,
                Rates.ONE / 10,
                Rates.ONE / 20,
                1,
                1,
                MAX_QUANTITY,
                MAX_PRICE);
    }
}
