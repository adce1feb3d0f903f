package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.terms.OrderTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * Gives half of the worlds orders that expire, escalate and are cancelled when their unit recovers. The choices come from dice of their
 * own, so that the other half stays as it was.
 */
final class LifecycleWorlds {
    private static final long OTHER_STREAM = 0x1F83_D9AB_FB41_BD6BL;

    private LifecycleWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        final boolean isKnown = DefinitionsCheck.KNOWN.contains("orders.orderSeconds");
        return isKnown && dice.oneIn(2) ? world.with(drawn(world.profile(), dice)) : world;
    }

    /** Whether orders of the world expire or are cancelled, at least with its first profile. */
    static boolean isOneOf(final World world) {
        return !world.profile().terms().orders().equals(OrderTerms.PLAIN);
    }

    /** What comes later in such a world: a profile that says nothing of it keeps most of what is in force. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world())
                || !(staged instanceof Profile profile)
                || !profile.terms().orders().equals(OrderTerms.PLAIN)) {
            return staged;
        }
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        final ProfileTerms inForce = script.state().definitions().profileTerms();
        return dice.oneIn(4)
                ? drawn(profile, dice)
                : profile.withTerms(profile.terms().withOrders(inForce.orders()));
    }

    static Profile drawn(final Profile profile, final Dice dice) {
        final OrderTerms orders = new OrderTerms(
                dice.of(0, 1, 2, 5, 20, 20, 100, 1_000_000_000),
                dice.of(0, 1, 1, 2, 2, 3),
                dice.oneIn(2),
                dice.of(0, 0, 0, 1, 30, 600));
        return profile.withTerms(profile.terms().withOrders(orders));
    }
}
