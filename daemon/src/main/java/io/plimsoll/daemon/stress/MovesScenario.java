package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.daemon.backtest.SourcedTicks;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.GuardSpec;
import io.plimsoll.journal.config.NearestName;
import io.plimsoll.journal.config.YamlSection;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices move away from where the book has them, all in equal steps: after k of n steps a price is p * (n + move * k) / n, rounded half to
 * even. Each step is said by as many sources as the strictest guard of the book asks for. Immutable.
 *
 * @param yaml where it stands, for messages
 * @param all move of each price that has none of its own, ppm of the price
 * @param moves by price symbol, ppm of the price
 * @param steps from the book's prices to the last ones
 * @param overNs event time from the first price to the end of the last step
 * @param holdNs event time from there to the end, in which prices stay
 */
record MovesScenario(
        YamlSection yaml, String name, long all, Map<String, Long> moves, int steps, long overNs, long holdNs)
        implements Scenario {
    private static final String ALL = "all";
    private static final int MAX_STEPS = 100_000;
    private static final long MAX_MOVE = 1_000L * Rates.ONE;

    static MovesScenario read(final YamlSection yaml, final String name) {
        final YamlSection section = yaml.section("moves");
        final Map<String, Long> moves = new LinkedHashMap<>();
        for (final String price : section.texts().keySet()) {
            final long move = section.decimal(price, Rates.DECIMALS);
            if (move <= -Rates.ONE || move > MAX_MOVE) {
                throw section.bad(price, section.text(price) + ", expected more than -1 and at most 1000");
            }
            moves.put(price, move);
        }
        final Long all = moves.remove(ALL);
        return new MovesScenario(
                section,
                name,
                all == null ? 0 : all,
                moves,
                yaml.integer("steps", 1, MAX_STEPS),
                yaml.durationNs("over"),
                yaml.durationNs("hold", 0));
    }

    @Override
    public String text() {
        final List<String> texts = new ArrayList<>();
        texts.add((moves.isEmpty() ? "all prices " : "all other prices ") + percent(all));
        moves.forEach((price, move) -> texts.add(price + " " + percent(move)));
        return String.join(", ", texts) + ", in " + steps + (steps == 1 ? " step" : " steps") + " over "
                + new BigDecimal(overNs).movePointLeft(9).stripTrailingZeros().toPlainString() + " s";
    }

    private static String percent(final long ppm) {
        final BigDecimal percent = BigDecimal.valueOf(ppm, Rates.DECIMALS - 2).stripTrailingZeros();
        return (ppm > 0 ? "+" : "") + (ppm == 0 ? "unchanged" : percent.toPlainString() + " %");
    }

    @Override
    public Course on(final Book book) {
        final List<DefinitionSet.PriceRef> prices = book.definitions().prices();
        for (final String price : moves.keySet()) {
            if (book.definitions().price(price) == null) {
                final List<String> names =
                        prices.stream().map(DefinitionSet.PriceRef::symbol).toList();
                throw yaml.bad(
                        price, "no price of the book; the nearest one is '" + NearestName.of(price, names) + "'");
            }
        }
        final int[] ids = new int[prices.size()];
        final long[][] values = new long[steps + 1][prices.size()];
        for (int i = 0; i < ids.length; i++) {
            final DefinitionSet.PriceRef price = prices.get(i);
            ids[i] = price.id();
            move(price, book.prices().get(price.symbol()), i, values);
        }
        final Times times = times(book.definitions().guards());
        final List<SourcedTicks> sources = new ArrayList<>();
        for (int source = 0; source < sources(book); source++) {
            sources.add(new SourcedTicks(Backtest.TICK_SOURCE + source, new SteppedTicks(ids, values, times)));
        }
        return new Course(sources, moments(times), times.leadNs(), false);
    }

    // A guard believes no price that it was not told some times, and the book's own source counts until it is too old.
    private Times times(final List<GuardSpec> guards) {
        long maxAgeNs = -1;
        int resumeTicks = 0;
        for (final GuardSpec guard : guards) {
            maxAgeNs = Math.max(maxAgeNs, guard.maxAgeNs());
            resumeTicks = Math.max(resumeTicks, guard.resumeTicks());
        }
        return new Times(maxAgeNs + 1, resumeTicks, steps, overNs, holdNs);
    }

    /**
     * When what is said.
     *
     * @param leadNs event time at which prices begin to move
     * @param leadRounds how often the book's prices are said before the round from which they move, the first time at 0
     */
    record Times(long leadNs, int leadRounds, int steps, long overNs, long holdNs) {
        /** When a step is made; the parts apart, since a long time by many steps passes 64 bits. */
        long stepNs(final int step) {
            return leadNs + overNs / steps * step + overNs % steps * step / steps;
        }

        /** When all is over. */
        long endNs() {
            return leadNs + overNs + holdNs;
        }
    }

    // A step each, or as few together as there is room for; all that comes before the first step is of the first.
    private List<Long> moments(final Times times) {
        final int together = steps / Course.MOST_MOMENTS + 1;
        final List<Long> moments = new ArrayList<>(List.of(0L));
        for (int step = together; step <= steps; step += together) {
            moments.add(times.stepNs(step));
        }
        return moments;
    }

    private void move(final DefinitionSet.PriceRef price, final long start, final int place, final long[][] values) {
        final long move = moves.getOrDefault(price.symbol(), all);
        for (int step = 0; step <= steps; step++) {
            final BigInteger moved = BigInteger.valueOf(start)
                    .multiply(BigInteger.valueOf((long) steps * Rates.ONE).add(BigInteger.valueOf(move * step)));
            final BigDecimal value = new BigDecimal(moved)
                    .divide(BigDecimal.valueOf((long) steps * Rates.ONE), 0, RoundingMode.HALF_EVEN)
                    .max(BigDecimal.ONE);
            if (value.compareTo(BigDecimal.valueOf(price.maxPrice())) > 0) {
                throw yaml.bad(
                        moves.containsKey(price.symbol()) ? price.symbol() : ALL,
                        "more than the limit of " + price.symbol() + ", "
                                + Decimals.format(price.maxPrice(), price.decimals())
                                + "; state a larger maxPrice in the book");
            }
            values[step][place] = value.longValueExact();
        }
    }

    private static int sources(final Book book) {
        return book.definitions().guards().stream()
                .mapToInt(GuardSpec::quorum)
                .max()
                .orElse(1);
    }
}
