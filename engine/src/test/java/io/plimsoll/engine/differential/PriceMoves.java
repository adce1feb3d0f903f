package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Prices;
import io.plimsoll.engine.naive.State;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prices that drift, gap, run to their limits, and prices that must be refused. */
final class PriceMoves {
    private static final BigInteger TWO = BigInteger.TWO;

    private PriceMoves() {}

    private record Pick(long priceId, BigInteger limit, BigInteger price) {
        static Pick from(final Script script) {
            final List<Long> ids = new ArrayList<>(script.priceLimits().keySet());
            if (!script.dice().oneIn(20)) { // what has no price yet stays without for a while
                final State state = script.state();
                final List<Long> unset = ids.stream()
                        .filter(id -> state.prices().of(id).isEmpty())
                        .toList();
                if (unset.size() < ids.size()) {
                    ids.removeAll(unset);
                }
            }
            final long id = script.dice().pick(ids);
            final BigInteger limit = script.priceLimits().get(id);
            return new Pick(id, limit, script.price(id, limit));
        }

        BigInteger within(final BigInteger value) {
            return value.max(BigInteger.ONE).min(limit);
        }
    }

    static void drift(final Script script) {
        script.then(out -> {
            final Pick pick = Pick.from(script);
            final BigInteger moved = script.dice().scaled(pick.price(), 994_000, 1_006_000);
            final BigInteger atLeastOne = moved.equals(pick.price())
                    ? moved.add(BigInteger.valueOf(script.dice().of(-1, 1)))
                    : moved;
            script.tick(out, pick.priceId(), pick.within(atLeastOne));
        });
    }

    /** The same again, which touches no one. */
    static void unchanged(final Script script) {
        script.then(out -> {
            final Pick pick = Pick.from(script);
            script.tick(out, pick.priceId(), pick.price());
        });
    }

    /** Down or up by 20 to 70 %, toward the middle of what the limit allows. */
    static void gap(final Script script) {
        script.then(out -> {
            final Pick pick = Pick.from(script);
            final boolean isHigh =
                    pick.price().compareTo(pick.limit().shiftRight(script.dice().between(1, 4))) > 0;
            final BigInteger moved = isHigh
                    ? script.dice().scaled(pick.price(), 300_000, 790_000)
                    : script.dice().scaled(pick.price(), 1_210_000, 1_700_000);
            script.tick(out, pick.priceId(), pick.within(moved));
        });
    }

    /** To a limit, stay for a tick or two, and back. */
    static void extreme(final Script script) {
        final Pick pick = Pick.from(script);
        script.then(out -> script.tick(out, pick.priceId(), script.dice().of(pick.limit(), BigInteger.ONE)));
        script.then(out -> drift(script, out));
        script.then(out -> script.tick(out, pick.priceId(), pick.price()));
    }

    private static void drift(final Script script, final InputRecords out) {
        final Pick pick = Pick.from(script);
        script.tick(out, pick.priceId(), pick.within(script.dice().scaled(pick.price(), 999_000, 1_001_000)));
    }

    /** Every kind of refusal, sometimes again, sometimes with an accepted tick between. */
    static void refused(final Script script) {
        final int ticks = script.dice().between(1, 4);
        for (int i = 0; i < ticks; i++) {
            if (script.dice().oneIn(4)) {
                drift(script);
            } else {
                script.then(out -> refuse(script, out));
            }
        }
    }

    private static void refuse(final Script script, final InputRecords out) {
        final Dice dice = script.dice();
        final Pick pick = Pick.from(script);
        switch (dice.below(4)) {
            case 0 -> script.tick(out, pick.priceId(), BigInteger.valueOf(dice.of(0L, -1L, Long.MIN_VALUE + 1)));
            case 1 -> script.tick(out, pick.priceId(), pick.limit().add(dice.upTo(pick.limit())));
            case 2 -> script.tick(out, dice.of(0L, 77_777L, 88_888L), pick.price());
            default -> older(script, out, pick);
        }
    }

    // a moment before the last one, or the same moment and source: by its sequence then, refused or not
    private static void older(final Script script, final InputRecords out, final Pick pick) {
        final Optional<Prices.Accepted> last = script.state().prices().lastAccepted(pick.priceId());
        if (last.isEmpty()) {
            script.tick(out, pick.priceId(), pick.price());
            return;
        }
        final Dice dice = script.dice();
        final Prices.Accepted tick = last.get();
        final long before = dice.oneIn(2) ? 0 : dice.of(1L, 1_000_000L);
        final int source = dice.oneIn(4) ? tick.source() % 3 + 1 : tick.source();
        final long sequence = tick.sequence() + dice.of(-1L, 0L, 1L);
        final BigInteger value = pick.within(pick.price().add(dice.signed(TWO)));
        out.priceTick(pick.priceId(), value.longValueExact(), tick.publishNs() - before, source, sequence);
    }
}
