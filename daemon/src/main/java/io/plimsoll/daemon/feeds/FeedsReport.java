package io.plimsoll.daemon.feeds;

import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionSet.PriceRef;
import io.plimsoll.daemon.definitions.GuardSpec;
import io.plimsoll.daemon.feeds.GuardStates.GuardState;
import io.plimsoll.feed.live.LiveCounters;
import io.plimsoll.feed.live.SymbolPrice;
import io.plimsoll.feed.live.Verdict;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.PriceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** What {@code feeds check} prints: each source with its symbols, then each price with its guard. One use. */
final class FeedsReport {
    private static final double NANOS = 1e9;

    private final DefinitionSet definitions;
    private final GuardStates states;
    private final long startedNs;
    private final long nowNs;

    FeedsReport(final DefinitionSet definitions, final GuardStates states, final long startedNs, final long nowNs) {
        this.definitions = definitions;
        this.states = states;
        this.startedNs = startedNs;
        this.nowNs = nowNs;
    }

    List<String> lines(final List<LiveFeedConfig> configs, final List<LivePriceFeed> feeds) {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < feeds.size(); i++) {
            addSource(lines, configs.get(i), feeds.get(i).counters());
        }
        for (final PriceRef price : definitions.prices()) {
            lines.add("price " + price.symbol() + "  " + guard(price));
        }
        return lines;
    }

    boolean isWell(final List<LivePriceFeed> feeds) {
        return feeds.stream().allMatch(feed -> isWell(feed.counters()))
                && definitions.guards().stream()
                        .allMatch(guard ->
                                stateOf(definitions.price(guard.price()).id()) == PriceState.VALID);
    }

    // Who has a wrong name for a symbol hears nothing of it from most venues.
    private static boolean isWell(final LiveCounters counters) {
        return counters.isUp()
                && (counters.closedMarkets() > 0
                        || IntStream.range(0, counters.symbols().size())
                                .allMatch(symbol -> counters.lastPrice(symbol).isPresent()));
    }

    private void addSource(final List<String> lines, final LiveFeedConfig feed, final LiveCounters counters) {
        final StringJoiner connections = new StringJoiner(", ");
        for (int i = 0; i < counters.connections(); i++) {
            connections.add(counters.state(i).name().toLowerCase(Locale.ROOT));
        }
        final double seconds = Math.max(1, nowNs - startedNs) / NANOS;
        lines.add(String.format(
                Locale.ROOT,
                "source %d %s (%s)  %s  connections %s  %.1f prices/s  last message %s",
                feed.source(),
                feed.name(),
                feed.venue().name().toLowerCase(Locale.ROOT),
                counters.isUp() ? "UP" : "DOWN",
                connections,
                counters.published() / seconds,
                age(counters.lastMessageNs())));
        lines.add(String.format(
                Locale.ROOT,
                "  messages %d, prices %d, published %d%s, of other symbols %d, of closed markets %d, unreadable %d; gaps %d,"
                        + " reconnects %d, rotations %d, downs %d",
                counters.messages(),
                counters.prices(),
                counters.published(),
                dropped(counters),
                counters.unknownSymbols(),
                counters.closedMarkets(),
                counters.malformed(),
                counters.gaps(),
                counters.reconnects(),
                counters.rotations(),
                counters.downs()));
        counters.lastFailure().ifPresent(failure -> lines.add("  last failure: " + failure));
        if (!states.flags(feed.source()).isEmpty()) {
            lines.add("  said of it by the guards (first of each streak): " + states.flags(feed.source()));
        }
        int symbol = 0;
        for (final String price : feed.symbols().values()) {
            lines.add("  " + counters.symbols().name(symbol) + " -> " + price + "  "
                    + last(counters.lastPrice(symbol), definitions.price(price).decimals()));
            symbol++;
        }
    }

    private static String dropped(final LiveCounters counters) {
        final StringBuilder text = new StringBuilder();
        for (final Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.TAKEN && counters.count(verdict) > 0) {
                text.append(", ")
                        .append(verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append(' ')
                        .append(counters.count(verdict));
            }
        }
        return text.toString();
    }

    private String last(final Optional<SymbolPrice> price, final int decimals) {
        return price.map(last -> Decimals.format(last.value(), decimals) + "  published " + age(last.publishNs())
                        + ", received " + age(last.receiveNs()))
                .orElse("no price yet");
    }

    private String guard(final PriceRef price) {
        final Optional<GuardSpec> guard = definitions.guards().stream()
                .filter(spec -> spec.price().equals(price.symbol()))
                .findFirst();
        if (guard.isEmpty()) {
            return "no guard: whoever prices it is believed alone";
        }
        final Optional<GuardState> state = states.of(price.id());
        return stateOf(price.id()) + "  quorum " + guard.get().quorum()
                + state.map(last ->
                                ", when it changed last " + last.fresh() + " fresh, " + last.kept() + " in agreement")
                        .orElse("");
    }

    // A guard begins HALTED and says nothing before its first price.
    private PriceState stateOf(final int priceId) {
        return states.of(priceId).map(GuardState::state).orElse(PriceState.HALTED);
    }

    private String age(final long atNs) {
        return atNs == 0 ? "never" : String.format(Locale.ROOT, "%.1f s ago", (nowNs - atNs) / NANOS);
    }
}
