package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.Rebalancing;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How a stream begins: definitions, the first Ready, accounts, prices, snapshots, and at last an Arm. */
final class Opening {
    private Opening() {}

    static void play(final Script script) {
        final World world = script.world();
        script.then(out -> out.epoch(1));
        if (script.dice().oneIn(3)) { // refused: a profile must be in force or staged
            final List<Definition> withoutProfile = new ArrayList<>(world.definitions());
            withoutProfile.remove(world.profile());
            DefinitionChanges.play(script, withoutProfile, 0);
        }
        DefinitionChanges.play(script, world.definitions(), 0);
        script.then(out -> out.ready(EngineMode.LIVE, world.maxAccounts(), world.maxLegs(), world.maxOrdersInFlight()));
        for (int i = 1; i <= world.accounts(); i++) {
            final long accountId = i;
            final AccountRole role = role(i, world);
            script.then(out -> {
                final int source = script.source(accountId);
                final OptionalLong parent = parent(accountId, world);
                AccountRecords.opened(
                        out, accountId, role, parent, "account-" + accountId, source, script.next(source));
            });
        }
        script.then(
                out -> { // the ids are known only now that the definitions are in force
                    out.timer(out.eventNs());
                    prices(script);
                    for (int i = 1; i <= world.accounts(); i++) {
                        final long accountId = i;
                        script.then(then -> {
                            then.marker(accountId);
                            SnapshotScenarios.renew(
                                    script, script.state().units().get(accountId));
                        });
                    }
                    OperatorScenarios.arm(script);
                });
    }

    private static AccountRole role(final int account, final World world) {
        if (account % 5 == 0) {
            return AccountRole.LIQUIDATOR;
        }
        final boolean isReduced = world.profile().terms().rebalance().to() != Rebalancing.NONE && account % 2 == 0;
        return isReduced ? AccountRole.REBALANCED : AccountRole.TRADER;
    }

    // Each fourth is a part of the one before it.
    private static OptionalLong parent(final long accountId, final World world) {
        return accountId % 4 == 0 && world.accounts() % 2 == 0 ? OptionalLong.of(accountId - 1) : OptionalLong.empty();
    }

    private static void prices(final Script script) {
        final List<Long> ids = new ArrayList<>(script.priceLimits().keySet());
        ids.remove(lateId(script)); // its first tick comes late
        for (final long id : ids) {
            final BigInteger limit = script.priceLimits().get(id);
            script.then(out -> script.tick(
                    out, id, script.dice().scaled(limit, 100_000, 600_000).max(BigInteger.ONE)));
        }
    }

    /** A price id that stays without a price for a while: an instrument's, its settlement asset's, or none (0). */
    private static Long lateId(final Script script) {
        final Instrument instrument = script.instrument();
        return switch (script.dice().below(3)) {
            case 0 -> instrument.priceId();
            case 1 -> script.state().definitions().settlement(instrument).priceId();
            default -> 0L;
        };
    }
}
