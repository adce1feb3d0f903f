package io.plimsoll.daemon.run;

import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.engine.MarginView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Whether the engine may be armed: every account source is at its head and every price is fresh. Until then it values everything and
 * orders nothing. Any thread; prices are read racily, which can only make one look a little older.
 */
final class Arming {
    private static final double NANOS = 1e9;

    private final DefinitionSet definitions;
    private final MarginView view;
    private final List<? extends AccountSource> sources;
    private final KillWatch killWatch;
    private final LongSupplier maxPriceAge;
    private final EpochNanoClock clock;

    /** @param maxPriceAge what a price's age may be at each look, ns */
    Arming(
            final DefinitionSet definitions,
            final MarginView view,
            final List<? extends AccountSource> sources,
            final KillWatch killWatch,
            final LongSupplier maxPriceAge,
            final EpochNanoClock clock) {
        this.definitions = definitions;
        this.view = view;
        this.sources = sources;
        this.killWatch = killWatch;
        this.maxPriceAge = maxPriceAge;
        this.clock = clock;
    }

    /** What stands against arming now; empty when nothing does. */
    List<String> objections() {
        final List<String> objections = new ArrayList<>();
        if (killWatch.isPresent()) {
            objections.add("the KILL file is still there");
        }
        for (final AccountSource source : sources) {
            if (!source.isAtHead()) {
                objections.add("account source '" + source.name() + "' is not at its head");
            }
        }
        for (final DefinitionSet.PriceRef price : definitions.prices()) {
            objections.addAll(ageObjections(price));
        }
        return objections;
    }

    // A clock that has stepped back makes an old price look fresh, or even of the future: neither may arm.
    private List<String> ageObjections(final DefinitionSet.PriceRef price) {
        final long acceptedNs = view.priceAcceptedNs(price.id());
        if (acceptedNs == MarginView.NEVER) {
            return List.of("no price of '" + price.symbol() + "' yet");
        }
        final long nowNs = clock.nanoTime();
        if (view.isPriceDown(price.id(), nowNs)) {
            return List.of("no source of the price of '" + price.symbol() + "' is up");
        }
        final long ageNs = nowNs - acceptedNs;
        final long maxPriceAgeNs = maxPriceAge.getAsLong();
        if (ageNs > maxPriceAgeNs) {
            return List.of(String.format(
                    Locale.ROOT,
                    "the price of '%s' is %.1f s old, maxPriceAge is %.1f s",
                    price.symbol(),
                    ageNs / NANOS,
                    maxPriceAgeNs / NANOS));
        }
        if (ageNs < -maxPriceAgeNs) {
            return List.of(String.format(
                    Locale.ROOT,
                    "the clock has stepped back: the price of '%s' was accepted %.1f s after now",
                    price.symbol(),
                    -ageNs / NANOS));
        }
        return List.of();
    }
}
