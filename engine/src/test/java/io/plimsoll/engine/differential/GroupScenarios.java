package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Prices of one venue message, which are to be looked at together: two legs of one account that move against each other. */
final class GroupScenarios {
    private static final int MOST_SOURCES = 64;

    private GroupScenarios() {}

    /** Several ids held by one account, by one source or by two; closed by a tick, by whatever tick, or by a Timer. */
    static void group(final Script script) {
        final List<Long> ids = ids(script);
        if (ids.isEmpty()) {
            return;
        }
        final Dice dice = script.dice();
        GuardScenarios.prepare(new GuardPick(script, dice.pick(ids)));
        final int source = source(script);
        for (final long id : ids) {
            final GuardPick pick = new GuardPick(script, id);
            final int size = dice.of(5_000, 150_000, 500_000);
            script.then(out -> pick.tick(out, pick.near(pick.price(), size), source, false));
            if (dice.oneIn(2)) {
                script.then(out -> GuardScenarios.withdraw(script, out, pick));
            }
            if (dice.oneIn(4)) {
                script.then(out -> pick.tick(out, pick.near(pick.price(), size), source % 5 + 1, false));
            }
        }
        final GuardPick last = new GuardPick(script, ids.get(0));
        if (dice.oneIn(3)) {
            GuardScenarios.agree(last, 2);
        }
        if (dice.oneIn(2)) {
            script.then(out -> GuardScenarios.spare(script, out, WithheldReason.OUT_OF_GROUP));
        }
        switch (dice.below(5)) {
            case 0 -> script.then(out -> out.timer(out.eventNs()));
            case 1 ->
                script.then(out -> script.tick(
                        out, dice.of(0L, 77_777L), BigInteger.ONE, OptionalLong.empty(), out.eventNs(), source, true));
            case 2 -> {} // until someone closes it
            default -> script.then(out -> last.tick(out, last.near(last.price(), 2_000), source, true));
        }
    }

    // one beyond what there is room for, at times, once there is none
    private static int source(final Script script) {
        final boolean isFull = script.state().groups().sources().size() >= MOST_SOURCES;
        return isFull && script.dice().oneIn(3)
                ? 5_000 + script.dice().below(3)
                : script.dice().between(1, 5);
    }

    /** Guarded ids of one account, if one has several. */
    private static List<Long> ids(final Script script) {
        final Valuer valuer = Valuer.of(script.state());
        final Optional<Unit> holder =
                script.unit(unit -> guarded(script, valuer, unit).size() > 1);
        if (holder.isPresent()) {
            return guarded(script, valuer, holder.get());
        }
        return GuardPick.isPossible(script) ? List.of(GuardPick.of(script).priceId()) : List.of();
    }

    private static List<Long> guarded(final Script script, final Valuer valuer, final Unit unit) {
        final List<Long> ids = new ArrayList<>(valuer.priceIds(unit.legs()));
        ids.retainAll(script.state().definitions().guards().keySet());
        return ids;
    }

    /** So many sources that no more may open a group. */
    static void crowd(final Script script) {
        if (!GuardPick.isPossible(script) || script.state().groups().sources().size() >= MOST_SOURCES) {
            group(script);
            return;
        }
        final GuardPick pick = GuardPick.of(script);
        for (int i = 0; i <= MOST_SOURCES; i++) {
            final int source = 6_000 + i;
            script.then(out -> pick.tick(out, BigInteger.ZERO, source, false)); // refused, and yet it opens
        }
        script.then(out -> out.timer(out.eventNs()));
    }
}
